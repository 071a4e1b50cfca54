"""A machine on which avahi is at home, as on a Raspberry Pi: it does the announcing, and may come and go."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from .home import with_avahi

beside_avahi = pytest.mark.parametrize("home", [with_avahi])


@beside_avahi
def test_avahi_announces_the_box_and_another_avahi_resolves_it(home):
    box, neighbour = home.host(), home.host()
    box.avahi("raspberrypi")
    neighbour.avahi("laptop")
    box.box("--port", "80").becomes(name="backup.local", reason=None, addresses=["10.77.0.1", "fd77::1"])

    assert _published_by_avahi(box)
    assert neighbour.run("avahi-resolve", "-4", "-n", "backup.local").stdout.split() == [
        "backup.local",
        "10.77.0.1",
    ]
    assert neighbour.run("avahi-resolve", "-6", "-n", "backup.local").stdout.split() == [
        "backup.local",
        "fd77::1",
    ]
    found = neighbour.run("avahi-browse", "-rpt", "_http._tcp").stdout
    assert ";BackUP;Web Site;local;backup.local;10.77.0.1;80;" in found


@beside_avahi
def test_a_laptop_called_backup_that_comes_later_finds_the_name_defended(home):
    box, laptop = home.host(), home.host()
    box.box().becomes(name="backup.local", reason=None)

    laptop.avahi("backup").says("backup-2.local", within=10)

    assert laptop.run("avahi-resolve", "-4", "-n", "backup.local").stdout.split() == [
        "backup.local",
        "10.77.0.1",
    ]
    assert ";backup.local;10.77.0.1;8100;" in laptop.run("avahi-browse", "-rpt", "_http._tcp").stdout


@beside_avahi
def test_a_laptop_called_backup_that_was_there_first_keeps_its_name(home):
    box, laptop = home.host(), home.host()
    laptop.avahi("backup").says("Server startup complete")

    box.box().becomes(name="backup-2.local", reason="discovery.renamed", addresses=["10.77.0.1", "fd77::1"])

    assert laptop.run("avahi-resolve", "-4", "-n", "backup.local").stdout.split()[1] == "10.77.0.2"


@beside_avahi
def test_avahi_too_gives_way_to_a_holder_of_the_name(home):
    box, laptop = home.host(), home.host()
    laptop.avahi("backup").says("Server startup complete")
    box.avahi("raspberrypi").says("Server startup complete")

    box.box().becomes(name="backup-2.local", reason="discovery.renamed", addresses=["10.77.0.1", "fd77::1"])

    assert laptop.run("avahi-resolve", "-4", "-n", "backup-2.local").stdout.split()[1] == "10.77.0.1"


@beside_avahi
def test_a_machine_that_is_itself_called_backup_keeps_the_name_for_the_box(home):
    box, neighbour = home.host(), home.host()
    box.avahi("backup").says("Server startup complete")
    box.box().becomes(name="backup.local", reason=None)

    assert neighbour.resolves("backup.local")[0] == "10.77.0.1"


@beside_avahi
def test_the_box_outlives_avahi_and_goes_back_to_it(home):
    box, neighbour = home.host(), home.host()
    avahi = box.avahi("raspberrypi")
    announced = box.box()
    announced.becomes(reason=None)

    avahi.kill()
    announced.becomes(addresses=[])
    announced.becomes(name="backup.local", reason=None, addresses=["10.77.0.1", "fd77::1"])
    assert neighbour.resolves("backup.local") == ["10.77.0.1", "fd77::1"]
    assert not _published_by_avahi(box)

    box.run("rm", "/run/avahi-daemon/socket", "/run/avahi-daemon/pid")
    box.avahi("raspberrypi")
    announced.becomes(addresses=[])
    announced.becomes(name="backup.local", reason=None, addresses=["10.77.0.1", "fd77::1"])
    assert _published_by_avahi(box)


@beside_avahi
def test_an_avahi_that_publishes_for_nobody_is_left_in_peace(home):
    box, neighbour = home.host(), home.host()
    box.avahi("raspberrypi", "[publish]", "disable-user-service-publishing=yes")

    box.box().becomes(name="backup.local", reason=None)

    assert neighbour.resolves("backup.local") == ["10.77.0.1", "fd77::1"]
    assert neighbour.resolves("raspberrypi.local")[0] == "10.77.0.1"


@beside_avahi
def test_a_box_that_moves_takes_its_name_along_and_one_that_dies_leaves_nothing_in_avahi(home):
    box, neighbour = home.host(), home.host()
    box.avahi("raspberrypi")
    announced = box.box()
    announced.becomes(reason=None)
    box.move("10.77.0.99")
    announced.becomes(name="backup.local", addresses=["10.77.0.99"])
    assert neighbour.resolves("backup.local") == ["10.77.0.99"]
    watching = neighbour.neighbour("watch")
    watching.says("came BackUP")

    announced.kill()

    watching.says("left BackUP", within=3)
    assert neighbour.resolves("backup.local") == []


def _published_by_avahi(box) -> bool:
    """Whether an avahi-publish speaks for us from inside the box's own network."""
    network = box.run("readlink", "/proc/self/ns/net").stdout.strip()
    return any(
        here == network and b"avahi-publish\0--service" in words for here, words in _programs_and_networks()
    )


def _programs_and_networks() -> Iterator[tuple[str, bytes]]:
    """Each program's network and its words as they stand; those that end while we look are not there."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            yield str((process / "ns/net").readlink()), (process / "cmdline").read_bytes()
