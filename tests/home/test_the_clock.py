"""While the box does not know the time it asks, and one tap of an owner is the answer."""

import re

from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from tests.conftest import SetClock
from tests.people import client_for, found_family, join

ASKS = "지금 이 시각이 맞나요?"


def test_an_owner_is_asked_on_both_pages_and_taps_once(library: Library, clock: SetClock) -> None:
    mother = found_family(library)
    clock.is_synchronised = False
    with client_for(library, mother) as phone:
        assert ASKS in phone.get("/").text
        page = phone.get("/box").text
        shown = re.search(r'name="shown" value="([^"]+)"', page)
        assert ASKS in page and shown
        assert phone.post("/box/clock", data={"shown": shown[1], "back": "/"}).headers["location"] == "/"
        assert trusted_now(library) == clock.now()
        assert ASKS not in phone.get("/").text + phone.get("/box").text


def test_a_clock_that_leapt_after_the_page_was_drawn_is_not_confirmed(
    library: Library, clock: SetClock
) -> None:
    mother = found_family(library)
    clock.is_synchronised = False
    with client_for(library, mother, accept="application/json") as phone:
        shown = phone.get("/api/box").json()["clock"]["shown"]
        clock.leap(days=4000)
        assert phone.post("/api/box/clock", json={"shown": shown}).status_code == 409
        assert phone.post("/api/box/clock", json={"shown": "soon"}).status_code == 422
        assert trusted_now(library) is None


def test_others_are_told_and_cannot_tap(library: Library, clock: SetClock) -> None:
    mother = found_family(library)
    son = join(library, mother, "준호")
    clock.is_synchronised = False
    with client_for(library, son, accept="application/json") as phone:
        assert phone.get("/api/today").json()["clock"] is None
        shown = phone.get("/api/box").json()["clock"]["shown"]
        assert phone.post("/api/box/clock", json={"shown": shown}).status_code == 403
        assert trusted_now(library) is None
