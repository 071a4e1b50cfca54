"""The same file sent by two tabs of one phone."""

from pathlib import Path

from playwright.sync_api import Route, expect

from tests.intake.resumable.box import Box
from tests.journeys.adding.upload_page import SIZE, Wifi, choose, originals, send, until_done
from tests.journeys.guests import Guest


def test_two_tabs_that_send_the_same_file_end_in_one_original_and_both_are_told(
    phone: Guest, box: Box, film: Path
) -> None:
    tabs = [phone.page, phone.context.new_page()]
    for tab in tabs:
        tab.goto("/add")
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
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route) if route.request.method == "PATCH" and not held else route.continue_()

    for tab in (first, second):
        tab.goto("/add")
    choose(first, film)
    first.route("**/uploads/*", hold)
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
