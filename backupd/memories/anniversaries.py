"""The days on which an event comes round: of the calendar, of the moon, and birthdays. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from backupd.memories.lunar import holiday_of, solar
from backupd.memories.records import Birthday, Holiday, Season

ROUND = (1, 2, 3, 5, 10)
THEN_EVERY = 5
LONGEST_HOLIDAY = 7
"""Days; what lasted longer was a journey that a holiday fell into."""

SEASONS: tuple[Season, ...] = ("winter", "spring", "summer", "autumn")
A_YEAR = 365


class Event(NamedTuple):
    """When an album's event was. precision: as albums know it; believed: the days are not those of scans."""

    first: date | None = None
    last: date | None = None
    precision: str = "unknown"
    believed: bool = False

    @property
    def exact(self) -> bool:
        """It may have anniversaries."""
        return self.believed and self.precision == "day" and self.first is not None


def round_years() -> Iterator[int]:
    """1, 2, 3, 5, 10, 15, 20 …, as long as anybody remembers."""
    yield from ROUND
    yield from range(ROUND[-1] + THEN_EVERY, 200, THEN_EVERY)


def next_anniversary(event: Event, earliest: date, latest: date) -> date | None:
    """The first round anniversary between two days, of the moon's calendar for a holiday of its."""
    if not event.exact or event.first is None:
        return None
    for years in round_years():
        day = anniversary(event, years)
        if day is not None and day > latest:
            return None
        if day is not None and day >= earliest:
            return day
    return None


def anniversary(event: Event, years: int) -> date | None:
    """None where it lies beyond the calendar, or the moon's tables end."""
    if event.first is None or event.first.year + years > date.max.year:
        return None
    holiday = holiday_in(event)
    if holiday:
        return holiday_of(event.first.year + years, holiday)
    return same_day(event.first, event.first.year + years)


def same_day(day: date, year: int) -> date:
    """February 29 is kept on the 28th of other years."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def holiday_in(event: Event) -> Holiday | None:
    """설날 or 추석 where the event fell on it, or on the day before or after, which are free as well."""
    if not event.exact or event.first is None or event.last is None:
        return None
    if (event.last - event.first).days >= LONGEST_HOLIDAY:
        return None
    for holiday in ("seollal", "chuseok"):
        day = holiday_of(event.first.year, holiday)
        if day and event.first - timedelta(days=1) <= day <= event.last + timedelta(days=1):
            return holiday
    return None


def birthdays_on(people: list[Birthday], day: date) -> list[Birthday]:
    return [each for each in people if day in (birthday_in(each, day.year), birthday_in(each, day.year - 1))]


def birthday_in(person: Birthday, year: int) -> date | None:
    """Their birthday of a year of their own calendar. A moon's year ends in January or February of the sun's next."""
    if person.lunar:
        return solar(year, person.month, person.day)
    try:
        return date(year, person.month, person.day)
    except ValueError:
        return date(year, 2, 28) if (person.month, person.day) == (2, 29) else None


def is_near_birthday(event: Event, person: Birthday) -> bool:
    """The event was on a birthday of theirs, or in the days around it, when families gather."""
    if not event.exact or event.first is None or event.last is None:
        return False
    years = (event.first.year - 1, event.first.year, event.last.year)
    days = (birthday_in(person, year) for year in years)
    span = timedelta(days=3)
    return any(day and event.first - span <= day <= event.last + span for day in days)


def season_of(day: date) -> Season:
    """December is winter; of Korea's seasons."""
    return SEASONS[day.month % 12 // 3]
