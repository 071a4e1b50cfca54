"""The scenes of this folder are played side by side: each has a network of its own and does little but wait for it."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

_AT_ONCE = 8


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    kind_of_home = _kind_of_home(pyfuncitem)
    if not kind_of_home:
        return None
    _played_scenes(pyfuncitem.session)[pyfuncitem.nodeid].result()
    return True


def pytest_sessionfinish(session):
    if pool := getattr(session, "_pool", None):
        pool.shutdown(cancel_futures=True)


def _played_scenes(session) -> dict[str, Future]:
    """All of them begin when the first is wanted."""
    if not hasattr(session, "_scenes"):
        session._pool = ThreadPoolExecutor(_AT_ONCE)
        scenes = [item for item in session.items if _kind_of_home(item)]
        session._scenes = {scene.nodeid: session._pool.submit(_play, scene) for scene in scenes}
    return session._scenes


def _play(scene) -> None:
    with _kind_of_home(scene)() as home:
        scene.function(home)


def _kind_of_home(item):
    if item.path.parent != Path(__file__).parent or not hasattr(item, "callspec"):
        return None
    return item.callspec.params.get("home")
