"""A sitting that was opened in time, and the plain form, after the turn is over."""

from tests import people
from tests.relays.test_rules import TUS, media


def test_a_sitting_opened_in_time_adds_nothing_once_the_turn_is_over(house):
    with people.client_for(house.library, house.mother) as phone:
        sitting = phone.post("/uploads/sittings", data={"relay": str(house.relay)}, headers=TUS).json()[
            "batch"
        ]
        house.later(days=2)
        assert (house.holder, house.states) == ("아빠", ["late", "holding"])
        files = [("files", ("late.jpg", house.picture("late.jpg"), "image/jpeg"))]
        phone.post("/add", data={"batch": str(sitting)}, files=files)
        house.library.jobs.drain()
    assert house.states == ["late", "holding"] and not media(house)
