"""Finding in a real browser, in both languages: suggestions by keys and by touch, what was understood, what was looked for
lately, and all of it without a script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.daemon_process import Daemon
from tests.journeys.guests import SUMMER, Guest, arrives, photographs, set_up, until
from tests.journeys.test_every_page import findings

PART = {"ko": "여름", "en": "summer"}
SLIP = {"ko": "제쥬", "en": "jejo"}
RIGHT = {"ko": "제주", "en": "jeju"}
MEANT = {"ko": "2019년 여름 엄마가 올린 사진", "en": "summer of 2019 by Mum"}
LEFT = {"ko": "엄마가 올린 사진", "en": "by Mum"}
BEGUN = {"ko": "ㅈㅈ", "en": "jej"}
NO_DAY = {"ko": "2019년 2월 30일 제주", "en": "Jeju Feb 30 2019"}


@pytest.fixture(scope="module", params=["ko", "en"])
def house(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Guest]:
    """A box with an album of four photos of one summer; mum is at the door with a laptop."""
    language, folder = request.param, tmp_path_factory.mktemp("finding")
    settings = f'announce = false\nlanguage = "{language}"\n'
    with Daemon(folder / "box", settings=settings) as box, Guest(browser, box, language) as mum:
        set_up(mum)
        _move_in(mum, folder / SUMMER[language])
        yield mum


def _move_in(guest: Guest, folder: Path) -> None:
    """An album of that name with four photos, brought as anybody would."""
    guest.go("/albums/new")
    guest.fill("title", SUMMER[guest.language])
    guest.page.locator("main button[type=submit]").first.click()
    arrives(guest.page, re.compile(r"/albums/\d+$"))
    number = guest.page.url.rpartition("/")[2]
    folder.mkdir()
    for path in photographs(folder, 4):
        file = {"name": path.name, "mimeType": "image/jpeg", "buffer": path.read_bytes()}
        form = {"album": number, "files": file}
        assert guest.context.request.post("/add", multipart=form, headers={"Origin": guest.box.address}).ok
    until(
        guest.page,
        """async (there) => (await (await fetch(there)).json()).stories.filter(
               (story) => story.picture.rendered).length === 4""",
        arg=f"/api/albums/{number}",
    )


def look_for(guest: Guest, words: str) -> None:
    guest.go("/search")
    guest.fill("q", words)
    guest.page.keyboard.press("Enter")
    arrives(guest.page, re.compile(r"/search\?q="))


def test_suggestions_come_while_one_types_and_are_chosen_by_keys(house: Guest) -> None:
    house.go("/search")
    box = house.page.get_by_role("combobox")
    box.press_sequentially(BEGUN[house.language])
    option = house.page.get_by_role("option").filter(has_text=SUMMER[house.language])
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert findings(house.page) == []
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("suggestion-1"))
    box.press("Escape")
    expect(option).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Backspace")
    expect(option).to_be_visible()
    box.press("ArrowUp")
    box.press("Enter")
    arrives(house.page, re.compile(r"/search\?q="))
    expect(house.page.locator("mark").first).to_be_visible()
    expect(house.page.locator(".book .title")).to_have_text(SUMMER[house.language])


def test_a_suggestion_is_chosen_by_touch_and_goes_away_by_one_elsewhere(house: Guest) -> None:
    house.go("/search")
    house.page.get_by_role("combobox").press_sequentially(PART[house.language])
    options = house.page.get_by_role("option")
    expect(options.first).to_be_visible()
    house.page.locator("h1").click()
    expect(options).to_have_count(0)
    house.page.get_by_role("combobox").press_sequentially(" ")
    house.page.get_by_role("combobox").press("Backspace")
    options.first.click()
    arrives(house.page, re.compile(r"/search\?q="))


def test_what_was_understood_can_be_taken_away(house: Guest) -> None:
    look_for(house, MEANT[house.language])
    chips = house.page.locator(".understood .chip")
    expect(chips).to_have_count(2)
    expect(house.page.locator("a.photo")).to_have_count(4)
    assert findings(house.page) == []
    chips.first.click()
    expect(chips).to_have_count(1)
    expect(house.page.locator("input[name=q]")).to_have_value(LEFT[house.language])
    expect(house.page.locator("a.photo")).to_have_count(4)


def test_a_slip_is_forgiven_and_said(house: Guest) -> None:
    look_for(house, SLIP[house.language])
    assert findings(house.page) == []
    house.sees(house.say("search.instead", words=SLIP[house.language], instead=RIGHT[house.language]))
    expect(house.page.locator(".book .title mark")).to_have_text(re.compile(RIGHT[house.language], re.I))


def test_a_day_that_is_in_no_calendar_is_said(house: Guest) -> None:
    look_for(house, NO_DAY[house.language])
    day = NO_DAY[house.language].replace("제주", "").replace("Jeju", "").strip()
    house.sees(house.say("search.no_such_day", day=day))
    expect(house.page.locator(".book")).to_have_count(1)


def test_what_one_looked_for_is_there_again_and_can_be_forgotten(house: Guest) -> None:
    first, second = SUMMER[house.language], PART[house.language]
    look_for(house, first)
    look_for(house, second)
    house.go("/search")
    lines = house.page.locator(".search-recent li")
    expect(lines.first).to_contain_text(second)
    before = lines.count()
    house.page.get_by_role("button", name=house.say("search.forget", words=second)).click()
    expect(lines).to_have_count(before - 1)
    lines.filter(has_text=first).get_by_role("link").click()
    expect(house.page.locator("input[name=q]")).to_have_value(first)
    house.go("/search")
    house.press("search.forget_all")
    expect(lines).to_have_count(0)


def test_all_of_it_works_without_a_script(browser: Browser, house: Guest) -> None:
    with Guest(browser, house.box, house.language, javascript=False, size=(360, 740)) as plain:
        plain.context.add_cookies(house.context.cookies())
        plain.go("/search")
        plain.fill("q", MEANT[house.language])
        plain.page.locator("main button[type=submit]").first.click()
        expect(plain.page.locator("a.photo")).to_have_count(4)
        plain.page.locator(".understood .chip").last.click()
        expect(plain.page.locator(".understood .chip")).to_have_count(1)
        plain.go("/search")
        plain.page.locator(".search-recent .forget").first.click()
        expect(plain.page).to_have_url(re.compile("/search$"))
