"""An album as a book: its pages turn by button, key, hand and finger, or follow each other, and it can be printed."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.book.printed import Printed
from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon
from tests.journeys.guests import FAMILY, MUM, SUMMER, Guest, arrives, awake, set_up

BOOK = "/albums/1/book"
SHAPES = [(1600, 1200), (1200, 1600), (1600, 1200), (1600, 900), (1200, 1600), (1200, 1200), (1600, 1200)] * 2


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Daemon, list]]:
    """A family whose summer has fourteen photographs of five days, and the cookies of 엄마's device."""
    folder = tmp_path_factory.mktemp("book")
    with Daemon(folder / "box", settings='announce = false\nlanguage = "ko"\n') as daemon:
        with Guest(browser, daemon, "ko") as mum:
            set_up(mum)
            cookies = mum.context.cookies()
        bring_in(daemon, folder / SUMMER["ko"])
        yield daemon, cookies


def bring_in(box: Daemon, folder: Path) -> None:
    folder.mkdir()
    for number, size in enumerate(SHAPES):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = f"2019:08:0{3 + number // 3} {8 + number:02}:20:00"
        exif.get_ifd(0x8769)[0x9011] = "+09:00"
        Image.linear_gradient("L").rotate(31 * number).resize(size).save(folder / f"{number}.jpg", exif=exif)
    words = [
        *COMMAND,
        "--data",
        str(box.data),
        "import",
        str(folder),
        "--family",
        FAMILY["ko"],
        "--person",
        MUM["ko"],
    ]
    subprocess.run(words, env=ENVIRONMENT, check=True, capture_output=True)


@pytest.fixture
def reader(house: tuple[Daemon, list], browser: Browser, request: pytest.FixtureRequest) -> Iterator[Guest]:
    """엄마 at the book, with pages that move; on a laptop unless the test says otherwise."""
    options = getattr(request, "param", {})
    box, cookies = house
    with Guest(browser, box, "ko", **options) as guest:
        guest.context.add_cookies(cookies)
        guest.page.emulate_media(reduced_motion="no-preference")
        guest.go(BOOK)
        if guest.javascript:
            expect(guest.page.locator(".book-view.awake")).to_have_count(1)
        yield guest


def open_pages(page: Page) -> list[int]:
    """The numbers of the pages that lie open, once nothing moves any more."""
    expect(page.locator(".book-view.awake")).to_have_count(1)
    expect(page.locator(".leaf.front, .leaf.back")).to_have_count(0)
    return page.locator(".leaf:visible").evaluate_all(
        "leaves => leaves.map(leaf => Number(leaf.id.slice(5)))"
    )


def drag(page: Page, way: int) -> None:
    """Take the page by the mouse and swing it over, once the book lies still."""
    page.wait_for_function("() => document.getAnimations().length === 0")
    box = page.locator(".leaves").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * (0.5 + 0.45 * way), box["y"] + box["height"] * 0.6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - way * box["width"] * 0.2, y, steps=4)
    expect(page.locator(".leaf.front, .leaf.back").first).to_be_visible()
    page.mouse.move(x - way * box["width"] * 0.6, y, steps=4)
    page.mouse.up()


def test_pages_turn_by_buttons_and_by_keys(reader: Guest) -> None:
    page = reader.page
    assert open_pages(page) == [1]
    reader.press("book.next")
    assert open_pages(page) == [2, 3]
    page.keyboard.press("ArrowRight")
    assert open_pages(page) == [4, 5]
    page.keyboard.press("ArrowLeft")
    assert open_pages(page) == [2, 3]
    reader.press("book.previous")
    assert open_pages(page) == [1]
    page.keyboard.press("End")
    total = page.locator(".leaf").count()
    assert open_pages(page) == [total]
    expect(page.get_by_role("status")).to_have_text(reader.say("book.where", here=str(total), total=total))
    page.keyboard.press("ArrowRight")
    assert open_pages(page) == [total]
    page.keyboard.press("Home")
    assert open_pages(page) == [1]


def test_a_page_follows_the_hand_and_falls_back_when_let_go_early(reader: Guest) -> None:
    page = reader.page
    drag(page, 1)
    assert open_pages(page) == [2, 3]
    box = page.locator(".leaves").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.86, box["y"] + 200, steps=3)
    page.mouse.up()
    assert open_pages(page) == [2, 3]
    assert page.url.endswith(f"{BOOK}#page-2")  # a drag that ends on a photo does not open it
    drag(page, -1)
    assert open_pages(page) == [1]


def test_a_page_has_an_address_and_a_photo_leads_to_its_story_and_back_again(reader: Guest) -> None:
    page = reader.page
    page.keyboard.press("ArrowRight")
    assert open_pages(page) == [2, 3]
    page.reload()
    awake(page)
    assert open_pages(page) == [2, 3]
    page.locator(".leaf:visible .frame").first.click()
    arrives(page, re.compile(r"/stories/\d+"))
    page.go_back()
    awake(page)
    assert open_pages(page) == [2, 3]
    page.keyboard.press("Escape")
    arrives(page, re.compile(r"/albums/1$"))


def test_the_contents_open_the_book_at_a_day(reader: Guest) -> None:
    page = reader.page
    page.locator("details.menu summary").click()
    link = page.locator("details.menu a.item").last
    number = int((link.get_attribute("href") or "").removeprefix("#page-"))
    link.click()
    expect(page.locator(f"#page-{number}")).to_be_visible()
    assert number in open_pages(page)


def test_pictures_of_pages_far_away_are_not_fetched(reader: Guest) -> None:
    page = reader.page
    page.wait_for_load_state("networkidle")
    shown = page.locator(".leaf img").evaluate_all("images => images.map(image => image.loading)")
    assert shown[0] == "eager"
    assert shown[-1] == "lazy"


def test_with_calm_motion_pages_fade_and_nothing_swings(reader: Guest) -> None:
    page = reader.page
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(
        "new MutationObserver(() => { if (document.querySelector('.front, .back')) window.swung = true; })"
        ".observe(document.querySelector('.leaves'), {subtree: true, attributes: true});"
        "addEventListener('animationstart', (event) => { window.faded = event.animationName; })"
    )
    page.keyboard.press("ArrowRight")
    assert open_pages(page) == [2, 3]
    page.wait_for_function("() => window.faded === 'leaf-fades'")
    assert not page.evaluate("window.swung")


@pytest.mark.parametrize("reader", [{"size": (360, 740)}], indirect=True)
def test_on_a_phone_one_page_at_a_time_turns_under_the_finger(reader: Guest) -> None:
    page = reader.page
    assert open_pages(page) == [1]
    finger(page, 300, 60)
    assert open_pages(page) == [2]
    finger(page, 60, 300)
    assert open_pages(page) == [1]
    reader.press("book.next")
    assert open_pages(page) == [2]
    letters = page.locator(".leaf .words").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(letters) >= 16


def finger(page: Page, start: int, end: int) -> None:
    """A swipe, as a touch screen sends it (Chrome DevTools Protocol, Input.dispatchTouchEvent)."""
    screen = page.context.new_cdp_session(page)
    screen.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    at = [{"x": start + (end - start) * step / 6, "y": 380} for step in range(7)]
    screen.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at[:1]})
    for point in at[1:]:
        screen.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("reader", [{"javascript": False}], indirect=True)
def test_without_a_script_the_pages_follow_each_other_and_everything_is_a_link(reader: Guest) -> None:
    page = reader.page
    numbers = page.locator(".leaf:visible").count()
    assert numbers == page.locator(".leaf").count() > 4
    assert page.locator(".leaf .frame[href^='/stories/']").count() == len(SHAPES)
    expect(page.get_by_role("button", name=reader.say("book.next"))).to_be_hidden()
    reader.press("book.as_pdf")
    page.locator("form[action$='/book/pdf'] button").first.click()
    arrives(page, re.compile(r"/book/pdf$"))
    reader.sees(
        reader.say("book.may_leave") if page.locator("progress").count() else reader.say("book.changes")
    )


def test_the_book_is_made_for_print_while_one_watches(reader: Guest, tmp_path: Path) -> None:
    page = reader.page
    pages = page.locator(".leaf").count()
    reader.press("book.as_pdf")
    paper = reader.say("book.paper_square")
    reader.press("book.make_paper", paper=paper)
    ready = page.get_by_role("link", name=reader.say("book.download", paper=paper))
    expect(ready).to_be_visible(timeout=60_000)
    with page.expect_download() as coming:
        ready.click()
    title = page.context.request.get("/api/albums/1").json()["album"]["title"]
    assert coming.value.suggested_filename == f"{title} {paper}.pdf"
    coming.value.save_as(tmp_path / "book.pdf")
    with Printed(tmp_path / "book.pdf") as book:
        assert len(book) == pages
        assert title.replace(" ", "") in book.text(0).replace(" ", "")
        assert len(book.images(0)) == 1


def test_the_album_leads_to_its_book(reader: Guest) -> None:
    reader.go("/albums/1")
    reader.press("book.open")
    arrives(reader.page, re.compile(BOOK))
