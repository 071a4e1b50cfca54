"""Rolling pictures: an album that people fill in turns, each with a deadline.

One person has the turn, and only they can add, one story. The turn passes on when they did, passed, or ran out of time
by the trusted clock. The album is one like any other from the beginning, or sealed until the last turn is over.
"""

from backupd.relays.api import api
from backupd.relays.filling import (
    come_to_nothing,
    coming,
    look_again,
    may_take,
    must_have_turn,
    place,
    still_sending,
    story_of,
    take,
)
from backupd.relays.looking import going_on
from backupd.relays.pages import pages
from backupd.relays.records import Going, Placed, Turn
from backupd.relays.schema import VIEWS as views
from backupd.relays.schema import schema
from backupd.relays.timekeeping import keep_turns

__all__ = [
    "Going",
    "Placed",
    "Turn",
    "api",
    "come_to_nothing",
    "coming",
    "going_on",
    "keep_turns",
    "look_again",
    "may_take",
    "must_have_turn",
    "pages",
    "place",
    "schema",
    "still_sending",
    "story_of",
    "take",
    "views",
]
