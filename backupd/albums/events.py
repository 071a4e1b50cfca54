"""When an album's event was: derived from its stories, or chosen by a person. Pure."""

import calendar
from collections.abc import Iterable
from datetime import date

import msgspec

from backupd.albums.records import EventPrecision

_FINEST_FIRST: tuple[EventPrecision, ...] = ("day", "month", "year", "decade")


class Event(msgspec.Struct, frozen=True):
    """Two days and how much of them is meant: month 2019-08-01 to 2019-09-30 reads August to September 2019."""

    first: str | None = None
    last: str | None = None
    precision: EventPrecision = "unknown"


def of_stories(spans: Iterable[tuple[str, str, str]]) -> Event:
    """The event of stories given as (precision, first taken, last taken). Those known best decide: one scanned print
    of "the nineties" does not stretch an album of a weekend."""
    known: dict[str, list[str]] = {}
    for precision, first, last in spans:
        known.setdefault("day" if precision == "exact" else precision, []).extend((first, last))
    best = next((precision for precision in _FINEST_FIRST if precision in known), None)
    if best is None:
        return Event()
    return ends(_day(min(known[best])), _day(max(known[best])), best)


def _day(taken: str) -> date:
    return date.fromisoformat(taken[:10])


def ends(first: date, last: date, precision: EventPrecision) -> Event:
    """From the first day of what is meant by `first` to the last day of what is meant by `last`."""
    return Event(_floor(first, precision).isoformat(), _ceiling(last, precision).isoformat(), precision)


def _floor(day: date, precision: str) -> date:
    match precision:
        case "decade":
            return date(day.year // 10 * 10, 1, 1)
        case "year":
            return date(day.year, 1, 1)
        case "month":
            return day.replace(day=1)
    return day


def _ceiling(day: date, precision: str) -> date:
    match precision:
        case "decade":
            return date(day.year // 10 * 10 + 9, 12, 31)
        case "year":
            return date(day.year, 12, 31)
        case "month":
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day
