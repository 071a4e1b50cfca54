"""The box on a home network, seen by its neighbours."""

import time

import pytest

from backupd.discovery import Announcement

from .home import LoopbackHome, anywhere, cabled, eventually

on_any_network = pytest.mark.parametrize("home", [anywhere])
on_every_kind_of_network = pytest.mark.parametrize("home", [anywhere, LoopbackHome])
on_cables = pytest.mark.parametrize("home", [cabled])


@on_every_kind_of_network
def test_neighbours_open_the_box_by_its_name_until_it_says_goodbye(home):
    box, neighbour = home.host(), home.host()
    watching = neighbour.neighbour("watch")
    announced = box.box("--port", "8107")
    announced.becomes(name=f"{home.name}.local", reason=None, addresses=list(box.addresses))

    assert neighbour.resolves(f"{home.name}.local") == sorted(box.addresses)
    _, title, _host, port = watching.says(f"{home.name}.local.").split()
    assert (title, port) == ("BackUP" if home.name == "backup" else home.name, "8107")

    assert announced.leave() < 3
    watching.says(f"left {title}", within=3)
    assert neighbour.resolves(f"{home.name}.local") == []


@on_every_kind_of_network
def test_a_second_box_bought_later_takes_the_next_name_and_the_first_keeps_its_own(home):
    first, second = home.host(), home.host()
    elder = first.box()
    elder.becomes(name=f"{home.name}.local", reason=None)

    younger = second.box()

    younger.becomes(name=f"{home.name}-2.local", reason="discovery.renamed", addresses=list(second.addresses))
    assert second.resolves(f"{home.name}.local") == sorted(first.addresses)
    assert first.resolves(f"{home.name}-2.local") == sorted(second.addresses)


@on_any_network
def test_two_boxes_switched_on_together_agree_on_two_names(home):
    hosts = sorted(
        [home.host(), home.host()], key=lambda host: [int(part) for part in host.address.split(".")]
    )
    boxes = [host.box() for host in hosts]

    boxes[1].becomes(name=f"{home.name}.local", reason=None)
    boxes[0].becomes(name=f"{home.name}-2.local", addresses=list(hosts[0].addresses))

    assert hosts[0].resolves(f"{home.name}.local") == sorted(hosts[1].addresses)


@on_cables
def test_a_machine_that_never_gives_way_gets_the_name_in_the_end(home):
    stubborn, box = home.host(), home.host()
    announced = box.box("--recheck", "2")
    announced.becomes(name="backup.local", reason=None)

    stubborn.neighbour("hold", "backup.local", stubborn.address).says("holding")

    announced.becomes(name="backup-2.local", addresses=list(box.addresses), within=25)


@on_any_network
def test_the_router_gives_another_address_and_the_name_follows(home):
    box, neighbour = home.host(), home.host()
    announced = box.box()
    announced.becomes(addresses=list(box.addresses))
    moved = "10.77.0.99" if box.address.startswith("10.") else "127.9.9.9"

    box.move(moved)

    announced.becomes(name=f"{home.name}.local", addresses=[moved])
    assert neighbour.resolves(f"{home.name}.local") == [moved]


@on_any_network
def test_of_two_albums_on_one_machine_the_other_keeps_the_name_when_one_leaves(home):
    box, neighbour = home.host(), home.host()
    first = box.box("--port", "8101")
    first.becomes(name=f"{home.name}.local", reason=None)
    box.box("--port", "8102").becomes(name=f"{home.name}.local", reason=None)
    listening = neighbour.neighbour("listen", f"{home.name}.local")
    listening.says("".join(sorted(box.addresses)[:1]))

    first.leave()

    time.sleep(2)  # a goodbye takes effect after one second
    assert listening.says("still").split()[1:] == sorted(box.addresses)


@on_cables
def test_a_box_switched_on_before_its_cable_is_in_is_announced_when_it_is_and_again_after_it_was_pulled(home):
    box, neighbour = home.host("10.77.0.1"), home.host()
    box.run("ip", "link", "set", "eth0", "down")
    announced = box.box()
    announced.becomes(reason="discovery.no_network", addresses=["127.0.0.1"])

    for _ in range(2):
        box.run("ip", "link", "set", "eth0", "up")
        announced.becomes(reason=None, addresses=["10.77.0.1"])
        assert neighbour.resolves("backup.local") == ["10.77.0.1"]
        box.run("ip", "link", "set", "eth0", "down")
        announced.becomes(reason="discovery.no_network")


@on_cables
def test_a_cable_unplugged_so_shortly_that_nobody_saw_it_does_not_cost_the_name(home):
    box, neighbour = home.host("10.77.0.1"), home.host()
    announced = box.box("--recheck", "2")
    announced.becomes(reason=None)

    box.replug()

    eventually(lambda: neighbour.resolves("backup.local") == ["10.77.0.1"], within=20)


@on_cables
def test_a_home_with_nothing_but_ipv6_finds_the_box(home):
    box, neighbour = home.host("fd77::1"), home.host("fd77::2")
    box.box().becomes(name="backup.local", addresses=["fd77::1"])

    assert neighbour.resolves("backup.local") == ["fd77::1"]


@on_cables
def test_only_addresses_at_which_the_album_really_listens_are_announced(home):
    box = home.host("10.77.0.1", "10.77.0.7", "fd77::1")

    box.box("--host", "0.0.0.0").becomes(reason=None, addresses=["10.77.0.1", "10.77.0.7"])
    box.box("--host", "10.77.0.7").becomes(reason=None, addresses=["10.77.0.7"])
    box.box("--host", "127.0.0.1").becomes(reason=None, addresses=["127.0.0.1"])


@on_cables
def test_the_networks_of_containers_are_not_announced(home):
    box = home.host()
    for bridge, address in (("docker0", "172.17.0.1/16"), ("br-0123456789ab", "172.18.0.1/16")):
        box.run("ip", "link", "add", bridge, "type", "veth", "peer", "name", f"veth{bridge[-4:]}")
        box.run("ip", "addr", "add", address, "dev", bridge)
        box.run("ip", "link", "set", bridge, "up")
        box.run("ip", "link", "set", f"veth{bridge[-4:]}", "up")

    box.box().becomes(reason=None, addresses=["10.77.0.1", "fd77::1"])


@on_cables
def test_while_a_greedy_program_keeps_the_port_the_box_says_so_and_tries_again(home):
    box, neighbour = home.host(), home.host()
    keep = "import socket, time; s = socket.socket(type=2); s.bind(('', 5353)); print('kept', flush=True); time.sleep(60)"
    greedy = box.program("python3", "-c", keep)
    greedy.says("kept")
    announced = box.box()
    announced.becomes(reason="discovery.unreachable", addresses=[])

    greedy.kill()

    announced.becomes(reason=None, addresses=["10.77.0.1", "fd77::1"])
    assert neighbour.resolves("backup.local") == ["10.77.0.1", "fd77::1"]


def test_the_daemon_neither_waits_for_the_announcement_nor_for_its_end():
    box = Announcement("backup-in-no-hurry", addresses=["127.7.7.7"])
    began = time.monotonic()

    box.start()
    assert time.monotonic() - began < 0.5
    assert (box.name, box.addresses) == ("backup-in-no-hurry.local", ())
    box.stop()

    assert time.monotonic() - began < 3.5
    assert (box.addresses, box.reason) == ((), "discovery.stopped")


def test_an_address_that_does_not_exist_costs_the_daemon_nothing():
    with Announcement("backup-nowhere", addresses=["192.0.2.250"], interval=0.2) as box:
        eventually(lambda: box.reason == "discovery.unreachable")

    assert not box.addresses


def test_the_title_may_be_long_and_korean():
    with Announcement("backup-with-title", title="할머니 댁 " * 20, addresses=["127.0.0.1"]) as box:
        assert box.wait(15)
