"""The design in a real browser: legible, reachable, fitting, and working with and without scripts."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from backupd.http.render import Look
from tests.http.showroom import BOX, PAGES, Screen, Showroom, launch

expect.set_options(timeout=20_000)  # a busy box is no broken page

GRANDMA = Look(text_size="largest", contrast="high", motion="calm", easy=True)
PHONE, WIDE = Screen(touch=True), Screen(1280, 800)
SCREENS = [
    PHONE,
    replace(WIDE, scheme="dark", language="en"),
    Screen(320, 640, look=GRANDMA),
    replace(PHONE, scheme="dark", look=replace(GRANDMA, text_size="large", contrast="normal")),
]
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice", "wcag2aaa"]

TOO_SMALL = """least => [...document.querySelectorAll("a, button, summary, select, .input, .choice, .switch")]
  .filter(one => one.getClientRects().length && !one.closest(".skip, p, .lines") && !one.classList.contains("skip"))
  .map(one => [one.className || one.tagName, ...["width", "height"].map(side => one.getBoundingClientRect()[side])])
  .filter(([name, width, height]) => width > 1 && (width < least - .5 || height < least - .5))"""
TINY_TEXT = """() => [...document.querySelectorAll("body *")].filter(one =>
    [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && parseFloat(getComputedStyle(one).fontSize) < 16)
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def browser(driver) -> Iterator[Browser]:
    started = launch(driver)
    yield started
    started.close()


@pytest.fixture(scope="module")
def room(renderer) -> Iterator[Showroom]:
    showroom = Showroom()
    yield showroom
    showroom.close()


@pytest.fixture
def opened(room, browser) -> Iterator:
    pages: list[Page] = []

    def open_page(path: str, screen: Screen = PHONE, **how: bool) -> Page:
        pages.append(room.open(browser, path, screen, **how))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
@pytest.mark.parametrize("path", PAGES)
def test_every_part_can_be_read_reached_and_fits(opened, path, screen):
    page = opened(path, screen)
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= screen.width
    assert page.evaluate(TOO_SMALL, 56 if screen.look.easy else 48) == []
    assert page.evaluate(TINY_TEXT) == []


def test_pictures_arriving_move_nothing(opened):
    page = opened("album")
    shift = """() => new Promise(done => new PerformanceObserver(list =>
        done(list.getEntries().reduce((sum, one) => sum + one.value, 0))).observe({type: "layout-shift", buffered: true})
        || setTimeout(() => done(0), 600))"""
    assert page.evaluate(shift) == 0


def test_every_row_of_photos_fills_the_width(opened):
    for screen in (PHONE, WIDE):
        page = opened("album", screen)
        rows = page.evaluate(
            """() => [...document.querySelectorAll(".grid")].map(grid => {
                const rows = {};
                for (const photo of grid.querySelectorAll(".photo")) {
                  const box = photo.getBoundingClientRect();
                  rows[Math.round(box.top)] = Math.max(rows[Math.round(box.top)] || 0, box.right);
                }
                return [grid.getBoundingClientRect().right, grid.children.length > 6 ? Object.values(rows) : []];
            })"""
        )
        assert all(abs(edge - right) < 1.5 for edge, row in rows for right in row)


def test_on_a_phone_the_action_of_a_page_with_one_job_is_in_reach_and_nothing_hides_it(opened):
    page = opened("adding")
    page.set_input_files("[data-files] >> nth=0", files=[photo("바다.png")])
    send = page.get_by_role("button", name="1장 올리기")
    expect(send).to_be_in_viewport()
    assert page.locator(".places").is_hidden()


def test_the_code_is_typed_into_six_boxes_and_pasted_with_spaces(opened):
    page = opened("joining")
    field = page.get_by_label("가족 코드 여섯 자리").first
    field.fill("코드는 407 192 예요")
    assert field.input_value() == "407192"
    assert page.locator(".boxes b").all_text_contents() == list("407192")
    field.press("Backspace")
    assert page.locator(".boxes b").all_text_contents() == [*"40719", ""]


def test_the_ring_runs_down_and_says_when_it_is_over(opened):
    page = opened("joining")
    page.clock.install()
    page.reload()
    expect(page.locator(".ring b")).not_to_have_text("42")
    page.clock.fast_forward(30_000)
    expect(page.locator(".ring b")).to_have_text(re.compile("^(1[01]|9)$"))
    expect(page.locator(".when-over")).to_be_hidden()
    page.clock.fast_forward(13_000)
    expect(page.locator(".while-open")).to_be_hidden()
    expect(page.locator(".when-over")).to_be_visible()
    expect(page.locator(".ring [aria-live]")).to_have_text("시간이 다 됐어요")


def test_without_scripts_forms_menus_and_neighbours_still_work(opened):
    joining = opened("joining", scripts=False)
    joining.get_by_label("가족 코드 여섯 자리").first.fill("407192")
    viewing = opened("viewer/3", scripts=False)
    viewing.get_by_role("link", name="다음").click()
    assert viewing.url == f"{BOX}/viewer/4"
    adding = opened("adding", scripts=False)
    expect(adding.locator("[data-files]").first).to_be_visible()
    pieces = opened("pieces", WIDE, scripts=False)
    pieces.get_by_text("더 보기").nth(1).click()
    expect(pieces.get_by_role("link", name="사진 고르기").first).to_be_visible()


def test_leafing_with_keys_changes_picture_words_and_address(opened):
    page = opened("viewer/3", WIDE)
    expect(page.locator(".stage.awake")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".panel")).to_contain_text("4")
    expect(page).to_have_url(f"{BOX}/viewer/4")
    expect(page.locator('.strip a[aria-current="page"]')).to_have_attribute("data-position", "4")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{BOX}/viewer/8")
    page.get_by_role("link", name="이전").click()
    expect(page).to_have_url(f"{BOX}/viewer/7")


def test_a_double_tap_enlarges_the_picture_under_the_finger(opened):
    page = opened("viewer/3")
    picture = page.locator(".pswp__item[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)")
    before = picture.bounding_box()
    page.touchscreen.tap(100, 250)
    page.touchscreen.tap(100, 250)
    page.wait_for_timeout(500)
    after = picture.bounding_box()
    share = (100 - before["x"]) / before["width"]
    assert after["width"] > 1.5 * before["width"]
    assert abs(after["x"] + share * after["width"] - 100) < 12


def photo(name: str) -> dict[str, object]:
    pixel = "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    rest = "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    return {"name": name, "mimeType": "image/png", "buffer": bytes.fromhex(pixel + rest)}
