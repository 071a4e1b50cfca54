"""Leafing through an album, the way back, films, reading aloud, a slideshow and the frame, in a real browser."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon
from tests.journeys.guests import FAMILY, MUM, SUMMER, Guest, awake, photographs, set_up
from tests.media.making import film

COUNT = 9
SHOWN = ".pswp__item[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)"
VOICES = """
    Object.defineProperty(speechSynthesis, "getVoices", {value: () => window.voices});
    window.voices = [{lang: "ko-KR"}, {lang: "en-GB"}];
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    window.said = [];
    Object.defineProperty(speechSynthesis, "speak", {value: (told) => window.said.push(told.text)});
"""


@pytest.fixture(scope="module")
def album(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    """A box with an album of nine photos and, last, a film; its owner's cookies are in `box.cookies`."""
    folder = tmp_path_factory.mktemp("looking")
    settings = 'announce = false\nlanguage = "ko"\n'
    with Daemon(folder / "box", settings=settings) as box:
        with Guest(browser, box, "ko") as mum:
            set_up(mum)
            pictures = folder / SUMMER["ko"]
            pictures.mkdir()
            photographs(pictures, COUNT)
            film(pictures / "20190803_202000.mp4", 2.0)
            _move_in(box, pictures)
            box.cookies = mum.context.cookies()  # type: ignore[attr-defined]
        yield box


def _move_in(box: Daemon, pictures: Path) -> None:
    words = [*COMMAND, "--data", str(box.data), "import", str(pictures)]
    who = ["--family", FAMILY["ko"], "--person", MUM["ko"]]
    subprocess.run([*words, *who], env=ENVIRONMENT, check=True, capture_output=True)


@pytest.fixture(params=[(360, 740), (1280, 800)], ids=["phone", "laptop"])
def mum(request: pytest.FixtureRequest, browser: Browser, album: Daemon) -> Iterator[Guest]:
    with Guest(browser, album, "ko", size=request.param) as guest:
        guest.context.add_cookies(album.cookies)  # type: ignore[attr-defined]
        guest.context.add_init_script(VOICES)
        yield guest


def stories(guest: Guest) -> list[str]:
    guest.go("/albums/1")
    return [tile.get_attribute("href") or "" for tile in guest.page.locator("a.photo").all()]


def opened(guest: Guest, place: int) -> list[str]:
    told = stories(guest)
    guest.page.locator("a.photo").nth(place).click()
    expect(guest.page.locator(".stage.awake")).to_be_visible()
    expect(guest.page.locator(SHOWN)).to_be_visible()
    return told


def test_two_pictures_on_each_side_are_there_before_one_swipes(mum: Guest) -> None:
    told = stories(mum)
    numbers = [mum.page.locator("a.photo img").nth(place).get_attribute("src") for place in (1, 2, 4, 5)]
    wanted = {re.sub("grid", "preview", each or "") for each in numbers}
    asked: set[str] = set()
    mum.page.on("requestfinished", lambda request: asked.add(re.sub(r"^.*?//[^/]*", "", request.url)))
    mum.go(told[3])
    expect(mum.page.locator(SHOWN)).to_be_visible()
    for _ in range(100):
        if wanted <= asked:
            return
        mum.page.wait_for_timeout(100)
    raise AssertionError(wanted - asked)


def test_leafing_changes_the_address_the_words_and_the_mark(mum: Guest) -> None:
    told = opened(mum, 2)
    for place in (3, 4, 5, 6, 7):
        mum.page.keyboard.press("ArrowRight")
        expect(mum.page).to_have_url(re.compile(f"{told[place]}$"))
    expect(mum.page.locator(".viewer-bar .number [aria-hidden]")).to_have_text(f"8 / {COUNT + 1}")
    expect(mum.page.locator('.strip [aria-current="page"]')).to_have_attribute("href", told[7])
    expect(mum.page).to_have_title(re.compile("8번째 사진"))
    expect(mum.page.locator(".reactions form").first).to_have_attribute("action", re.compile(told[7]))


def test_leafing_faster_than_words_can_come_still_arrives(mum: Guest) -> None:
    told = opened(mum, 0)
    for _ in told[1:]:
        mum.page.keyboard.press("ArrowRight")
    expect(mum.page).to_have_url(re.compile(f"{told[-1]}$"), timeout=20_000)
    expect(mum.page.locator(".pswp__item[aria-hidden=false] video")).to_be_visible()


def test_back_leads_to_the_picture_looked_at_last_with_the_focus_on_it(mum: Guest) -> None:
    told = opened(mum, 1)
    for place in (2, 3, 4, 5):
        mum.page.keyboard.press("ArrowRight")
        expect(mum.page).to_have_url(re.compile(f"{told[place]}$"))
    expect(mum.page.locator(".viewer-bar .number [aria-hidden]")).to_have_text(f"6 / {COUNT + 1}")
    mum.page.keyboard.press("Escape")
    _is_back_at(mum, told[5])
    mum.page.keyboard.press("Enter")
    expect(mum.page).to_have_url(re.compile(f"{told[5]}$"))
    expect(mum.page.locator(".stage.awake")).to_be_visible()
    mum.page.go_back()
    awake(mum.page)
    _is_back_at(mum, told[5])


def _is_back_at(guest: Guest, story: str) -> None:
    expect(guest.page).to_have_url(re.compile(r"/albums/1(#s\d+)?$"))
    tile = guest.page.locator(f'a.photo[href="{story}"]')
    expect(tile).to_be_focused()
    expect(tile).to_be_in_viewport()


def test_a_picture_s_own_address_works_without_a_script(browser: Browser, album: Daemon) -> None:
    with Guest(browser, album, "ko", javascript=False) as guest:
        guest.context.add_cookies(album.cookies)  # type: ignore[attr-defined]
        told = stories(guest)
        guest.go(told[3])
        expect(guest.page.locator(".stage > img")).to_be_visible()
        guest.page.get_by_role("link", name="다음").click()
        expect(guest.page).to_have_url(re.compile(f"{told[4]}$"))
        guest.page.locator("[data-back]").click()
        expect(guest.page).to_have_url(re.compile(rf"/albums/1#s{told[4].rpartition('/')[2]}$"))


def test_a_film_keeps_its_speed_and_its_silence_and_is_steered_by_keys(mum: Guest) -> None:
    told = stories(mum)
    mum.go(told[-1])
    shown = mum.page.locator(".pswp__item[aria-hidden=false] video")
    expect(shown).to_be_visible()
    mum.page.get_by_label(mum.say("looking.speed")).select_option("1.5")
    assert shown.evaluate("film => film.playbackRate") == 1.5
    shown.evaluate("film => new Promise(done => { film.onvolumechange = done; film.muted = true; })")
    shown.evaluate("film => film.readyState || new Promise(done => film.onloadedmetadata = done)")
    shown.evaluate("film => { film.currentTime = 1; }")
    mum.page.evaluate("document.activeElement.blur()")
    mum.page.keyboard.press("j")
    assert shown.evaluate("film => film.currentTime") == 0
    mum.page.reload()
    awake(mum.page)
    expect(shown).to_be_visible()
    assert shown.evaluate("film => [film.muted, film.playbackRate]") == [True, 1.5]


def test_words_are_read_aloud_where_the_browser_has_a_voice(mum: Guest) -> None:
    opened(mum, 0)
    button = mum.page.get_by_role("button", name=mum.say("looking.read_aloud"))
    button.click()
    said = mum.page.evaluate("window.said")
    assert len(said) == 1 and MUM["ko"] in said[0] and "2019년 8월 3일" in said[0]
    expect(mum.page.get_by_role("button", name=mum.say("looking.stop_reading"))).to_be_visible()


def test_without_a_voice_nothing_offers_to_read(browser: Browser, album: Daemon) -> None:
    with Guest(browser, album, "ko") as guest:
        guest.context.add_cookies(album.cookies)  # type: ignore[attr-defined]
        guest.context.add_init_script(VOICES.replace('"ko-KR"', '"fr-FR"'))
        opened(guest, 0)
        expect(guest.page.locator('[data-module="aloud"][data-awake]')).to_be_hidden()


def test_a_slideshow_goes_on_pauses_and_leads_back(mum: Guest) -> None:
    stories(mum)
    mum.go("/albums/1/slideshow")
    shown = mum.page.locator(".screen > img.on")
    expect(shown).to_have_count(1)
    first = shown.get_attribute("src")
    mum.page.keyboard.press("ArrowRight")
    expect(shown).not_to_have_attribute("src", first or "")
    mum.page.keyboard.press("ArrowLeft")
    expect(shown).to_have_attribute("src", first or "")
    mum.page.keyboard.press(" ")
    expect(mum.page.get_by_role("button", name=mum.say("looking.go_on"))).to_be_visible()
    mum.page.keyboard.press("Escape")
    expect(mum.page).to_have_url(re.compile("/albums/1$"))


def test_a_frame_shows_hundreds_of_pictures_with_three_elements(mum: Guest) -> None:
    mum.go("/frame?pace=0.02")
    mum.page.evaluate(
        """window.frames_shown = 0; window.most = 0;
           new MutationObserver(() => {
               window.frames_shown += 1;
               window.most = Math.max(window.most, document.querySelectorAll("img, video").length);
           }).observe(document.querySelector(".caption"), {childList: true, subtree: true, characterData: true});"""
    )
    for _ in range(600):
        if mum.page.evaluate("window.frames_shown") >= 200:
            break
        mum.page.wait_for_timeout(100)
    assert mum.page.evaluate("window.frames_shown") >= 200
    assert mum.page.evaluate("window.most") <= 4


def test_a_heart_from_the_frame_is_seen_at_the_story(mum: Guest) -> None:
    mum.go("/frame?pace=600")
    heart = mum.page.get_by_role("button", name=mum.say("reactions.heart"))
    before = heart.get_attribute("aria-pressed")
    with mum.page.expect_response(re.compile("/reactions")) as answered:
        heart.click()
    assert answered.value.ok
    after = "false" if before == "true" else "true"
    expect(heart).to_have_attribute("aria-pressed", after)
    story = re.search(r"/stories/\d+", answered.value.url)
    assert story
    mum.go(story[0])
    expect(mum.page.get_by_role("button", name=mum.say("reactions.heart"))).to_have_attribute(
        "aria-pressed", after
    )
