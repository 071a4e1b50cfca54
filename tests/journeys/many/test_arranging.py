"""Photos are carried to their place by mouse and by keys."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.guests import Guest
from tests.journeys.many.hands import carry, counted, middle, places, ready, ticked


def test_photos_are_dragged_to_their_place_alone_and_together(mum: Guest, album: str) -> None:
    page = mum.page
    before = places(mum, album)
    ready(page, f"{album}/selection?arranging=true")
    tiles = page.locator(".tick")
    carry(page, tiles.nth(0), tiles.nth(2))
    assert places(mum, album) == [before[each] for each in (1, 2, 0, 3, 4, 5)]
    tiles.nth(0).locator("label").click()
    tiles.nth(3).locator("label").click()
    assert ticked(page) == [0, 3]
    carry(page, tiles.nth(3), tiles.nth(5))
    after = places(mum, album)
    assert after == [before[each] for each in (2, 0, 4, 5, 1, 3)]
    shown = page.locator("input[name=story]").evaluate_all("all => all.map((box) => Number(box.value))")
    assert shown == after


def test_a_photo_is_carried_with_the_keyboard(mum: Guest, album: str) -> None:
    page, keys = mum.page, mum.page.keyboard
    before = places(mum, album)
    ready(page, f"{album}/selection?arranging=true")
    grip = page.locator(".grip").first
    grip.focus()
    keys.press("Space")
    expect(grip).to_have_attribute("aria-pressed", "true")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    counted(page, "전체 6장 가운데 3번째")
    keys.press("Escape")
    counted(page, "제자리로 돌려놓았어요.")
    assert places(mum, album) == before
    keys.press("Enter")
    keys.press("End")
    with page.expect_response(re.compile(r"/api/albums/\d+/position")):
        keys.press("Enter")
    counted(page, "내려놓았어요.")
    assert places(mum, album) == [*before[1:], before[0]]


def test_an_order_that_cannot_be_saved_is_put_back(mum: Guest, album: str) -> None:
    page, keys = mum.page, mum.page.keyboard
    before = places(mum, album)
    ready(page, f"{album}/selection?arranging=true")
    page.route(re.compile(r"/api/albums/\d+/position"), lambda route: route.abort())
    page.locator(".grip").first.focus()
    for key in ("Space", "ArrowRight", "Space"):
        keys.press(key)
    counted(page, mum.say("choosing.not_saved"))
    shown = page.locator("input[name=story]").evaluate_all("all => all.map((box) => Number(box.value))")
    assert shown == before == places(mum, album)
    page.unroute(re.compile(r"/api/albums/\d+/position"))
    mum.troubles = [line for line in mum.troubles if "ERR_FAILED" not in line]


def test_a_finger_carries_a_photo_after_a_press(mum: Guest, phone: Page, album: str) -> None:
    before = places(mum, album)
    ready(phone, f"{album}/selection?arranging=true")
    tiles = phone.locator(".tick")
    touch = phone.context.new_cdp_session(phone)
    (x, y), end = middle(tiles.nth(0)), middle(tiles.nth(3))
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    expect(tiles.nth(0)).to_have_class(re.compile("grasped"))
    for part in range(1, 11):
        point = {"x": x + (end[0] - x) * part / 10, "y": y + (end[1] - y) * part / 10}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        phone.wait_for_timeout(30)  # as fast as a finger, not all at once
    with phone.expect_response(re.compile(r"/api/albums/\d+/position")):
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    counted(phone, "내려놓았어요.")
    after = places(mum, album)
    assert after.index(before[0]) == 3 and ticked(phone) == []
