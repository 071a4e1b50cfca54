"""The first evening: set-up, a code, a second device, photos, an album, looking, finding, the trash and back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.daemon_process import Daemon
from tests.journeys.guests import GRANDMA, SUMMER, Guest, arrives, awake, code_from, goes, join, set_up


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_family_starts_joins_adds_looks_finds_and_brings_back(
    empty_box: Daemon, browser: Browser, language: str, pictures: list[Path], javascript: bool
) -> None:
    with (
        Guest(browser, empty_box, language, javascript=javascript) as mum,
        Guest(browser, empty_box, language, javascript=javascript, size=(360, 740)) as grandma,
    ):
        set_up(mum)
        join(grandma, code_from(mum), GRANDMA[language])
        add(grandma, pictures)
        look(grandma, len(pictures))
        find(mum)
        throw_away_and_bring_back(grandma)


def add(guest: Guest, pictures: list[Path]) -> None:
    guest.go("/add")
    guest.page.locator("input[type=file]").first.set_input_files(pictures)
    if guest.javascript:  # the albums stand still once one is suggested
        expect(guest.page.locator("[data-albums][data-settled]")).to_have_count(1)
    guest.page.locator("input[name=album][value=new]").check(force=True)
    guest.fill("title", SUMMER[guest.language])
    guest.page.locator("main button[type=submit]:visible, main form button:not([type]):visible").last.click()
    arrives(guest.page, re.compile(r"/arrivals/\d+"))
    until_finished(guest)
    guest.press("intake.see_album")


def until_finished(guest: Guest) -> None:
    """With JavaScript the page follows by itself; without it one looks again."""
    done = guest.page.get_by_role("heading", name=guest.say("intake.sitting_title"), exact=True)
    for _ in range(60):
        if done.count():
            return
        guest.page.wait_for_timeout(500)
        if not guest.javascript:
            guest.page.reload()
            awake(guest.page)
    raise AssertionError(guest.reads())


def look(guest: Guest, count: int) -> None:
    expect(guest.page.get_by_role("heading", level=1)).to_have_text(SUMMER[guest.language])
    photos = guest.page.locator("main a[href*='/stories/'] img")
    assert photos.count() == count
    for photo in photos.all():
        photo.scroll_into_view_if_needed()
        assert photo.get_attribute("width") and photo.get_attribute("height")
    guest.page.locator("main a[href*='/stories/']").first.click()
    arrives(guest.page, re.compile(r"/stories/\d+"))
    shown = guest.page.locator("main img:visible").first
    expect(shown).to_be_visible()
    if guest.javascript:
        assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") >= 480


def find(guest: Guest) -> None:
    guest.go("/search")
    guest.fill("q", SUMMER[guest.language][:5])
    guest.press("search.button")
    expect(guest.page.locator("main a[href*='/albums/']").first).to_contain_text(SUMMER[guest.language])
    guest.go("/search?q=zzzz")
    assert not guest.page.locator("main a[href*='/albums/']").count()


def throw_away_and_bring_back(guest: Guest) -> None:
    story = re.search(r"/stories/\d+", guest.page.url)
    assert story
    guest.page.locator("details summary").filter(has_text=guest.say("common.menu")).first.click()
    guest.press("albums.delete_photo")
    assert guest.context.request.get(story[0]).status == 404
    guest.go("/trash")
    guest.page.locator("form[action$='/restoration'] button").first.click()
    assert guest.context.request.get(story[0]).status == 200


def test_someone_without_a_code_sees_nothing_of_the_family(
    owner: Guest, browser: Browser, language: str, empty_box: Daemon
) -> None:
    with Guest(browser, empty_box, language) as stranger:
        for path in ("/", "/albums", "/family", "/add", "/search", "/box", "/me"):
            goes(stranger.page, path)
            assert stranger.page.url.split("?")[0].endswith("/welcome"), path
        stranger.page.locator("[name=code]").first.fill("000000")
        stranger.press("welcome.come_in")
        assert stranger.say("welcome.have_code") in stranger.reads()
