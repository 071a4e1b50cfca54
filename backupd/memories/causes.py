"""Why an album comes back on a day, as data. The most particular reason wins. Pure."""

from datetime import date, timedelta

from backupd.memories.anniversaries import (
    Event,
    anniversary,
    holiday_in,
    is_near_birthday,
    same_day,
    season_of,
)
from backupd.memories.draw import Mood
from backupd.memories.records import Birthday, Reason

AROUND = 15
"""So many days before or after are this time of year."""

BELOVED = 0.5
MONTH = 30.44
ONE_YEAR, TWO_MONTHS = 365, 61


def why(
    event: Event, mood: Mood, since: date, day: date, celebrated: Birthday | None = None, late: int = 0
) -> Reason:
    """since: when it was last looked at, came back or was made. late: days since the birthday, for the box was off."""
    if celebrated:
        return Reason("birthday", person=celebrated.person, late=late)
    if event.exact and event.first and event.last and (found := _this_day(event, event.first, day)):
        return found
    if mood.love >= BELOVED:
        return Reason("loved")
    return _how_long_ago(event, since, day)


def _this_day(event: Event, first: date, day: date) -> Reason | None:
    years = day.year - first.year
    if years < 1:
        return None
    holiday = holiday_in(event)
    if holiday and anniversary(event, years) == day:
        return Reason("holiday", years=years, holiday=holiday)
    length = (event.last or first) - first
    begins = same_day(first, day.year)
    if not holiday and begins <= day <= begins + min(length, timedelta(days=AROUND)):
        return Reason("anniversary", years=years)
    return _around(first, day)


def _around(first: date, day: date) -> Reason | None:
    """이맘때 reaches over New Year."""
    for year in (day.year - 1, day.year, day.year + 1):
        years = year - first.year
        if years >= 1 and abs((same_day(first, year) - day).days) <= AROUND:
            return Reason("around", years=years)
    return None


def _how_long_ago(event: Event, since: date, day: date) -> Reason:
    if event.first is None or event.precision == "unknown" or not event.believed:
        return Reason("again", months=max(1, round((day - since).days / MONTH)))
    if event.precision == "decade":
        return Reason("decade", years=event.first.year)
    passed = (day - event.first).days
    if event.precision in ("day", "month") and TWO_MONTHS <= passed < ONE_YEAR:
        return Reason("months", months=round(passed / MONTH))
    years = day.year - event.first.year
    if event.precision == "year" and years >= 1:
        return Reason("years", years=years)
    if event.precision in ("day", "month") and passed >= ONE_YEAR:
        return _season(event.first, day)
    return Reason("again", months=max(1, round((day - since).days / MONTH)))


def _season(first: date, day: date) -> Reason:
    """A winter belongs to the year in which it ends: January 2020 and December 2019 are one."""
    winter = first.year + (first.month == 12)
    return Reason("season", years=max(1, day.year + (day.month == 12) - winter), season=season_of(first))


def celebrates(event: Event, birthday: Birthday, day: date) -> bool:
    """An album fit for somebody's birthday today: one of their birthdays before."""
    return is_near_birthday(event, birthday) and event.last is not None and event.last < day
