"""What hands do with many photos, and what the page says of it."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.guests import Guest, goes

PHOTOS = 6


def send(guest: Guest, address: str, body: dict[str, object]) -> dict[str, int]:
    answer = guest.context.request.post(address, data=body, headers={"Origin": guest.box.address})
    assert answer.ok, answer.text()
    return answer.json()


def ready(page: Page, address: str) -> None:
    """The page's script has taken over: it counts."""
    goes(page, address)
    expect(page.locator("[data-count]")).to_be_visible()


def ticked(page: Page) -> list[int]:
    boxes = page.locator("input[name=story]")
    return boxes.evaluate_all("all => all.flatMap((box, place) => box.checked ? [place] : [])")


def middle(tile: Locator) -> tuple[float, float]:
    box = tile.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["width"] / 2


def counted(page: Page, words: str) -> None:
    expect(page.locator("[data-count] [role=status]")).to_have_text(words)


def drag(page: Page, start: Locator, end: Locator) -> None:
    pull(page, start, end)
    page.mouse.up()


def pull(page: Page, start: Locator, end: Locator) -> None:
    """Once the tiles lie still: ticking one, or the drag before, moves them."""
    end.hover()
    start.hover()
    page.mouse.move(*middle(start))
    page.mouse.down()
    page.mouse.move(*middle(end), steps=12)


def slide(page: Page, points: list[tuple[float, float]]) -> None:
    """Press until the first photo answers, then slide on."""
    touch = page.context.new_cdp_session(page)
    x, y = points[0]
    was = len(ticked(page))
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    expect(page.locator("input[name=story]:checked")).not_to_have_count(was)
    for x, y in points[1:]:
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def places(mum: Guest, album: str) -> list[int]:
    return [story["id"] for story in mum.context.request.get(f"/api{album}").json()["stories"]]


def carry(page: Page, tile: Locator, to: Locator) -> None:
    """A hand lets go where it sees the tile lie: those that make room take their time."""
    place = to.evaluate("tile => [...tile.parentElement.querySelectorAll('.tick')].indexOf(tile)")
    with page.expect_response(re.compile(r"/api/albums/\d+/position")) as answer:
        pull(page, tile, to)
        expect(page.locator(".tick").nth(place)).to_have_class(re.compile("lifted"))
        page.mouse.up()
    assert answer.value.ok
    counted(page, "내려놓았어요.")
