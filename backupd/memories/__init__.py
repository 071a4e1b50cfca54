"""추억: every album comes back by itself, now and then, with a reason, and what was taken on this day in other years.

When is drawn at random between two bounds of the family (draw.py), with room for anniversaries, birthdays and what people
love; a memory is a stored row. Messages keep a pace of their own; what is left in peace stays away.
"""

from backupd.memories.api import api
from backupd.memories.engine import remember
from backupd.memories.looking import Year, few, of_today, on_this_day
from backupd.memories.pages import pages
from backupd.memories.records import Memory
from backupd.memories.rest_store import day_rests, resting
from backupd.memories.schema import VIEWS as views
from backupd.memories.schema import schema

__all__ = [
    "Memory",
    "Year",
    "api",
    "day_rests",
    "few",
    "of_today",
    "on_this_day",
    "pages",
    "remember",
    "resting",
    "schema",
    "views",
]
