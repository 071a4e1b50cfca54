"""Spans of days that people name: years, months, seasons, holidays, so and so long ago. Pure.

Every function gives the spans newest first, each with its first and last day. A day that is in no calendar raises
NoSuchDay.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from backupd.core.moon import solar

Span = tuple[date, date]
EARLIEST, LATEST = 1850, 2200
EVER_SINCE = 1900
"""The first year of what comes every year."""


class NoSuchDay(Exception):
    """February 30, month 13, a year nobody photographed in."""


SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
HOLIDAYS: dict[str, tuple[int, int] | Callable[[int], date | None]] = {
    "new_year": (1, 1),
    "valentine": (2, 14),
    "samil": (3, 1),
    "white_day": (3, 14),
    "children": (5, 5),
    "parents": (5, 8),
    "teachers": (5, 15),
    "memorial": (6, 6),
    "liberation": (8, 15),
    "foundation": (10, 3),
    "hangeul": (10, 9),
    "halloween": (10, 31),
    "pepero": (11, 11),
    "christmas_eve": (12, 24),
    "christmas": (12, 25),
    "new_years_eve": (12, 31),
    "seollal": lambda year: solar(year, 1, 1),
    "first_full_moon": lambda year: solar(year, 1, 15),
    "buddha": lambda year: solar(year, 4, 8),
    "chuseok": lambda year: solar(year, 8, 15),
}
PARTS_OF_YEAR = {
    "early": (1, 3),
    "middle": (4, 9),
    "late": (10, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
}
"""First and last month."""

PARTS_OF_DECADE = {
    "early": (0, 3),
    "middle": (4, 6),
    "late": (7, 9),
    "first_half": (0, 4),
    "second_half": (5, 9),
}
"""First and last year."""

AROUND = {"seollal": (1, 1), "chuseok": (1, 1), "christmas": (1, 0), "new_year": (1, 0)}
"""Days before and after that belong to a holiday."""


def day(year: int, month: int, number: int) -> list[Span]:
    try:
        found = date(_year(year), month, number)
    except ValueError as error:
        raise NoSuchDay from error
    return [(found, found)]


def month(year: int, number: int) -> list[Span]:
    if not 1 <= number <= 12:
        raise NoSuchDay
    return [(date(_year(year), number, 1), date(year, number, monthrange(year, number)[1]))]


def year(number: int) -> list[Span]:
    return years(number, number)


def years(first: int, last: int) -> list[Span]:
    first, last = sorted((_year(first), _year(last)))
    return [(date(first, 1, 1), date(last, 12, 31))]


def decade(number: int) -> list[Span]:
    return years(number, number + 9)


def stretch(number: int, first: tuple[int, int | None], last: tuple[int, int | None]) -> list[Span]:
    """From one month and day to another; months alone are whole ones. What ends before it began goes into the next year."""
    ends = number + (last < first if first[1] else last[0] < first[0])
    return [(_or_month(number, *first)[0][0], _or_month(ends, *last)[0][1])]


def _or_month(year: int, number: int, day_of: int | None) -> list[Span]:
    return month(year, number) if day_of is None else day(year, number, day_of)


def part(of: Span, name: str) -> Span:
    """early, middle, late: ten days of a month, a quarter to half of a year, or three to four years of a decade;
    first_half and second_half of a year."""
    first, last = of
    if last.year - first.year == 9:
        begins, ends = PARTS_OF_DECADE[name]
        return years(first.year + begins, first.year + ends)[0]
    if first.month == last.month:
        begins, ends = {"early": (1, 10), "middle": (11, 20)}.get(name, (21, last.day))
        return first.replace(day=begins), first.replace(day=ends)
    begins, ends = PARTS_OF_YEAR[name]
    return first.replace(month=begins), month(last.year, ends)[0][1]


def season(number: int, name: str) -> list[Span]:
    """A winter belongs to two years: what people call the winter of one may be either end of it."""
    begins = SEASONS[name]
    if name != "winter":
        return [(date(_year(number), begins, 1), month(number, begins + 2)[0][1])]
    return [
        (date(_year(number), 12, 1), month(number + 1, 2)[0][1]),
        (date(number, 1, 1), month(number, 2)[0][1]),
    ]


def seasons(number: int, first: str, last: str) -> list[Span]:
    """From the beginning of one to the end of another."""
    return stretch(number, (SEASONS[first], None), ((SEASONS[last] + 1) % 12 + 1, None))


def last_season(today: date, name: str) -> list[Span]:
    """The last one that is over."""
    found = (span for ago in range(3) for span in season(today.year - ago, name)[:1])
    return [next(span for span in found if span[1] < today)]


def last_month(today: date, number: int) -> list[Span]:
    """The last one of this number that is over."""
    return month(today.year - (number >= today.month), number)


def holiday(number: int, name: str) -> list[Span]:
    when = HOLIDAYS[name]
    middle = when(_year(number)) if callable(when) else date(_year(number), *when)
    if middle is None:
        raise NoSuchDay
    before, after = AROUND.get(name, (0, 0))
    return [(middle - timedelta(days=before), middle + timedelta(days=after))]


def last_holiday(today: date, name: str) -> list[Span]:
    found = (span for ago in range(3) for span in holiday(today.year - ago, name))
    return [next(span for span in found if span[1] <= today)]


def every_year(today: date, of_year: Callable[[int], list[Span]]) -> list[Span]:
    """The same days of every year; a February 29 only where there is one."""
    found: list[Span] = []
    for number in range(today.year, EVER_SINCE - 1, -1):
        try:
            found += of_year(number)
        except NoSuchDay:
            continue
    if not found:
        raise NoSuchDay
    return found


def days_ago(today: date, count: int) -> list[Span]:
    return [(then := _back(today, count), then)]


def weeks_ago(today: date, count: int) -> list[Span]:
    monday = _back(today, today.weekday() + 7 * count)
    return [(monday, monday + timedelta(days=6))]


def weekend_ago(today: date, count: int) -> list[Span]:
    """From Friday to Sunday."""
    return [(first + timedelta(days=4), last) for first, last in weeks_ago(today, count)]


def weekday_ago(today: date, number: int, count: int) -> list[Span]:
    """That day, Monday being 0, of the week so many weeks ago."""
    return [(then := weeks_ago(today, count)[0][0] + timedelta(days=number), then)]


def last_weekday(today: date, number: int) -> list[Span]:
    """The last one before today."""
    return days_ago(today, (today.weekday() - number - 1) % 7 + 1)


def months_ago(today: date, count: int) -> list[Span]:
    place = today.year * 12 + today.month - 1 - count
    return month(place // 12, place % 12 + 1)


def this_day(today: date, count: int, around: int = 0) -> list[Span]:
    """Today so many years ago, with so many days around."""
    number = _year(today.year - count)
    then = date(number, today.month, min(today.day, monthrange(number, today.month)[1]))
    return [(then - timedelta(days=around), then + timedelta(days=around))]


def lately(today: date, days: int) -> list[Span]:
    return [(_back(today, days), today)]


def _back(today: date, days: int) -> date:
    if days > (today.year - EARLIEST) * 365:
        raise NoSuchDay
    return today - timedelta(days=days)


def _year(number: int) -> int:
    if not EARLIEST <= number <= LATEST:
        raise NoSuchDay
    return number
