"""The box on a home network, seen by its neighbours."""

import socket
import time

from backupd.discovery import Announcement

from .home import eventually


def test_a_neighbour_opens_the_box_by_its_name_and_finds_it_among_the_services(either_home):
    box, neighbour = either_home.host(), either_home.host()
    box.box("--port", "8107").becomes(name=f"{either_home.name}.local", reason=None)

    assert neighbour.resolves(f"{either_home.name}.local") == sorted(box.addresses)
    assert neighbour.neighbour("watch").says("BackUP").split()[2:] == [f"{either_home.name}.local.", "8107"]


def test_when_the_name_is_taken_the_box_takes_the_next_and_the_holder_keeps_its_own(either_home):
    box, printer, neighbour = either_home.host(), either_home.host(), either_home.host()
    printer.neighbour("hold", f"{either_home.name}.local", printer.address).says("holding")

    box.box().becomes(
        name=f"{either_home.name}-2.local", reason="discovery.renamed", addresses=list(box.addresses)
    )

    assert neighbour.resolves(f"{either_home.name}.local") == [printer.address]
    assert neighbour.resolves(f"{either_home.name}-2.local") == sorted(box.addresses)


def test_two_boxes_switched_on_together_agree_on_two_names(either_home):
    hosts = [either_home.host(), either_home.host()]
    boxes = [host.box() for host in hosts]

    boxes[1].becomes(name=f"{either_home.name}.local", reason=None)
    boxes[0].becomes(name=f"{either_home.name}-2.local", addresses=list(hosts[0].addresses))

    assert hosts[0].resolves(f"{either_home.name}.local") == sorted(hosts[1].addresses)


def test_a_second_box_bought_later_takes_the_next_name(home):
    first, second = home.host(), home.host()
    elder = first.box()
    elder.becomes(name=f"{home.name}.local", reason=None)

    second.box().becomes(name=f"{home.name}-2.local", addresses=list(second.addresses))

    assert second.resolves(f"{home.name}.local") == sorted(first.addresses)


def test_a_holder_that_never_gives_way_gets_the_name_in_the_end(home):
    stubborn, box = home.host(), home.host()
    announced = box.box("--recheck", "0.3")
    announced.becomes(name=f"{home.name}.local", reason=None)

    stubborn.neighbour("hold", f"{home.name}.local", stubborn.address).says("holding")

    announced.becomes(name=f"{home.name}-2.local", addresses=list(box.addresses), within=25)


def test_the_router_gives_another_address_and_the_name_follows(either_home):
    box, neighbour = either_home.host(), either_home.host()
    announced = box.box()
    announced.becomes(addresses=list(box.addresses))
    moved = "10.77.0.99" if box.address.startswith("10.") else "127.9.9.9"

    box.move(moved)

    announced.becomes(name=f"{either_home.name}.local", addresses=[moved])
    assert neighbour.resolves(f"{either_home.name}.local") == [moved]


def test_a_box_that_is_switched_off_says_goodbye_and_is_gone_from_the_list_at_once(either_home):
    box, neighbour = either_home.host(), either_home.host()
    announced = box.box()
    announced.becomes(reason=None)
    watching = neighbour.neighbour("watch")
    watching.says("came BackUP")

    assert announced.leave() < 3

    watching.says("left BackUP", within=3)
    assert neighbour.resolves(f"{either_home.name}.local") == []


def test_of_two_albums_on_one_machine_the_other_keeps_the_name_when_one_leaves(home):
    box, neighbour = home.host(), home.host()
    first, second = box.box("--port", "8101"), box.box("--port", "8102")
    first.becomes(name=f"{home.name}.local", reason=None)
    second.becomes(name=f"{home.name}.local", reason=None)
    watching = neighbour.neighbour("watch")
    watching.says("came BackUP")

    first.leave()

    watching.says("left")
    assert neighbour.resolves(f"{home.name}.local") == sorted(box.addresses)


def test_a_box_without_a_network_says_so_and_is_announced_when_the_cable_comes(cabled):
    box, neighbour = cabled.host(), cabled.host()
    box.run("ip", "link", "set", "eth0", "down")
    announced = box.box()
    announced.becomes(reason="discovery.no_network", addresses=["127.0.0.1"])

    box.run("ip", "link", "set", "eth0", "up")

    announced.becomes(reason=None, addresses=["10.77.0.1"])
    assert neighbour.resolves("backup.local") == ["10.77.0.1"]


def test_a_cable_pulled_and_plugged_in_again_brings_the_name_back(cabled):
    box, neighbour = cabled.host("10.77.0.1"), cabled.host()
    announced = box.box()
    announced.becomes(reason=None)

    box.run("ip", "link", "set", "eth0", "down")
    announced.becomes(reason="discovery.no_network")
    box.run("ip", "link", "set", "eth0", "up")

    announced.becomes(reason=None, addresses=["10.77.0.1"])
    assert neighbour.resolves("backup.local") == ["10.77.0.1"]


def test_a_home_with_nothing_but_ipv6_finds_the_box(cabled):
    box, neighbour = cabled.host("fd77::1"), cabled.host("fd77::2")
    box.box().becomes(name="backup.local", addresses=["fd77::1"])

    assert neighbour.resolves("backup.local") == ["fd77::1"]


def test_the_networks_of_containers_are_not_announced(cabled):
    box = cabled.host()
    for bridge, address in (("docker0", "172.17.0.1/16"), ("br-0123456789ab", "172.18.0.1/16")):
        box.run("ip", "link", "add", bridge, "type", "dummy")
        box.run("ip", "addr", "add", address, "dev", bridge)
        box.run("ip", "link", "set", bridge, "up")

    box.box().becomes(reason=None, addresses=["10.77.0.1", "fd77::1"])


def test_while_a_greedy_program_keeps_the_port_the_box_says_so_and_tries_again(cabled):
    box, neighbour = cabled.host(), cabled.host()
    keep = "import socket, time; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(('', 5353)); print('kept', flush=True); time.sleep(60)"
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
    assert time.monotonic() - began < 0.2
    assert (box.name, box.addresses) == ("backup-in-no-hurry.local", ())
    box.stop()

    assert time.monotonic() - began < 3.2
    assert (box.addresses, box.reason) == ((), "discovery.stopped")


def test_an_address_that_does_not_exist_costs_the_daemon_nothing():
    with Announcement("backup-nowhere", addresses=["192.0.2.250"], interval=0.2) as box:
        eventually(lambda: box.reason == "discovery.unreachable")

    assert not box.addresses


def test_the_title_may_be_long_and_korean():
    with Announcement("backup-with-title", title="할머니 댁 " * 20, addresses=[_some_loopback()]) as box:
        assert box.wait(10)


def _some_loopback() -> str:
    return socket.gethostbyname("localhost")
