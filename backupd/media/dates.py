"""When something was taken: reading the ways files write it, and refusing dates no camera can mean.

A moment is wall time where it happened. A file that only knows UTC is placed into a zone; nothing is ever
filled in from the day of arrival.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from backupd.media.records import Moment, Precision

FIRST_PHOTOGRAPH = 1826
"""Niepce's window; nothing was photographed before, so an earlier year is rubbish (1601 is Windows' zero)."""

EPOCHS = {
    (1904, 1, 1),
    (1899, 12, 30),
    (1899, 12, 31),
    (1969, 12, 31),
    (1970, 1, 1),
    (1980, 1, 1),
    (1980, 1, 6),
}
"""Zero of QuickTime, spreadsheets, Unix, FAT and GPS: what a clock says that was never set."""

FACTORY_YEARS = range(1999, 2013)
"""Digital cameras whose battery ran out start again at midnight of New Year of their model's year.

Later ones and phones take the time from the network: their New Year's midnight is a real one.
"""

BUILT = datetime(2026, 11, 23)
"""A box without a clock may boot in 1970: what is later than this and than `now` is the future."""

UNKNOWN = Moment()

EXIF_DATE = re.compile(r"(\d{4,})[:/.-](..)[:/.-](..)(?:[ T](..):(..)(?::(..))?)?")
ISO_DATE = re.compile(
    r"(\d{4})(?:[-:/](\d{1,2})(?:[-:/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$"
)
OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})$")


def first_believable(moments: Iterable[Moment | None], now: datetime) -> Moment:
    """The first moment a camera can have meant, else the unknown one."""
    return next((moment for moment in moments if moment and believable(moment, now)), UNKNOWN)


def believable(moment: Moment, now: datetime) -> bool:
    """False for a clock that was never set, for the future and for days before photography."""
    if moment.taken is None:
        return False
    taken = datetime.fromisoformat(moment.taken)
    if taken.year < FIRST_PHOTOGRAPH or taken > horizon(now):
        return False
    return moment.precision != "exact" or moment.source == "name" or not _never_set(taken)


def horizon(now: datetime) -> datetime:
    """The latest wall time that is not the future anywhere on Earth, a day's grace for zones included."""
    return max(now.replace(tzinfo=None), BUILT) + timedelta(days=1)


def _never_set(taken: datetime) -> bool:
    if (taken.year, taken.month, taken.day) in EPOCHS:
        return True
    return taken.year in FACTORY_YEARS and (taken.month, taken.day, taken.hour, taken.minute) == (1, 1, 0, 0)


def from_exif(text: str, offset: str | None, source: str) -> Moment | None:
    """EXIF 2.32, 4.6.6: "YYYY:MM:DD HH:MM:SS"; parts the camera does not know are blanks."""
    found = EXIF_DATE.match(text.strip("\0 "))
    if not found:
        return None
    parts = [int(part) if part and part.strip().isdigit() else None for part in found.groups()]
    return moment(parts, _offset(offset), source)


def from_iso(text: str, source: str) -> Moment | None:
    """ISO 8601 as XMP (ISO 16684-1, 8.2.1.1) allows it: any number of parts may be missing from the end."""
    found = ISO_DATE.match(text.strip("\0 "))
    if not found:
        return None
    *parts, offset = found.groups()
    return moment([int(part) if part else None for part in parts], _offset(offset), source)


def from_utc(instant: datetime, zone: str, source: str) -> Moment:
    """An instant as the clock on the wall of `zone` showed it, with the offset of that day."""
    local = instant.astimezone(ZoneInfo(zone))
    return Moment(
        local.replace(tzinfo=None, microsecond=0).isoformat(), _written_offset(local), "exact", source
    )


def moment(parts: list[int | None], offset: str | None, source: str) -> Moment | None:
    """A moment from year, month, day, hour, minute, second, of which the last ones may be unknown."""
    year, month, day, hour, minute, second = (parts + [None] * 6)[:6]
    if year is None:
        return None
    try:
        first = datetime(year, month or 1, day or 1, hour or 0, minute or 0, min(second or 0, 59))
    except ValueError:
        return None
    precision = _precision(month, day, hour)
    return Moment(first.isoformat(), offset if precision == "exact" else None, precision, source)


def decade(first_year: int, source: str) -> Moment:
    """A decade by its first year."""
    return Moment(date(first_year, 1, 1).isoformat() + "T00:00:00", None, "decade", source)


def _precision(month: int | None, day: int | None, hour: int | None) -> Precision:
    if month is None:
        return "year"
    if day is None:
        return "month"
    return "day" if hour is None else "exact"


def _offset(text: str | None) -> str | None:
    """A UTC offset as ±HH:MM, None for anything beyond the 14 hours that exist."""
    text = (text or "").strip("\0 ")
    if text in {"Z", "UTC", "GMT"}:
        return "+00:00"
    found = OFFSET.match(text)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    return f"{sign}{hours}:{minutes}" if int(hours) * 60 + int(minutes) <= 14 * 60 else None


def _written_offset(local: datetime) -> str:
    shift = local.utcoffset() or timedelta()
    minutes = round(shift.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def epoch_moment(seconds: float, zone: str, source: str) -> Moment:
    """Seconds since 1970 in UTC, as names of messengers carry them."""
    return from_utc(datetime.fromtimestamp(seconds, UTC), zone, source)
