import pytest

from .home import Home, LoopbackHome, a_home, has_avahi


@pytest.fixture
def home():
    """Machines joined by a switch; on loopback where no namespace may be made."""
    with a_home() as home:
        yield home


@pytest.fixture(params=[Home, LoopbackHome], ids=["cables", "loopback"])
def either_home(request):
    """Both kinds of home, so that the one without namespaces is known to work where it is needed."""
    try:
        home = request.param()
    except (PermissionError, FileNotFoundError):
        home = LoopbackHome()
    with home:
        yield home


@pytest.fixture
def cabled(home):
    if not isinstance(home, Home):
        pytest.skip("needs network namespaces: as root, or with user namespaces switched on")
    return home


@pytest.fixture
def with_avahi(cabled):
    if not has_avahi():
        pytest.skip("needs avahi-daemon, avahi-utils and dbus from the system's packages")
    return cabled
