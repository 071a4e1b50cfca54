"""Which albums come back on a day: every one that is due, and of what was missed a few. Pure."""

from collections.abc import Iterable, Sequence, Set
from datetime import date
from math import ceil, log
from random import Random
from typing import NamedTuple

from backupd.memories.anniversaries import Event, anniversary
from backupd.memories.causes import AROUND, why
from backupd.memories.draw import Bounds, Mood, comes_back

FEWEST = 2
CAUGHT_UP_IN = 60
"""Days in which everything that was missed has come back, however long the box was off."""


class Standing(NamedTuple):
    """An album with its plan. since: when it was looked at, came back or was made, whichever was last, and never later
    than today, whatever a clock said once. planned None: to be drawn (anew). seen: the instant of making or looking that
    the plan knows; returned: the day it came back last."""

    album: int
    since: date
    event: Event
    mood: Mood
    planned: date | None
    seen: str = ""
    returned: date | None = None

    def back_on(self, day: date) -> "Standing":
        """The same album after it came back."""
        return self._replace(since=day, returned=day, planned=None)


def with_plan(each: Standing, bounds: Bounds, chance: Random) -> Standing:
    """With the day on which it comes back, drawn where there is none."""
    day = each.planned or comes_back(each.since, each.event, bounds, each.mood, chance)
    return each._replace(planned=day)


def of_day(
    day: date, plans: Iterable[Standing], resting: Set[int], albums: int, bounds: Bounds
) -> list[Standing]:
    """Which of all planned albums come back on a day; `albums`: how many the family has."""
    due = [each for each in plans if each.planned and each.planned <= day and each.album not in resting]
    return returning(day, due, albums, bounds)


def returning(day: date, due: Sequence[Standing], albums: int, bounds: Bounds) -> list[Standing]:
    """Of everything planned for today or before: all of today's, and of the rest as many as a usual day brings, those
    first whose anniversary was a few days ago, then those that wait longest. After months without power nothing is dumped and nothing forgotten."""
    today = [each for each in due if each.planned == day]
    late = sorted(
        (each for each in due if each.planned != day),
        key=lambda each: (not _just_missed(each, day), each.since, each.album),
    )
    return today + late[: allowance(albums, len(late), bounds)]


def _just_missed(each: Standing, day: date) -> bool:
    """Planned for an anniversary on which the box was off, and it is still this time of year."""
    if each.planned is None or each.event.first is None or not 0 < (day - each.planned).days <= AROUND:
        return False
    return anniversary(each.event, each.planned.year - each.event.first.year) == each.planned


def allowance(albums: int, late: int, bounds: Bounds) -> int:
    """How many late ones a day takes: what comes back on a usual day of so many albums, and at least so many that all
    are back after two months."""
    usual = (bounds.most - bounds.least) / max(log(bounds.most / bounds.least), 1e-9)
    return max(FEWEST, ceil(albums / max(usual, 1.0)), ceil(late / CAUGHT_UP_IN))


def first_ever(day: date, standing: Sequence[Standing], bounds: Bounds) -> Standing | None:
    """The one that a new family meets first: old enough to be a memory, best one of this time of year or a loved one."""
    old = [each for each in standing if each.event.last and (day - each.event.last).days >= bounds.least]

    def warmth(each: Standing) -> tuple[bool, float, int]:
        season = why(each.event, Mood(), each.since, day).cause in ("anniversary", "holiday", "around")
        return season, each.mood.love, -each.album

    return max(old, key=warmth, default=None)


def rank(cause: str) -> int:
    """Which of a day's memories stands first and is sent: the more particular its reason, the lower this is."""
    order = ("birthday", "holiday", "anniversary", "around", "loved", "season", "years", "decade", "months")
    return order.index(cause) if cause in order else len(order)
