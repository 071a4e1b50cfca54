"""The same file sent by two tabs of one phone."""

from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.intake.resumable.box import Box
from tests.journeys.adding.upload_page import SIZE, Wifi, choose, originals, send, until_done
from tests.journeys.guests import Guest, goes


def first_piece_held(page: Page) -> list[Route]:
    """The first PATCH waits here until it is let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route) if route.request.method == "PATCH" and not held else route.continue_()

    page.route("**/uploads/*", hold)
    return held


def test_two_tabs_that_send_the_same_file_end_in_one_original_and_both_are_told(
    phone: Guest, box: Box, film: Path
) -> None:
    tabs = [phone.page, phone.context.new_page()]
    for tab in tabs:
        goes(tab, "/add")
        Wifi(tab, 16)
        choose(tab, film)
    for tab in tabs:
        expect(tab.locator("[data-send]")).to_be_enabled()
        send(tab)
    for tab in tabs:
        until_done(phone, tab)
    assert originals(box) == [SIZE]
    with box.library() as library:
        told = library.database.column("SELECT outcome FROM arrival ORDER BY outcome")
        assert told == ["duplicate", "imported"]
        assert library.database.value("SELECT count(DISTINCT batch) FROM arrival") == 2


def test_what_another_tab_has_just_begun_is_left_to_it(phone: Guest, box: Box, film: Path) -> None:
    """It stands among the uploads begun earlier before a byte of it is on its way."""
    first, second = phone.page, phone.context.new_page()
    for tab in (first, second):
        goes(tab, "/add")
    choose(first, film)
    held = first_piece_held(first)
    send(first)
    first.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('tus::'))")
    choose(second, film)
    send(second)
    until_done(phone, second)
    held[0].continue_()
    until_done(phone, first)
    with box.library() as library:
        told = library.database.column("SELECT outcome FROM arrival ORDER BY id")
        assert (told, library.database.value("SELECT count(*) FROM upload")) == (["imported", "duplicate"], 2)


def test_a_page_that_believes_in_another_place_asks_and_goes_on_from_there(
    phone: Guest, box: Box, film: Path
) -> None:
    """Its last answer was lost on the way, say."""
    page = phone.page
    goes(page, "/add")
    choose(page, film)
    held = first_piece_held(page)
    with page.expect_request(lambda request: request.method == "PATCH") as piece:
        send(page)
    headers = piece.value.headers | {"content-length": "1000000"}
    answer = phone.context.request.patch(piece.value.url, headers=headers, data=film.read_bytes()[:1_000_000])
    assert answer.headers["upload-offset"] == "1000000"
    held[0].continue_()
    until_done(phone, page)
    assert originals(box) == [SIZE]
