"""Somebody makes a photo straight and a film short, with fingers, with keys, and without a script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.guests import Guest, arrives, awake
from tests.journeys.test_the_first_evening import add
from tests.media import making


@pytest.fixture
def album(owner: Guest, pictures: list[Path], tmp_path: Path) -> str:
    """A photo of 1600 by 1200 and a film of six seconds, in this order."""
    owner.go("/albums/new")
    owner.fill("title", "2020")
    owner.press("albums.make")
    film = making.film(
        tmp_path / "later.mp4", 6.0, sound=True, metadata={"creation_time": "2020-01-01T03:00:00Z"}
    )
    add(owner, [pictures[0], film])
    return owner.page.url


def editor_of(guest: Guest, kind: str) -> Page:
    """The page on which the first story of this kind is edited."""
    for number in (1, 2):
        told = guest.context.request.get(f"/api/stories/{number}").json()
        if told["shown"]["picture"]["kind"] == kind:
            guest.go(f"/stories/{number}/edit")
    return guest.page


def drawn(guest: Guest) -> dict:
    """The story's edit, once the box has drawn it."""
    number = re.search(r"/stories/(\d+)", guest.page.url)[1]
    asked = f"/api/stories/{number}/edit"
    for _ in range(300):
        told = guest.context.request.get(asked).json()
        if told["state"] != "waiting":
            break
        guest.page.wait_for_timeout(200)
    return told


def slide(page: Page, name: str, value: float) -> None:
    page.locator(f"[name={name}]").fill(str(value))


def test_a_photo_is_turned_cropped_by_keys_and_made_lighter(owner: Guest, album: str) -> None:
    page = editor_of(owner, "photo")
    expect(page.locator("form.awake")).to_be_visible()
    owner.press("edits.turn")
    slide(page, "light", 0.4)
    frame = page.locator("cropper-selection")
    frame.focus()
    for _ in range(10):
        page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("ArrowDown")
    left, top, width, height = (float(part) for part in page.locator("[name=crop]").input_value().split())
    assert (left, width) == (0, 1) and 0.01 < top < 0.03 and 0.8 < height < 0.9
    owner.press("edits.done")
    arrives(page, re.compile(r"/stories/\d+$"))
    told = drawn(owner)
    assert told["state"] == "drawn" and told["recipe"]["turn"] == 90 and told["recipe"]["light"] == 0.4
    page.reload()
    awake(page)
    owner.sees(owner.say("edits.edited_photo"))
    picture = page.locator(".stage img").first
    expect(picture).to_have_js_property("naturalWidth", 1200)
    owner.press("edits.back_to_original")
    arrives(page, re.compile(r"/stories/\d+$"))
    expect(page.locator(".stage img").first).to_have_js_property("naturalWidth", 1440)


def test_a_fixed_shape_is_dragged_to_its_place_and_stays_inside(owner: Guest, album: str) -> None:
    page = editor_of(owner, "photo")
    expect(page.locator("form.awake")).to_be_visible()
    page.get_by_label("1:1").check()
    box = page.locator("cropper-selection").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 2000, middle[1] + 300, steps=4)
    page.mouse.up()
    left, top, width, height = (float(part) for part in page.locator("[name=crop]").input_value().split())
    assert left == pytest.approx(0.25, abs=0.01) and top == 0
    assert width == pytest.approx(0.75, abs=0.01) and height == pytest.approx(1, abs=0.01)
    owner.press("edits.start_over")
    assert page.locator("[name=crop]").input_value() == ""


def test_a_film_is_trimmed_and_silenced(owner: Guest, album: str) -> None:
    page = editor_of(owner, "video")
    expect(page.locator("form.awake")).to_be_visible()
    slide(page, "begin", 2)
    slide(page, "end", 4)
    expect(page.locator("output").first).to_have_text("0:02.0")
    page.locator("[name=mute]").check()
    owner.press("edits.done")
    arrives(page, re.compile(r"/stories/\d+$"))
    told = drawn(owner)
    assert told["state"] == "drawn" and told["recipe"] == {"begin": 2, "end": 4, "mute": True}
    page.reload()
    awake(page)
    owner.sees(owner.say("edits.edited_film"))
    film = page.locator(".stage video").first
    length = film.evaluate(
        "film => new Promise(done => { if (film.duration) done(film.duration);"
        " film.addEventListener('loadedmetadata', () => done(film.duration)); film.load(); })"
    )
    assert abs(length - 2) < 0.25


def test_the_plain_form_does_the_same(owner: Guest, album: str, browser: Browser) -> None:
    with Guest(browser, owner.box, owner.language, javascript=False) as plain:
        plain.context.add_cookies(owner.context.cookies())
        page = editor_of(plain, "photo")
        page.locator("[name=turn]").select_option("90")
        page.get_by_label("1:1").check()
        plain.press("edits.done")
        arrives(page, re.compile(r"/stories/\d+$"))
        plain.sees(plain.say("edits.edited_photo"))
    editor_of(owner, "photo")
    told = drawn(owner)
    assert told["recipe"]["turn"] == 90
    assert told["recipe"]["crop"] == {"left": 0, "top": 0.125, "width": 1, "height": 0.75}
