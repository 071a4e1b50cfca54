"""Many photos are chosen by mouse, keys and fingers."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.guests import Guest, arrives, goes
from tests.journeys.many.hands import PHOTOS, counted, drag, middle, ready, slide, ticked


def test_with_a_mouse_by_clicks_ranges_and_a_drag_across(mum: Guest, album: str) -> None:
    page = mum.page
    ready(page, f"{album}/selection")
    tiles = page.locator(".tick")
    tiles.nth(0).click()
    counted(page, "1장 골랐어요")
    tiles.nth(3).click(modifiers=["Shift"])
    assert ticked(page) == [0, 1, 2, 3]
    tiles.nth(1).click()
    assert ticked(page) == [0, 2, 3]
    drag(page, tiles.nth(4), tiles.nth(5))
    assert ticked(page) == [0, 2, 3, 4, 5]
    drag(page, tiles.nth(3), tiles.nth(2))
    assert ticked(page) == [0, 4, 5]
    counted(page, "3장 골랐어요")
    page.get_by_role("button", name="모두 고르기").click()
    assert ticked(page) == list(range(PHOTOS))
    page.get_by_role("button", name="고르기 취소").click()
    counted(page, "고른 사진이 없어요")


def test_with_the_keyboard_alone(mum: Guest, album: str) -> None:
    page, keys = mum.page, mum.page.keyboard
    ready(page, f"{album}/selection")
    boxes = page.locator("input[name=story]")
    boxes.nth(0).focus()
    keys.press("Space")
    keys.press("ArrowRight")
    expect(boxes.nth(1)).to_be_focused()
    keys.press("Shift+ArrowRight")
    keys.press("Shift+ArrowRight")
    assert ticked(page) == [0, 1, 2, 3]
    keys.press("Shift+ArrowLeft")
    assert ticked(page) == [0, 1, 2]
    keys.press("End")
    expect(boxes.last).to_be_focused()
    keys.press("Control+a")
    assert ticked(page) == list(range(PHOTOS))
    keys.press("Escape")
    assert ticked(page) == []
    keys.press("Tab")  # all photos together are one stop
    assert page.evaluate("!document.activeElement.matches('.ticks input')")


def test_with_a_finger_by_taps_and_a_press_that_slides(phone: Page, album: str) -> None:
    ready(phone, f"{album}/selection")
    tiles = phone.locator(".tick")
    tiles.nth(1).tap()
    tiles.nth(2).tap()
    tiles.nth(1).tap()
    assert ticked(phone) == [2]
    before = phone.evaluate("scrollY")
    slide(phone, [middle(tiles.nth(each)) for each in (3, 4, 5)])
    assert ticked(phone) == [2, 3, 4, 5]
    assert phone.evaluate("scrollY") == before
    counted(phone, "4장 골랐어요")


def test_a_long_press_in_the_album_begins_choosing(phone: Page, album: str) -> None:
    goes(phone, album)
    expect(phone.locator("[data-module~=pressing][data-awake]")).to_have_count(1)
    x, y = middle(phone.locator("a.photo").nth(1))
    touch = phone.context.new_cdp_session(phone)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    arrives(phone, re.compile(r"/selection\?"))
    assert ticked(phone) == [1]
    counted(phone, "1장 골랐어요")
