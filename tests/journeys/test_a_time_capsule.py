"""A family makes a time capsule; three of them put something in; time passes; it opens and they look together."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from backupd.family import Viewer, doorway
from tests import people
from tests.capsules.wound_box import Box, wait_for
from tests.daemon_process import Daemon
from tests.journeys.guests import Guest, arrives, goes
from tests.media.making import photo


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    people.renderer()
    box = Box(tmp_path)
    yield box
    box.library.close()


def comes(browser: Browser, daemon: Daemon, box: Box, who: Viewer, *, javascript: bool = True) -> Guest:
    guest = Guest(browser, daemon, "ko", size=(360, 740), javascript=javascript)
    token = people.key_of(box.library, who)
    guest.context.add_cookies([{"name": doorway.COOKIE, "value": token, "url": daemon.address}])
    return guest


def makes_one(guest: Guest, secret_from: str) -> str:
    """By hand, on a phone; the address of the new capsule."""
    day = datetime.now(UTC) + timedelta(days=40)
    guest.go("/capsules")
    guest.press("capsules.new")
    guest.fill("title", "할머니 칠순")
    guest.fill("day", f"{day:%Y-%m-%d}")
    guest.page.get_by_text(guest.say("capsules.surprise")).click()
    guest.page.get_by_role("group", name=guest.say("capsules.hide_from")).get_by_label(secret_from).check()
    guest.press("capsules.seal")
    expect(guest.page.get_by_role("heading", level=1)).to_have_text("할머니 칠순")
    return guest.page.url


def puts_in(guest: Guest, address: str, picture: Path) -> None:
    goes(guest.page, address)
    guest.press("capsules.put_in")
    guest.page.locator("input[type=file]").first.set_input_files(picture)
    guest.page.locator("[data-send]").click()
    arrives(guest.page, address)
    expect(guest.page.get_by_text(guest.say("capsules.my_part", count=1))).to_be_visible()


def counts_down(guest: Guest, address: str) -> None:
    """By itself, and nothing on the page moves."""
    guest.page.clock.install()
    goes(guest.page, address)
    expect(guest.page.locator("[data-module=countdown][data-awake]")).to_be_visible()
    timer, left = guest.page.get_by_role("timer"), guest.page.locator("[role=timer] b")
    before, boxes = (
        [int(number) for number in left.all_inner_texts()],
        [timer.bounding_box(), left.last.bounding_box()],
    )
    guest.page.clock.run_for(timedelta(hours=26).total_seconds() * 1000)
    expect(left.first).not_to_have_text(str(before[0]))
    after = [int(number) for number in left.all_inner_texts()]
    days, hours, minutes = (one - two for one, two in zip(before, after, strict=True))
    assert abs(days * 1440 + hours * 60 + minutes - 26 * 60) <= 1
    assert boxes == [timer.bounding_box(), left.last.bounding_box()]


def test_a_surprise_is_filled_by_three_and_opens_for_all(browser: Browser, box: Box, tmp_path: Path) -> None:
    father = people.join(box.library, box.mother, "아빠")
    daughter = people.join(box.library, box.mother, "지우")
    grandmother = people.join(box.library, box.mother, "할머니")
    with box.daemon() as daemon, comes(browser, daemon, box, box.mother) as mother:
        address = makes_one(mother, "할머니")
        puts_in(mother, address, photo(tmp_path / "하나.jpg", (801, 600)))
        with (
            comes(browser, daemon, box, father) as dad,
            comes(browser, daemon, box, daughter, javascript=False) as child,
        ):
            puts_in(dad, address, photo(tmp_path / "둘.jpg", (802, 600)))
            puts_in(child, address, photo(tmp_path / "셋.jpg", (803, 600)))
            expect(child.page.get_by_text(child.say("capsules.taken_part", count=3))).to_be_visible()
            expect(child.page.get_by_role("timer")).to_contain_text(child.say("capsules.days"))
            counts_down(dad, address)
        with comes(browser, daemon, box, grandmother) as gran:
            gran.go("/capsules")
            expect(gran.page.get_by_text("할머니 칠순")).to_have_count(0)
            assert gran.page.goto(address).status == 404  # type: ignore[union-attr]
            box.wind(off_by=timedelta(days=41).total_seconds())
            wait_for(lambda: box.state == "open")
            goes(gran.page, address)
            gran.press("capsules.look_in")
            expect(gran.page.get_by_role("heading", level=1)).to_have_text("할머니 칠순")
            expect(gran.page.locator("main a img")).to_have_count(3)
            goes(gran.page, address)
            expect(gran.page.get_by_text(gran.say("capsules.first_looks"))).to_be_visible()
