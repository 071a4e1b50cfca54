"""Small slips while looking and arranging cost nothing: a menu closes, a forgotten album is asked for on the spot."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.guests import Guest, arrives
from tests.journeys.test_the_first_evening import add


@pytest.fixture
def album(owner: Guest, pictures: list[Path]) -> str:
    """The address of an album with photos in it, and another one to move them to."""
    owner.go("/albums/new")
    owner.fill("title", "2020")
    owner.press("albums.make")
    add(owner, pictures)
    return owner.page.url


def test_escape_closes_the_menu_first_and_leaves_the_photo_then(owner: Guest, album: str) -> None:
    owner.page.locator("main a[href*='/stories/']").first.click()
    arrives(owner.page, re.compile(r"/stories/\d+"))
    menu = owner.page.locator("details.menu summary")
    menu.click()
    owner.page.keyboard.press("Escape")
    expect(owner.page.locator("details.menu[open]")).to_have_count(0)
    expect(menu).to_be_focused()
    assert "/stories/" in owner.page.url
    owner.page.keyboard.press("Escape")
    arrives(owner.page, re.compile(r"/albums/\d+"))


def test_a_forgotten_album_is_asked_for_and_what_was_chosen_stays(owner: Guest, album: str) -> None:
    owner.go(f"{album}/selection")
    owner.page.locator("input[name=story]").first.check(force=True)
    owner.press("albums.move")
    chosen = owner.page.locator("input[name=story]").get_attribute("value")
    owner.press("albums.move_it")
    expect(owner.page.locator("select[name=album]")).to_be_focused()
    owner.page.locator("select[name=album]").select_option("2020")
    owner.press("albums.move_it")
    owner.sees(owner.say("albums.moved_some", count=1))
    owner.press("albums.go_there", title="2020")
    expect(owner.page.locator(f"#s{chosen}")).to_be_visible()
