"""A photo with a film inside is added from a phone, and plays when it is touched: by finger, by key, without a script."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.daemon_process import Daemon
from tests.journeys.conftest import SIZES
from tests.journeys.guests import Guest, set_up
from tests.journeys.test_every_page import findings
from tests.media.making import film
from tests.media.moving import google, live_film, live_photo, micro_video

ID = "1EA799FF-8384-4BC4-87AA-139A814D9125"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Guest]:
    """Mum has added a photo of each kind, each by itself, and their films are made."""
    folder = tmp_path_factory.mktemp("moving")
    clip, short = (
        film(folder / f"{seconds}.mp4", seconds, codec="libvpx-vp9").read_bytes() for seconds in (40.0, 1.0)
    )
    cut = google(folder, clip, "PXL_20240128_020202020.MP.jpg")
    cut.write_bytes(cut.read_bytes()[:-600])
    pair = (
        live_photo(folder / "IMG_1.jpg", ID),
        live_film(folder / "IMG_1.MOV", ID, seconds=40.0, codec="mpeg4"),
    )
    with Daemon(folder / "box", settings="announce = false\n") as box, Guest(browser, box, "ko") as mum:
        set_up(mum)
        for path in (google(folder, clip), micro_video(folder, short), *pair, cut):
            add(mum, path)
        yield mum


def add(guest: Guest, path: Path) -> None:
    files = {"files": {"name": path.name, "mimeType": "image/jpeg", "buffer": path.read_bytes()}}
    sent = {"multipart": files, "headers": {"Origin": guest.box.address}, "max_redirects": 0}
    assert guest.context.request.post("/add", **sent).status == 303


def opened(guest: Guest, name: str, state: str, seconds: float = 60) -> str:
    """The page of a file's story, once its film stands so."""
    until = time.monotonic() + seconds
    while not (
        found := [
            one for one in stories(guest) if named(one, name) and (one["motion"] or {}).get("state") == state
        ]
    ):
        assert time.monotonic() < until, f"{name} never was {state}"
        guest.page.wait_for_timeout(200)
    return f"/stories/{found[0]['story']['id']}"


def stories(guest: Guest) -> list[dict]:
    ask = guest.context.request
    albums = ask.get("/api/albums").json()["albums"]
    listed = [one for album in albums for one in ask.get(f"/api/albums/{album['id']}").json()["stories"]]
    return [ask.get(f"/api/stories/{one['id']}").json() for one in listed]


def named(seen: dict, name: str) -> bool:
    return seen["clips"][0]["name"] == name


SHORT = "MVIMG_20190128_012345.jpg"
GOOGLE, APPLE, CUT = "PXL_20240128_012345678.MP.jpg", "IMG_1.jpg", "PXL_20240128_020202020.MP.jpg"


def plays(guest: Guest, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not guest.page.evaluate("(document.querySelector('.stage > video.moving') || {}).currentTime > 0"):
        assert time.monotonic() < until, "it does not play"
        guest.page.wait_for_timeout(50)


@pytest.mark.parametrize("name", [GOOGLE, APPLE])
def test_the_film_plays_when_the_photo_is_touched_and_gives_way(house: Guest, name: str) -> None:
    house.go(opened(house, name, "made"))
    button = house.page.get_by_role("button", name=house.say("motion.play"))
    expect(house.page.locator(".stage.awake")).to_be_visible()
    button.click()
    plays(house)
    expect(house.page.get_by_role("button", name=house.say("motion.stop"))).to_be_visible()
    assert findings(house.page) == []
    house.page.keyboard.press("Escape")
    expect(house.page.locator(".moving")).to_have_count(0)
    expect(button).to_be_visible()


def test_the_film_ends_by_itself_and_keys_do_what_a_finger_does(house: Guest) -> None:
    house.go(opened(house, SHORT, "made"))
    for key in ("Enter", " "):
        house.page.get_by_role("button", name=house.say("motion.play")).focus()
        house.page.keyboard.press(key)
        expect(house.page.get_by_role("button", name=house.say("motion.stop"))).to_be_visible()
        expect(house.page.get_by_role("button", name=house.say("motion.play"))).to_be_visible(timeout=30_000)
        expect(house.page.locator(".moving")).to_have_count(0)


def test_leafing_on_leaves_the_film_behind(house: Guest) -> None:
    first, then = opened(house, GOOGLE, "made"), opened(house, CUT, "cut")
    house.go(first)
    house.page.get_by_role("button", name=house.say("motion.play")).click()
    plays(house)
    house.page.locator(f".strip a[href='{then}']").click()
    house.sees(house.say("motion.cut"))
    expect(house.page.locator(".moving")).to_have_count(0)
    expect(house.page.get_by_role("button", name=house.say("motion.play"))).to_have_count(0)


def test_without_a_script_the_button_is_a_link_to_the_film(house: Guest, browser: Browser) -> None:
    page = opened(house, GOOGLE, "made")
    plain = browser.new_context(
        java_script_enabled=False, base_url=house.box.address, storage_state=house.context.storage_state()
    )
    with plain:
        paper = plain.new_page()
        paper.goto(page)
        address = paper.get_by_role("link", name=house.say("motion.play")).get_attribute("href")
        answer = plain.request.get(address or "", headers={"Range": "bytes=4-7"})
        assert (answer.status, answer.body()) == (206, b"ftyp")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_pages_can_be_used_by_everybody(house: Guest, size: tuple[int, int]) -> None:
    house.page.set_viewport_size({"width": size[0], "height": size[1]})
    for name, state in ((GOOGLE, "made"), (APPLE, "made"), (CUT, "cut")):
        house.go(opened(house, name, state))
        assert findings(house.page) == []
        assert not house.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
