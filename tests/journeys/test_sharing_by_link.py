"""A link in a fresh browser: somebody outside the family looks, or sends photos, and nothing more."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.daemon_process import Daemon
from tests.journeys.guests import SUMMER, Guest, arrives, goes, reload_until
from tests.journeys.test_every_page import findings

NAME = {"ko": "지민", "en": "Jimin"}


def make_link(owner: Guest, album: str, kind: str, password: str = "") -> str:
    """What a person does on the album's page; the address to send."""
    owner.go(album)
    owner.page.locator(".menu summary").first.click()
    owner.press("sharing.title")
    owner.page.locator(f"input[name=kind][value={kind}]").check()
    if password:
        owner.fill("password", password)
    owner.press("sharing.make")
    address = owner.page.locator("#f-address").input_value()
    return re.sub(r"^http://[^/]+", "", address)


def test_a_link_opens_one_album_in_a_fresh_browser_until_it_is_ended(
    owner: Guest, album: str, browser: Browser, language: str, empty_box: Daemon
) -> None:
    link = make_link(owner, album, "look", password="shells")
    owner.press("sharing.copy")
    owner.sees(owner.say("sharing.copied"))
    with Guest(browser, empty_box, language, size=(360, 740)) as friend:
        friend.go(link)
        friend.fill("password", "pebbles")
        friend.press("sharing.open_it")
        friend.sees(friend.say("sharing.password_wrong"))
        friend.fill("password", "shells")
        friend.press("sharing.open_it")
        friend.sees(SUMMER[language])
        assert link not in friend.page.url and friend.page.locator("nav.places").count() == 0
        assert not findings(friend.page)
        friend.page.locator("a.photo").first.click()
        expect(friend.page.locator(".stage .pswp img.pswp__img").first).to_be_visible()
        assert not findings(friend.page)
        with friend.page.expect_download() as saved:
            friend.press("sharing.save_copy")
        assert saved.value.path().read_bytes().startswith(b"\xff\xd8")
        friend.page.locator("[data-back]").click()
        arrives(friend.page, re.compile(r"/guest/\d+(#s\d+)?$"))
        for path in ("/", "/albums", "/box"):
            goes(friend.page, path)
            assert friend.page.url.split("?")[0].endswith("/welcome")
        owner.go(f"{album}/sharing")
        owner.sees(owner.say("sharing.looked", count=1))
        owner.press("sharing.end")
        owner.sees(owner.say("sharing.none_in_force"))
        goes(friend.page, link)
        friend.sees(friend.say("sharing.link_over"))
        assert SUMMER[language] not in friend.reads()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_guest_sends_photos_and_the_family_sees_who_did(
    owner: Guest,
    album: str,
    browser: Browser,
    language: str,
    empty_box: Daemon,
    photograph: Path,
    javascript: bool,
) -> None:
    link = make_link(owner, album, "add")
    with Guest(browser, empty_box, language, javascript=javascript, size=(360, 740)) as friend:
        friend.go(link)
        friend.fill("name", NAME[language])
        friend.press("sharing.go_on")
        friend.page.locator("input[type=file]").set_input_files([photograph])
        send = friend.say("sharing.send_count", count=1) if javascript else friend.say("sharing.send")
        with friend.page.expect_navigation():
            friend.named(send).click()
        if not javascript:
            reload_until(friend, ".given img")
        expect(friend.page.locator(".given img")).to_have_count(1, timeout=30_000)
        assert not javascript or not findings(friend.page)
        owner.go("/")
        owner.sees(NAME[language])
        owner.go(album)
        assert owner.page.locator("a.photo").count() == 4
        friend.press("sharing.take_back")
        expect(friend.page.locator(".given img")).to_have_count(0)
        owner.go(album)
        assert owner.page.locator("a.photo").count() == 3


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """One that the family does not have."""
    path = tmp_path / "gift.jpg"
    Image.radial_gradient("L").convert("RGB").resize((1200, 900)).save(path)
    return path


@pytest.mark.parametrize("language", ["ko"])
def test_a_guest_who_goes_away_while_photos_are_sent_is_asked_first(
    owner: Guest, album: str, browser: Browser, language: str, empty_box: Daemon, photograph: Path
) -> None:
    link = make_link(owner, album, "add")
    with Guest(browser, empty_box, language, size=(360, 740)) as friend:
        friend.go(link)
        friend.fill("name", NAME[language])
        friend.press("sharing.go_on")
        friend.page.locator("input[type=file]").set_input_files([photograph])
        friend.page.route("**/files", lambda route: None)  # it never gets there
        friend.named(friend.say("sharing.send_count", count=1)).click()
        friend.page.locator("form.sending").wait_for()
        with friend.page.expect_event("dialog") as asked:
            friend.page.close(run_before_unload=True)
        assert asked.value.type == "beforeunload"
        asked.value.accept()
