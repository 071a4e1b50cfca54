"""What becomes of many chosen photos: taken along, dated, given a place; and every question about them can be used by all."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from tests.journeys.guests import Guest, reload_until
from tests.journeys.many.hands import PHOTOS, counted, places, ready, ticked
from tests.journeys.test_every_page import findings


def test_the_chosen_originals_come_as_a_zip(
    mum: Guest, album: str, pictures: list[Path], tmp_path: Path
) -> None:
    page = mum.page
    ready(page, f"{album}/selection")
    page.get_by_role("button", name="저장하기").click()
    counted(page, mum.say("albums.nothing_chosen"))
    page.keyboard.press("Control+a")
    with page.expect_download() as download:
        page.get_by_role("button", name="저장하기").click()
    assert download.value.suggested_filename == "연습.zip"
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        kept = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    assert kept == {path.name: path.read_bytes() for path in pictures}
    page.keyboard.press("Escape")
    page.locator(".tick").nth(2).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="저장하기").click()
    assert download.value.path().read_bytes() == pictures[2].read_bytes()


def test_the_chosen_originals_come_one_by_one_for_a_phone(
    mum: Guest, album: str, pictures: list[Path]
) -> None:
    page = mum.page
    ready(page, f"{album}/selection")
    for place in (1, 2):
        page.locator(".tick label").nth(place).click()
    page.locator(".selection-acts summary").click()
    page.get_by_role("button", name=mum.say("zipping.each")).click()
    arrived: list[Download] = []

    def keep(download: Download) -> None:
        arrived.append(download)

    page.on("download", keep)
    assert not findings(page)
    page.get_by_role("button", name=mum.say("zipping.each_all")).click()
    expect(page.locator("[data-module=saving] [role=status]")).to_have_text(
        mum.say("zipping.each_said", done=2, total=2)
    )
    expect(page.get_by_role("button", name=mum.say("zipping.each_all"))).to_be_enabled()
    assert {each.suggested_filename: each.path().read_bytes() for each in arrived} == {
        path.name: path.read_bytes() for path in pictures[1:3]
    }


SHEET = """
    window.shared = [];
    navigator.canShare = () => true;
    navigator.share = async ({ files }) => shared.push(...files.map(({ name }) => name));
"""
"""The sheet of a phone's own, which Chromium has not on Linux."""


def save_both(page: Page, guest: Guest, album: str, first: int, signed_out: bool = False) -> list[str]:
    """Save a photo of the album and the next one; the names that the sheet was given."""
    ready(page, f"{album}/selection")
    for place in (first, first + 1):
        page.locator(".tick label").nth(place).click()
    page.locator(".selection-acts summary").click()
    page.get_by_role("button", name=guest.say("zipping.each")).click()
    button = page.get_by_role("button", name=guest.say("zipping.each_all"))
    expect(button).to_be_enabled()
    if signed_out:
        page.context.clear_cookies()
    button.click()
    expect(button).to_be_enabled()
    return page.evaluate("shared")


def test_the_phones_own_sheet_takes_originals_and_never_a_refusal_in_place_of_one(
    mum: Guest, album: str, phone: Page, pictures: list[Path]
) -> None:
    phone.add_init_script(SHEET)
    assert save_both(phone, mum, album, 1) == [path.name for path in pictures[1:3]]
    assert save_both(phone, mum, album, 3, signed_out=True) == []


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)], ids=["phone", "laptop"])
def test_the_questions_can_be_used_by_everybody(mum: Guest, album: str, size: tuple[int, int]) -> None:
    page = mum.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for act in ("move", "copy", "dates", "places", "split"):
        ready(page, f"{album}/selection")
        page.keyboard.press("Control+a")
        if act != "move":
            page.locator(".selection-acts summary").click()
            assert not findings(page)
        page.locator(f".selection-bar button[value={act}]").click()
        expect(page.locator(".chosen-strip")).to_be_visible()
        assert not findings(page), act
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), act
    story = places(mum, album)[0]
    for question in ("merge", "selection?arranging=true", f"places?story={story}", f"dates?story={story}"):
        mum.go(f"{album}/{question}")
        assert not findings(page), question
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"), question
    page.set_viewport_size({"width": 1280, "height": 800})


def test_dates_and_places_are_corrected_for_many_and_seen(mum: Guest, album: str) -> None:
    page = mum.page
    ready(page, f"{album}/selection")
    page.keyboard.press("Control+a")
    page.locator(".selection-acts summary").click()
    mum.press("choosing.fix_dates")
    mum.fill("taken", "1980년대쯤")
    mum.press("dating.set", count=PHOTOS)
    mum.sees(mum.say("dating.dated_some", count=PHOTOS))
    assert ticked(page) == list(range(PHOTOS))
    page.locator(".selection-acts summary").click()
    mum.press("choosing.fix_places")
    mum.fill("place", "제주 서귀포")
    mum.fill("coordinates", "33°15'N 126°33'E")
    mum.press("locating.set", count=PHOTOS)
    mum.sees(mum.say("locating.located_some", count=PHOTOS))
    mum.go(f"/stories/{places(mum, album)[0]}")
    reload_until(mum, "text=제주 서귀포시")
    for words in ("1980년대쯤", "제주 서귀포"):
        mum.sees(words)
    page.locator("summary", has_text=mum.say("albums.about_file")).click()
    mum.sees("33.25000, 126.55000")
