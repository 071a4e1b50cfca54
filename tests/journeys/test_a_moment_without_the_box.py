"""The Wi-Fi is away for a moment, the box restarts, the device was signed out: what is on the page stays true, or says so."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.guests import Guest, arrives, goes, photographs

ko = pytest.mark.parametrize("language", ["ko"])


def forgive(guest: Guest) -> None:
    """What the browser wrote of the answers that did not come, once it has written all of it."""
    guest.page.wait_for_timeout(500)
    guest.troubles.clear()


@ko
def test_the_menu_is_of_the_picture_in_sight_when_the_wifi_was_away_for_a_moment(
    owner: Guest, album: str, language: str
) -> None:
    page = owner.page
    goes(page, "/stories/1")
    page.locator(".stage.awake").wait_for()
    page.wait_for_timeout(1000)
    page.route(re.compile(r"/stories/\d+$"), lambda route: route.abort("internetdisconnected"))
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)
    page.unroute(re.compile(r"/stories/\d+$"))  # the Wi-Fi is back
    forgive(owner)
    shown = re.search(r"/stories/(\d+)", page.url)[1]
    expect(page.locator(f".viewer-bar form[action='/stories/{shown}/trash']")).to_have_count(1)
    expect(page.locator(".viewer-frame.between")).to_have_count(0)
    page.locator(".viewer-bar .menu summary").click()
    with page.expect_navigation():
        page.locator(".viewer-bar form[action$='/trash'] button").click()
    left = [story["id"] for story in page.request.get(f"/api{album}").json()["stories"]]
    gone = {1, 2, 3} - set(left)
    assert gone == {int(shown)}, f"in sight: {shown}, thrown away: {gone}"


@ko
@pytest.mark.parametrize("how", ["offline", "500", "gone"])
def test_a_comment_that_could_not_be_sent_is_said(owner: Guest, album: str, language: str, how: str) -> None:
    page = owner.page
    goes(page, "/stories/1")
    page.locator(".write-comment.awake").wait_for()
    page.locator("#f-text").fill("할머니 건강하세요")
    if how == "offline":
        page.route("**/comments", lambda route: route.abort("internetdisconnected"))
    elif how == "500":
        page.route("**/comments", lambda route: route.fulfill(status=500, body="<p>sorry</p>"))
    else:
        assert (
            page.request.post(
                "/stories/1/trash", headers={"Origin": owner.box.address}, max_redirects=0
            ).status
            == 303
        )
    page.locator(".write-comment .send").click()
    expect(page.locator(".not-done")).to_be_visible()
    forgive(owner)


@ko
def test_what_was_sent_is_told_though_one_answer_did_not_come(
    owner: Guest, language: str, tmp_path: Path
) -> None:
    page = owner.page
    owner.go("/add")
    page.locator("input[type=file]").first.set_input_files(photographs(tmp_path, 4))
    asked = []

    def cut(route):
        if route.request.headers.get("hx-request"):
            asked.append(1)
            if len(asked) == 1:
                return route.abort("internetdisconnected")
        return route.continue_()

    page.route(re.compile(r"/arrivals/\d+$"), cut)
    page.locator("[data-send]").click()
    arrives(page, re.compile(r"/arrivals/\d+"), timeout=20_000)
    heading = page.get_by_role("heading", name=owner.say("intake.sitting_title"), exact=True)
    expect(heading).to_be_visible(timeout=20_000)
    forgive(owner)
    assert asked, "it was ready at once: proves nothing"


@ko
def test_all_means_all_or_says_why_not(owner: Guest, album: str, language: str) -> None:
    page = owner.page
    more = '<li class="more"><a href="/none" hx-get="/none" hx-target="closest .more" hx-swap="outerHTML" data-more>more</a></li></ul>'
    page.route(
        re.compile(r"/selection$"),
        lambda route: (
            lambda answer: route.fulfill(
                response=answer,
                body=answer.text().replace(
                    '</ul>\n<div class="action-bar', more + '\n<div class="action-bar', 1
                ),
            )
        )(route.fetch()),
    )
    page.route("**/none", lambda route: route.abort("internetdisconnected"))
    goes(page, f"{album}/selection")
    expect(page.locator("[data-count]")).to_be_visible()
    assert page.locator(".ticks [data-more]").count() == 1
    before = page.locator("[data-count]").inner_text()
    page.locator("[data-all]").click()
    expect(page.locator("[data-count]")).not_to_have_text(before)
    forgive(owner)


@pytest.fixture
def asked(owner: Guest) -> list[int]:
    """소식 lies open; how often it asked for its lines. The first two answers are lost on the way."""
    owner.go("/feed")
    owner.page.wait_for_timeout(1000)
    asked: list[int] = []

    def cut(route: Route) -> None:
        asked.append(1)
        return route.abort("internetdisconnected") if len(asked) < 3 else route.continue_()

    owner.page.route(re.compile(r"/feed\?seen"), cut)
    return asked


def tell_of_news(page: Page) -> None:
    """As the stream does."""
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('backup:news', {detail: {newest: 999999, unread: 1, shown: '1'}}))"
    )
    page.wait_for_timeout(1000)


@ko
def test_a_line_of_news_that_could_not_be_fetched_comes_with_the_next_word(
    owner: Guest, asked: list[int], language: str
) -> None:
    tell_of_news(owner.page)
    tell_of_news(owner.page)  # told again, as a stream that is opened anew does
    forgive(owner)
    assert len(asked) == 2


@ko
def test_a_line_of_news_that_could_not_be_fetched_comes_by_itself_as_well(
    owner: Guest, asked: list[int], language: str
) -> None:
    """The answers were lost and the stream was not: nobody is told again."""
    page = owner.page
    page.clock.install()
    before = page.locator("#lines").element_handle()
    tell_of_news(page)
    for _ in range(2):
        page.clock.fast_forward(9000)
        page.wait_for_timeout(1000)
    assert not before.evaluate("(lines) => lines.isConnected")
    page.clock.fast_forward(400_000)
    forgive(owner)
    assert len(asked) == 3, "asked again for what had come"


@ko
def test_a_frame_with_nothing_to_show_is_there_when_the_box_comes_back(owner: Guest, language: str) -> None:
    page = owner.page
    page.clock.install()
    owner.go("/frame")
    assert page.locator("[data-module=waiting]").count()
    page.wait_for_timeout(500)
    page.context.set_offline(True)
    page.clock.fast_forward(61_000)
    page.wait_for_timeout(1500)
    page.context.set_offline(False)
    forgive(owner)
    assert page.locator("[data-module=waiting]").count(), page.url


@ko
def test_a_slideshow_on_a_device_that_was_signed_out_ends(owner: Guest, album: str, language: str) -> None:
    page = owner.page
    goes(page, f"{album}/slideshow")
    page.wait_for_timeout(1000)
    owner.context.clear_cookies()
    asked = []
    page.on("response", lambda answer: asked.append(answer.status) if "slideshow" in answer.url else None)
    for _ in range(8):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(600)
    forgive(owner)
    assert "/welcome" in page.url, (page.url, asked)


@ko
def test_a_tab_that_died_before_the_clock_went_back_holds_nothing(owner: Guest, language: str) -> None:
    page = owner.page
    page.evaluate(
        "localStorage.setItem('backup-stream', JSON.stringify({tab: 'dead', until: Date.now() + 86400000}))"
    )
    streams = []
    page.on("request", lambda request: "/api/feed/stream" in request.url and streams.append(request.url))
    goes(page, "/family")
    for _ in range(60):
        page.wait_for_timeout(250)
        if streams:
            return
    raise AssertionError("no tab listens")
