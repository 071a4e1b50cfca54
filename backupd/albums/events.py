"""When an album's event was: derived from its stories, or written by a person. Pure."""

import calendar
import re
from collections.abc import Iterable
from datetime import date

import msgspec

from backupd.albums.records import EventPrecision

_FINEST_FIRST: tuple[EventPrecision, ...] = ("day", "month", "year", "decade")
_ROOM: dict[int, EventPrecision] = {1: "day", 31: "month", 366: "year", 3653: "decade"}
_ABOUT = re.compile(r"^(?:around|about|the|in)\s+|\s*(?:쯤|경|무렵)(?:에)?$", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3})0\s*(?:년대|'?s)")
_CLOCK = re.compile(
    r"(?:T|\s|,)\s*(오전|오후|am|pm)?\s*(\d{1,2}):(\d{2})(?::\d{2})?\s*(am|pm)?$|"
    r"\s(오전|오후)?\s*(\d{1,2})시(?:\s*(\d{1,2})분)?$",
    re.IGNORECASE,
)
_NOBODY_KNOWS = re.compile(
    r"모름|몰라요|(?:언제인지|날짜를)\s*(?:모름|몰라요)|unknown|date unknown", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?\s+(\d{4})"
)
_DATE = re.compile(r"(\d{4})\s*[년.\-/]?\s*(?:(\d{1,2})\s*[월.\-/]?\s*(?:(\d{1,2})\s*[일.]?)?)?")


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


def written(begins: str, until: str) -> Event | None:
    """The event a person wrote: "2019", "2019-08", "2019년 8월 5일", "1990s"; `until` may be empty. None where it
    cannot be read or ends before it begins. Two ends of different precision mean the coarser one."""
    first = read(begins)
    last = read(until) if until.strip() else first
    if first is None or last is None:
        return None
    coarser = max(first[1], last[1], key=_FINEST_FIRST.index)
    event = ends(first[0], last[0], coarser)
    return event if (event.first or "") <= (event.last or "") else None


def read(text: str) -> tuple[date, EventPrecision] | None:
    """A day, month, year or decade as people write them in Korean, in English or in figures."""
    while text != (less := _ABOUT.sub("", text.strip())):
        text = less
    if decade := _DECADE.fullmatch(text):
        return (date(int(decade[1]) * 10, 1, 1), "decade") if int(decade[1]) else None
    found = _DATE.fullmatch(_in_figures(text))
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    precision: EventPrecision = "day" if day else "month" if month else "year"
    try:
        return date(year or 0, month or 1, day or 1), precision
    except ValueError:
        return None


def _in_figures(text: str) -> str:
    """August 5, 2019 or 5 Aug 2019 as 2019-8-5; anything else as it is."""
    found = _ENGLISH.fullmatch(text.lower())
    if not found or found[2][:3] not in _MONTHS:
        return text
    return "-".join(filter(None, [found[4], str(_MONTHS.index(found[2][:3]) + 1), found[1] or found[3]]))


def read_moment(text: str) -> tuple[str | None, str] | None:
    """When a picture was taken, as people write it: a date, with "14:05" behind it where that is known too. As
    (taken, precision) of the database; (None, "unknown") for nothing; None where it cannot be read."""
    text = text.strip()
    if not text or _NOBODY_KNOWS.fullmatch(text):
        return None, "unknown"
    clock = _CLOCK.search(text)
    found = read(text[: clock.start()] if clock else text)
    if found is None or (clock and found[1] != "day"):
        return None
    if not clock:
        return f"{found[0].isoformat()}T00:00:00", found[1]
    time = _time(clock)
    return None if time is None else (f"{found[0].isoformat()}T{time}:00", "exact")


def _time(clock: re.Match[str]) -> str | None:
    """14:05 of 14:05, 2:05 PM, 오후 2:05 or 오후 2시 5분; None for an hour no day has."""
    half = (clock[1] or clock[4] or clock[5] or "").lower()
    hour, minute = int(clock[2] or clock[6]), int(clock[3] or clock[7] or 0)
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half in ("오후", "pm") else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def coarser(taken: str, precision: str, wanted: EventPrecision) -> tuple[str, str] | None:
    """A moment of which only a day, month, year or decade is meant, as (taken, precision) of the database; None where
    not even that much of it is known."""
    known = "day" if precision == "exact" else precision
    if known not in _FINEST_FIRST or _FINEST_FIRST.index(wanted) < _FINEST_FIRST.index(known):
        return None
    return f"{_floor(_day(taken), wanted).isoformat()}T00:00:00", wanted


def of_event(first: str | None, last: str | None, precision: EventPrecision) -> tuple[str, str] | None:
    """What can be said of a story that only shares its album's date: the day of a day, the month in which a trip
    began, the year of a winter. None where nothing is known or the event is longer than a decade."""
    if first is None or last is None or precision == "unknown":
        return None
    begins = date.fromisoformat(first)
    length = (date.fromisoformat(last) - begins).days
    for most, wanted in _ROOM.items():
        if length < most:
            return f"{_floor(begins, wanted).isoformat()}T00:00:00", wanted
    return None


def write_moment(taken: str | None, precision: str) -> str:
    """A stored moment as the form shows it, so that `read_moment` understands it again."""
    if taken is None or precision == "unknown":
        return ""
    if precision == "exact":
        return f"{taken[:10]} {taken[11:16]}"
    return {"decade": f"{taken[:3]}0s", "year": taken[:4], "month": taken[:7]}.get(precision, taken[:10])


def write(day: str | None, precision: EventPrecision) -> str:
    """A stored end as the form shows it, so that `read` understands it again."""
    if day is None or precision == "unknown":
        return ""
    return {"decade": f"{day[:3]}0s", "year": day[:4], "month": day[:7]}.get(precision, day)


def ends(first: date, last: date, precision: EventPrecision) -> Event:
    """From the first day of what is meant by `first` to the last day of what is meant by `last`."""
    return Event(_floor(first, precision).isoformat(), _ceiling(last, precision).isoformat(), precision)


def _day(taken: str) -> date:
    return date.fromisoformat(taken[:10])


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
