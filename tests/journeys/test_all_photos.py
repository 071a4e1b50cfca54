"""모든 사진 by month with its years beside it, for those who scroll, press, drag and come back, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.daemon_process import Daemon
from tests.journeys.all_years import FEW, MANY, MONTHS, box_of_years
from tests.journeys.guests import Guest, arrives, awake, until
from tests.journeys.test_every_page import findings

PHONE, LAPTOP = (360, 740), (1280, 800)
FAR = 70
SHOWN = "() => [...document.querySelectorAll('a.photo')].map((each) => each.id)"
HEIGHT = "() => document.documentElement.scrollHeight"
SETTLED = """() => {
    const near = [...document.querySelectorAll('.gap')].map((each) => each.getBoundingClientRect());
    return near.every((one) => one.bottom < 0 || one.top > innerHeight);
}"""


@pytest.fixture(scope="module")
def years(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    with box_of_years(browser, tmp_path_factory.mktemp("years")) as box:
        yield box


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def mum(request: pytest.FixtureRequest, browser: Browser, years: Daemon) -> Iterator[Guest]:
    yield from _looking(browser, years, request.param)


@pytest.fixture
def phone(browser: Browser, years: Daemon) -> Iterator[Guest]:
    yield from _looking(browser, years, PHONE)


def _looking(browser: Browser, years: Daemon, size: tuple[int, int]) -> Iterator[Guest]:
    with Guest(browser, years, "ko", size=size) as guest:
        guest.context.add_cookies(years.cookies)  # type: ignore[attr-defined]
        guest.go("/photos")
        expect(guest.page.locator(".timeline.awake")).to_be_visible()
        yield guest


def scroll_to(page: Page, top: int) -> None:
    """And wait until no gap is in sight any more."""
    page.evaluate("(top) => scrollTo(0, top)", top)
    until(page, SETTLED)


def newest_first(guest: Guest) -> list[str]:
    told, after = [], ""
    while after is not None:
        answer = guest.context.request.get("/api/photos", params={"after": after}).json()
        told += [f"s{one['story']}" for one in answer["photos"]]
        after = answer["next"]
    return told


def top_of(page: Page, selector: str) -> float:
    return page.locator(selector).evaluate("(each) => each.getBoundingClientRect().top")


def test_all_of_it_comes_as_one_scrolls_once_each_and_from_the_newest(mum: Guest) -> None:
    page = mum.page
    headings = page.locator("h2.day").all_inner_texts()
    assert len(headings) == len(MONTHS) and headings[0].startswith("2023년 12월")
    told, seen = newest_first(mum), set()
    assert len(told) == 35 * FEW + MANY
    while True:
        now = page.evaluate(SHOWN)
        seen.update(now)
        assert now == [each for each in told if each in now]
        top = page.evaluate("() => scrollY")
        scroll_to(page, top + 500)
        if page.evaluate("() => scrollY") == top:
            break
    assert seen == set(told)
    assert not findings(page)


def test_what_one_looks_at_stays_where_it_is_while_photos_come_and_go(mum: Guest) -> None:
    page = mum.page
    until(page, SETTLED)
    first = page.evaluate(HEIGHT)
    scroll_to(page, first // 2)
    photo = page.evaluate(
        "() => [...document.querySelectorAll('a.photo')].find((one) => one.getBoundingClientRect().top > 200).id"
    )
    where = top_of(page, f"#{photo}")
    page.wait_for_timeout(1500)  # what is near above and below comes
    assert abs(top_of(page, f"#{photo}") - where) < 1
    scroll_to(page, page.evaluate(HEIGHT))
    until(page, "(id) => !document.getElementById(id)", arg=photo)
    section = page.locator(".month").first
    assert section.locator("a.photo").count() == 0 and section.locator(".gap").count() == 1
    scroll_to(page, 0)
    expect(page.locator(".month").first.locator("a.photo")).to_have_count(FEW)


def test_a_year_is_pressed_and_its_photos_stand_there_also_after_a_reload(mum: Guest) -> None:
    page = mum.page
    page.locator(".scrubber .years a", has_text="2014").click()
    heading = page.locator("#m2014-12")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.locator('.month[data-month="2014-12"] a.photo')).to_have_count(FEW)
    assert page.evaluate("(top) => scrollY > top", 1000)
    expect(page).to_have_url(re.compile(r"/photos\?month=2014-12$"))
    expect(page.locator(".scrubber .years [aria-current]")).to_have_text("2014년")
    page.reload()
    awake(page)
    expect(page.locator(".timeline.awake")).to_be_visible()
    expect(page.locator("#m2014-12")).to_be_in_viewport()
    until(page, SETTLED)
    page.wait_for_timeout(500)  # the address follows where one stands
    expect(page.locator(".scrubber .years [aria-current]")).to_have_text("2014년")
    expect(page).to_have_url(re.compile(r"/photos\?month=2014-12$"))


def test_one_comes_back_to_the_photo_looked_at_last_however_far_one_leafed(mum: Guest) -> None:
    page = mum.page
    page.locator(".scrubber .years a", has_text="2016").click()
    photo = page.locator('.month[data-month="2016-12"] a.photo').nth(3)
    story = photo.get_attribute("id") or ""
    photo.click()
    arrives(page, re.compile(r"/stories/\d+"))
    expect(page.locator(".stage.awake")).to_be_visible()
    page.keyboard.press("Escape")
    stands_at(page, story)
    page.keyboard.press("Enter")
    expect(page.locator(".stage.awake")).to_be_visible()
    far = newest_first(mum)[newest_first(mum).index(story) + FAR]
    for _ in range(FAR):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(rf"/stories/{far[1:]}\b"), timeout=20_000)
    page.go_back()
    awake(page)
    stands_at(page, far)


def stands_at(page: Page, story: str) -> None:
    arrives(page, re.compile(r"/photos\?"))
    tile = page.locator(f"#{story}")
    expect(tile).to_be_focused()
    expect(tile).to_be_in_viewport()


@pytest.mark.parametrize(
    ("language", "said"), [("ko", ["12월", "8월", "4월"]), ("en", ["Dec", "Aug", "Apr"])]
)
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no_script"])
def test_months_are_called_by_their_names(
    browser: Browser, years: Daemon, language: str, said: list[str], javascript: bool
) -> None:
    with Guest(browser, years, language, javascript=javascript) as guest:
        guest.context.add_cookies(years.cookies)  # type: ignore[attr-defined]
        speaks(guest, language)
        guest.go("/photos")
        expect(guest.page.locator(".scrubber .months a")).to_have_text(said)
        guest.page.locator(".scrubber .years a").nth(4).click()
        expect(guest.page.locator("#m2019-12")).to_be_in_viewport()
        expect(guest.page.locator(".scrubber .months a")).to_have_text(said)
        speaks(guest, "ko")


def speaks(guest: Guest, language: str) -> None:
    me = guest.context.request.get("/api/me").json()
    said = {**me, "language": language}
    answer = guest.context.request.post("/api/me", data=said, headers={"Origin": guest.box.address})
    assert answer.ok, answer.text()


def test_the_handle_is_dragged_down_the_years_on_a_phone(phone: Guest) -> None:
    page = phone.page
    scroll_to(page, 300)
    handle = page.locator(".handle.moving")
    expect(handle).to_be_visible()
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, 400, steps=5)
    said = page.locator(".handle.held > span")
    expect(said).to_be_visible()
    month = page.evaluate(
        "() => [...document.querySelectorAll('.month')].findLast((one) => one.getBoundingClientRect().top < 131).dataset.month"
    )
    expect(said).to_have_text(f"{month[:4]}년 {int(month[5:])}월")
    page.mouse.up()
    until(page, SETTLED)
    expect(page.locator(f'.month[data-month="{month}"] a.photo').first).to_be_visible()
    assert month < "2020"


def test_without_a_script_one_leafs_by_links_to_the_oldest(browser: Browser, years: Daemon) -> None:
    with Guest(browser, years, "ko", javascript=False, size=PHONE) as guest:
        guest.context.add_cookies(years.cookies)  # type: ignore[attr-defined]
        guest.go("/photos")
        seen = []
        for _ in range(20):
            seen += [each.get_attribute("id") for each in guest.page.locator("a.photo").all()]
            older = guest.page.locator(".leaf a[rel=next]")
            if not older.count():
                break
            older.click()
        assert seen == newest_first(guest)


def test_whoever_is_signed_out_meanwhile_is_shown_the_way_in(phone: Guest) -> None:
    until(phone.page, SETTLED)
    phone.context.clear_cookies()
    phone.page.evaluate("() => scrollTo(0, 6000)")
    arrives(phone.page, re.compile(r"/welcome"))


def test_whoever_scrolls_before_the_page_is_awake_stays_there(phone: Guest) -> None:
    page, held = phone.page, []
    page.route(re.compile(r"/timeline\b.*[.]js"), lambda route: held.append(route))
    page.reload(wait_until="commit")
    while not held:
        page.wait_for_timeout(50)
    page.evaluate("(top) => scrollTo(0, top)", FAR)
    held[0].continue_()
    expect(page.locator(".timeline.awake")).to_be_visible()
    until(page, SETTLED)
    assert page.evaluate("() => scrollY") == FAR
