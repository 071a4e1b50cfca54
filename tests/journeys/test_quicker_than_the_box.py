"""Hands that are quicker than the answers: nothing lands where it was not meant, and nothing is lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.guests import Guest, arrives, goes, photographs

ko = pytest.mark.parametrize("language", ["ko"])


@ko
def test_a_heart_given_right_after_a_swipe_is_not_for_the_picture_before(
    owner: Guest, album: str, language: str
) -> None:
    page = owner.page
    goes(page, "/stories/1")
    page.locator(".stage.awake").wait_for()
    page.wait_for_timeout(1000)
    held = []
    page.route(re.compile(r"/stories/2$"), lambda route: held.append(route))
    page.keyboard.press("ArrowRight")
    while not held:
        page.wait_for_timeout(50)
    page.locator("#mood-heart").click()
    page.wait_for_timeout(500)
    held[0].continue_()
    page.wait_for_timeout(1500)
    assert page.request.get("/api/stories/1/reactions").json()["people"] in ({}, []), "picture 2 was in sight"
    page.locator("#mood-heart").click()
    expect(page.locator("#mood-heart")).to_have_attribute("aria-pressed", "true")
    assert page.request.get("/api/stories/2/reactions").json()["people"]


@ko
def test_a_file_dropped_while_others_are_sent_is_not_lost(
    owner: Guest, language: str, tmp_path: Path
) -> None:
    page = owner.page
    one, two = photographs(tmp_path, 2)
    owner.go("/add")
    page.locator("input[type=file]").first.set_input_files([one])
    held = []
    page.route(re.compile(r"/uploads/?$"), lambda route: route.continue_() if held else held.append(route))
    page.locator("[data-send]").click()
    while not held:
        page.wait_for_timeout(50)
    page.evaluate(
        """(bytes) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "later.jpg", {type: "image/jpeg"}));
            document.querySelector("form.upload").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        list(two.read_bytes()),
    )
    expect(page.locator(".piece")).to_have_count(2)
    held[0].continue_()
    page.wait_for_timeout(5000)
    assert "/arrivals/" not in page.url, "the page has left, and took the second file with it"
    page.locator("[data-send]").click()
    arrives(page, re.compile(r"/arrivals/\d+"), timeout=20_000)


@ko
def test_a_pause_in_the_first_moment_holds(owner: Guest, language: str, tmp_path: Path) -> None:
    page = owner.page
    owner.go("/add")
    page.locator("input[type=file]").first.set_input_files(photographs(tmp_path, 1))
    held, sent = [], []
    page.route("**/uploads/sittings", lambda route: held.append(route))
    page.on(
        "request",
        lambda request: (
            request.method == "POST" and request.url.endswith("/uploads") and sent.append(request.url)
        ),
    )
    page.locator("[data-send]").click()
    page.locator("[data-hold]").click()
    assert owner.say("common.resume") in page.locator("[data-hold]").inner_text()
    held[0].continue_()
    page.wait_for_timeout(3000)
    assert not sent, "sent though paused"


@ko
def test_quick_moves_are_kept_in_the_order_they_were_made(owner: Guest, album: str, language: str) -> None:
    page, keys = owner.page, owner.page.keyboard
    goes(page, f"{album}/selection?arranging=true")
    expect(page.locator("[data-count]")).to_be_visible()
    first = []

    def route_it(route):
        if not first:
            first.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/position"), route_it)
    for _ in range(2):  # the first photo, one on; then whatever stands first now, to the end
        page.locator(".grip").first.focus()
        for key in ("Space", "ArrowRight" if not first else "End", "Space"):
            keys.press(key)
        page.wait_for_timeout(300)
    first[0].continue_()
    page.wait_for_timeout(1000)
    shown = page.locator("input[name=story]").evaluate_all("all => all.map((box) => Number(box.value))")
    kept = [story["id"] for story in page.request.get(f"/api{album}").json()["stories"]]
    assert shown == kept, (shown, kept)


@ko
def test_a_draft_stays_with_its_photo(owner: Guest, album: str, language: str) -> None:
    page = owner.page
    page.request.post(
        "/stories/1/comments", multipart={"text": "안녕"}, headers={"Origin": owner.box.address}
    )
    goes(page, "/stories/1")
    page.locator(".write-comment.awake").wait_for()
    page.wait_for_timeout(800)
    page.locator("#f-text").fill("아빠 배 좀 봐")
    page.route(re.compile(r"/removal$"), lambda route: route.fulfill(status=500, body="<p>sorry</p>"))
    page.locator(".comment-tools form button").click()
    page.wait_for_timeout(500)
    page.locator("a[rel=next]").first.click()
    arrives(page, re.compile(r"/stories/2$"))
    page.wait_for_timeout(2500)
    page.wait_for_timeout(500)
    owner.troubles.clear()
    assert page.locator("#f-text").input_value() == "", page.locator(".write-comment").get_attribute("action")


@ko
def test_a_draft_is_there_again_when_one_leafs_back(owner: Guest, album: str, language: str) -> None:
    page = owner.page
    goes(page, "/stories/1")
    page.locator(".write-comment.awake").wait_for()
    page.wait_for_timeout(800)
    page.locator("#f-text").fill("할머니 배 좀 봐")
    for rel, number in (("next", 2), ("prev", 1)):
        page.locator(f"a[rel={rel}]").first.click()
        arrives(page, re.compile(rf"/stories/{number}$"))
        page.wait_for_timeout(1500)
    assert page.locator("#f-text").input_value() == "할머니 배 좀 봐"


@ko
def test_pages_leafed_past_are_let_go(owner: Guest, album: str, language: str) -> None:
    page = owner.page
    goes(page, "/stories/1")
    page.locator(".stage.awake").wait_for()
    page.wait_for_timeout(800)
    cdp = owner.context.new_cdp_session(page)

    def leaf(times):
        for at in range(times):
            here = page.url
            page.keyboard.press("ArrowRight" if at % 2 == 0 else "ArrowLeft")
            page.wait_for_function("here => location.href !== here", arg=here)
            page.wait_for_timeout(450)
        cdp.send("HeapProfiler.collectGarbage")
        cdp.send("HeapProfiler.collectGarbage")
        return cdp.send("Memory.getDOMCounters")

    first, second = leaf(10), leaf(20)
    assert (
        second["nodes"] - first["nodes"] < 500 and second["jsEventListeners"] - first["jsEventListeners"] < 20
    ), (first, second)
