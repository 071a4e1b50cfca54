"""A rolling picture on the family's own phones: two devices press for the same turn, a third watches it move on, the box
is killed while a turn runs out, and somebody without JavaScript adds the last frame."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from backupd.family import Viewer, doorway
from tests import people
from tests.capsules.wound_box import Box, wait_for
from tests.daemon_process import Daemon
from tests.journeys.guests import Guest, arrives
from tests.journeys.test_every_page import findings
from tests.media.making import photo

DAY = 24 * 3600.0
HELD = "FROM relay_turn WHERE state = 'holding'"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    people.renderer()
    box = Box(tmp_path)
    yield box
    box.library.close()


def comes(browser: Browser, daemon: Daemon, box: Box, who: Viewer, **more: object) -> Guest:
    guest = Guest(browser, daemon, "ko", size=(360, 740), **more)  # type: ignore[arg-type]
    token = people.key_of(box.library, who)
    guest.context.add_cookies([{"name": doorway.COOKIE, "value": token, "url": daemon.address}])
    return guest


def begins_one(guest: Guest, *order: str) -> str:
    """By hand, on a phone; the address of the new one."""
    guest.go("/relays")
    guest.press("relays.new")
    guest.fill("title", "우리 집 하늘")
    guest.page.get_by_label(guest.say("relays.idea_window")).check()
    for place, name in enumerate(order):
        guest.page.locator("select[name=people]").nth(place).select_option(label=name)
    assert not findings(guest.page)
    guest.press("relays.begin")
    arrives(guest.page, re.compile(r"/relays/\d+$"))
    return guest.page.url.removeprefix(guest.box.address)


def chooses(guest: Guest, address: str, picture: Path) -> None:
    guest.go(address)
    guest.sees(guest.say("relays.my_turn"))
    guest.press("relays.add")
    expect(guest.page.locator("form.upload.awake")).to_be_visible()
    guest.page.locator("input[type=file]").first.set_input_files(picture)
    expect(guest.page.locator("[data-send]")).to_be_visible()


def moves_on(guest: Guest, words: str) -> None:
    """By itself: the page is not loaded anew."""
    expect(guest.page.get_by_text(words).first).to_be_visible(timeout=60_000)


def stays_where_it_was_pulled(guest: Guest) -> None:
    """The strip looks again by itself, and is not drawn anew under a finger."""
    guest.page.locator(".film").evaluate("film => (film.scrollLeft = 240)")
    with guest.page.expect_response(re.compile(r"/relays/\d+$")):
        pass
    guest.page.wait_for_function("() => document.querySelector('.film').scrollLeft === 240")
    guest.page.wait_for_function("() => !document.querySelector('.htmx-swapping, .htmx-settling')")
    assert guest.page.locator(".film").evaluate("film => film.scrollLeft") == 240


def both_press(one: Guest, other: Guest) -> None:
    """Two devices of one person, at the same moment: one is told that the turn was taken, the other sees the strip."""
    both = (one, other)
    for guest in both:
        guest.page.locator("[data-send]").click(no_wait_after=True)
    wait_for(lambda: any(one.say("relays.filled_already") in guest.reads() for guest in both))
    wait_for(lambda: any(guest.reads() and "/relays/" in guest.page.url for guest in both))


def adds_without_a_script(guest: Guest, address: str, picture: Path, line: str) -> None:
    guest.go(address)
    guest.press("relays.add")
    guest.page.locator("input[type=file]").first.set_input_files(picture)
    guest.fill("description", line)
    guest.page.locator("[data-send]").click()


def test_three_browsers_at_once_a_killed_box_and_a_strip_at_the_end(
    browser: Browser, box: Box, tmp_path: Path
) -> None:
    father, daughter = (people.join(box.library, box.mother, name) for name in ("아빠", "지우"))
    tablet = people.another_device(box.library, box.mother)
    with box.daemon() as daemon:
        with (
            comes(browser, daemon, box, box.mother) as phone,
            comes(browser, daemon, box, tablet) as second,
            comes(browser, daemon, box, father) as dad,
        ):
            address = begins_one(phone, "엄마", "아빠", "지우")
            dad.go(address)
            dad.sees(dad.say("relays.whose_turn", who="엄마"))
            stays_where_it_was_pulled(dad)
            chooses(phone, address, photo(tmp_path / "폰.jpg", (801, 600)))
            chooses(second, address, photo(tmp_path / "탭.jpg", (802, 600)))
            both_press(phone, second)
            assert box.value(f"SELECT count(*) {HELD}") == 1
            moves_on(dad, dad.say("relays.my_turn"))
            assert not findings(dad.page)
            wait_for(lambda: box.value("SELECT state FROM relay_turn ORDER BY id LIMIT 1") == "done")
        assert box.value("SELECT count(*) FROM story") == 1
        daemon.stop(signal.SIGKILL)
        box.wind(off_by=DAY + 60)
        daemon.start(seconds=120)
        wait_for(lambda: box.value(f"SELECT person {HELD}") == daughter.id)
        with (
            comes(browser, daemon, box, daughter, javascript=False) as child,
            comes(browser, daemon, box, father) as dad,
        ):
            dad.go(address)
            dad.sees(dad.say("relays.state_late", who="아빠"))
            adds_without_a_script(child, address, photo(tmp_path / "셋.jpg", (803, 600)), "창밖에 눈이 와요")
            wait_for(lambda: box.value("SELECT state FROM relay") == "ended")
            moves_on(dad, dad.say("relays.ended_open"))
            sees_the_whole(dad, "창밖에 눈이 와요")
            sees_the_whole(child, "창밖에 눈이 와요", address)


def test_who_comes_second_with_a_sitting_already_open_is_told_so_and_waits_for_nothing(
    browser: Browser, box: Box, tmp_path: Path
) -> None:
    people.join(box.library, box.mother, "아빠")
    tablet = people.another_device(box.library, box.mother)
    with (
        box.daemon() as daemon,
        comes(browser, daemon, box, box.mother) as phone,
        comes(browser, daemon, box, tablet) as second,
    ):
        address = begins_one(phone, "엄마", "아빠")
        chooses(phone, address, photo(tmp_path / "폰.jpg", (801, 600)))
        chooses(second, address, photo(tmp_path / "탭.jpg", (802, 600)))
        held: list[Route] = []
        second.page.route("**/uploads", lambda route: held.append(route))
        with second.page.expect_request("**/uploads"):
            second.page.locator("[data-send]").click(no_wait_after=True)
        phone.page.locator("[data-send]").click()
        arrives(phone.page, re.compile(r"/relays/\d+$"))
        held[0].continue_()
        second.sees(second.say("relays.filled_already"))
        expect(second.page.locator("[data-progress]")).to_be_hidden()


def sees_the_whole(guest: Guest, line: str, address: str | None = None) -> None:
    """The strip, and the album it has become."""
    if address:
        guest.go(address)
    expect(guest.page.locator(".film img")).to_have_count(2)
    guest.sees(line)
    album = guest.page.get_by_role("link", name=guest.say("relays.see_album")).get_attribute("href")
    if guest.javascript:
        assert not findings(guest.page)
    guest.go(str(album))
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("우리 집 하늘")
    expect(guest.page.locator("main a img")).to_have_count(2)
