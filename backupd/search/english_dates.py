"""Dates as English says them: May 2019, last summer, three years ago today. Pure; for folded text on one line."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from backupd.search import spans
from backupd.search.saying_dates import Language, Named, named, opened, stretch
from backupd.search.spans import Span

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
COUNTED = {
    name: number
    for number, names in enumerate(
        ["a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
    for name in names.split()
}
SEASONS = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
}
HOLIDAYS = {
    "christmas eve": "christmas_eve", "christmas": "christmas", "halloween": "halloween", "seollal": "seollal", "lunar new year": "seollal", "korean new year": "seollal",
    "chuseok": "chuseok", "new year's eve": "new_years_eve", "new year's day": "new_year", "new year": "new_year", "children's day": "children",
    "parents' day": "parents", "teachers' day": "teachers", "liberation day": "liberation", "memorial day": "memorial",
    "hangeul day": "hangeul", "buddha's birthday": "buddha", "valentine's day": "valentine", "white day": "white_day",
}  # fmt: skip

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})\.?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(COUNTED)})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|['’]\d\d)"
_SEASON, _HOLIDAY = rf"(?P<season>{'|'.join(SEASONS)})", rf"(?P<holiday>{'|'.join(HOLIDAYS)})"
_LAST = r"(?P<last>last|this|next)"
_PART = r"(?P<part>early|mid|middle|late|beginning|start|end|first half|second half)"
_TO = r" ?(?:to|until|till|through|-|–|~) ?"
_TO_MONTH, _TO_DAY = _MONTH.replace("<month>", "<to_month>"), _DAY.replace("<day>", "<to_day>")
_BEGINS = (
    r"(?:^|(?<=[\s~–]))(?:(?:in|on|from|during|(?P<open>since|after|before|until|till|up to)) )?(?:the )?"
)
_ENDS = r"(?=$|[\s,~–])"

FORMS = tuple(
    re.compile(_BEGINS + form + _ENDS)
    for form in (
        r"(?:between )?(?P<first>\d{4}) ?(?:to|until|till|and|-|–|~) ?(?P<until>\d{4})",
        r"since (?P<after>\d{4})",
        r"before (?P<before>\d{4})",
        rf"{_MONTH} {_DAY}{_TO}(?:{_TO_MONTH} )?{_TO_DAY}(?:,? {_YEAR})?",
        rf"{_DAY}(?: {_MONTH})?{_TO}{_TO_DAY} (?:of )?{_TO_MONTH}(?:,? {_YEAR})?",
        rf"{_MONTH}{_TO}{_TO_MONTH}(?:,? {_YEAR})?",
        rf"{_PART}(?: of |[ -])(?:the )?{_MONTH}(?:,? {_YEAR})?",
        rf"{_PART}(?: of |[ -])(?:the )?(?:year )?(?:{_YEAR}|(?P<said>last|this) year)",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH},? (?:of )?{_YEAR}",
        rf"(?P<last>last|this) {_MONTH}",
        rf"{_SEASON}{_TO}(?P<to_season>{'|'.join(SEASONS)}),? (?:of |in )?{_YEAR}",
        rf"{_SEASON} (?:of )?{_YEAR}",
        rf"{_YEAR} {_SEASON}",
        rf"{_HOLIDAY} (?:of |in )?{_YEAR}",
        rf"{_YEAR} {_HOLIDAY}",
        rf"(?P<said>last|this) year(?:['’]s)? {_SEASON}",
        rf"{_SEASON} (?:of )?(?P<said>last|this) year",
        rf"(?P<said>last|this) year(?:['’]s)? {_HOLIDAY}",
        rf"{_HOLIDAY} (?:of )?(?P<said>last|this) year",
        rf"{_COUNT} {_SEASON}s ago",
        rf"{_SEASON},? {_COUNT} years? ago",
        rf"{_COUNT} {_HOLIDAY}(?:es|s)? ago",
        rf"{_HOLIDAY},? {_COUNT} years? ago",
        rf"{_LAST} {_SEASON}",
        rf"{_LAST} {_HOLIDAY}",
        rf"{_COUNT} years? ago (?P<today>today|this day|on this day)",
        rf"(?P<lately>last|past) {_COUNT} (?P<unit>year|month|week|day)s?",
        rf"{_COUNT} (?P<unit>year|month|week|day)s? (?P<back>ago)",
        rf"(?P<which>last|this|next) (?P<weekday>{'|'.join(WEEKDAYS)})",
        r"(?P<which>last|this|next) (?P<unit>year|month|weekend|week)",
        rf"(?:{_PART}(?: of |[ -])(?:the )?)?['’]?(?P<decade>(?:\d\d)?\d0)['’]?s",
        r"(?P<near>today|yesterday)",
        r"(?P<other_years>this day|on this day)",
        rf"{_MONTH} {_DAY}",
        rf"{_DAY} (?:of )?{_MONTH}",
        rf"(?<=in ){_MONTH}",
        r"(?P<month_or_day>\d{1,2})/(?P<day_or_month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<day>3[01]|[12]\d|0?[1-9])/(?P<number>1[0-2]|0?[1-9])",
        r"(?P<recent>recently|recent|lately)",
        r"(?P<long>january|february|april|june|july|september|october|november|december)",
    )
)
BARE = re.compile(_BEGINS + r"(?P<year>\d{4})(?:에는|에|의)?" + _ENDS)
OPEN = {
    "since": "since",
    "after": "after",
    "before": "before",
    "until": "until",
    "till": "until",
    "up to": "until",
}
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "middle", "middle": "middle", "late": "late",
    "end": "late", "first half": "first_half", "second half": "second_half",
}  # fmt: skip
JOIN = re.compile(r"\s*(?:to|until|till|through|~|–|-)\s*")
WHICH = {"last": 1, "this": 0, "next": -1}
DAYS = {"year": 365, "month": 30, "week": 7, "day": 1}


def dates_in(text: str, today: date) -> Iterator[Named]:
    """Every date of a folded text, none over another; the longest reading first."""
    return named(LANGUAGE, text, today)


def bare_years(text: str, today: date) -> Iterator[Named]:
    """A number alone is a year as far as there could be photos of it. To be asked last."""
    for found in BARE.finditer(text):
        if spans.EARLIEST <= (number := int(found["year"])) <= today.year + 1:
            days = spans.year(number)
            yield Named(*found.span(), opened(days, OPEN[found["open"]], today) if found["open"] else days)


def _in_full(said: dict[str, str], today: date) -> dict[str, str]:
    """’19 is 2019 and ’88 is 1988: the last year that ends so."""
    ending = said.get("year", "").lstrip("'’")
    return said if len(ending) != 2 else {**said, "year": str(today.year - (today.year - int(ending)) % 100)}


def _read(said: dict[str, str], today: date) -> list[Span]:
    said = _in_full(said, today)
    if "near" in said:
        return spans.days_ago(today, int(said["near"] == "yesterday"))
    if "today" in said:
        return spans.this_day(today, _count(said["count"]))
    if "lately" in said:
        return spans.lately(today, _count(said["count"]) * DAYS[said["unit"]])
    if "weekday" in said:
        return _weekday(WEEKDAYS.index(said["weekday"]), WHICH[said["which"]], today)
    if "back" in said or "which" in said:
        return _back(said, today)
    return _of_year(said, today)


def _weekday(number: int, count: int, today: date) -> list[Span]:
    return spans.last_weekday(today, number) if count == 1 else spans.weekday_ago(today, number, count)


def _back(said: dict[str, str], today: date) -> list[Span]:
    count = _count(said["count"]) if "back" in said else WHICH[said["which"]]
    if said["unit"] == "year":
        return spans.year(today.year - count)
    back = {"day": spans.days_ago, "week": spans.weeks_ago, "weekend": spans.weekend_ago}
    return back.get(said["unit"], spans.months_ago)(today, count)


def _year(said: dict[str, str], today: date) -> int | None:
    """The year that is named or counted; None for the last time it was."""
    if "year" in said:
        return int(said["year"])
    if "count" in said:
        return today.year - _count(said["count"])
    if "said" in said:
        return today.year - (said["said"] == "last")
    return {"this": today.year, "next": today.year + 1}.get(said["last"])


def _of_year(said: dict[str, str], today: date) -> list[Span]:
    if "to_season" in said:
        return spans.seasons(int(said["year"]), SEASONS[said["season"]], SEASONS[said["to_season"]])
    if "season" in said:
        year, name = _year(said, today), SEASONS[said["season"]]
        return spans.last_season(today, name) if year is None else spans.season(year, name)
    if "holiday" in said:
        year, name = _year(said, today), HOLIDAYS[said["holiday"]]
        return spans.last_holiday(today, name) if year is None else spans.holiday(year, name)
    if "to_day" in said or "to_month" in said:
        year, to_month = int(said["year"]) if "year" in said else None, MONTHS.get(said.get("to_month", ""))
        return stretch(said, today, year, _month(said), to_month or _month(said))
    if "month_or_day" in said:
        return _either(said)
    if month := _month(said):
        return _of_month(said, month, today)
    number = _year(said, today)
    return spans.year(today.year if number is None else number)


def _month(said: dict[str, str]) -> int:
    """0 where none is said."""
    if "number" in said:
        return int(said["number"])
    return MONTHS.get(said.get("month") or said.get("long") or said.get("to_month", ""), 0)


def _either(said: dict[str, str]) -> list[Span]:
    """5/12/2019 is the fifth of December to one and the twelfth of May to another: both, newest first."""
    one, other = int(said["month_or_day"]), int(said["day_or_month"])
    found: set[Span] = set()
    for month, day in ((one, other), (other, one)):
        with suppress(spans.NoSuchDay):
            found.update(spans.day(int(said["year"]), month, day))
    if not found:
        raise spans.NoSuchDay
    return sorted(found, reverse=True)


def _of_month(said: dict[str, str], month: int, today: date) -> list[Span]:
    day = int(said["day"]) if "day" in said else None
    if "last" in said:
        return spans.last_month(today, month) if said["last"] == "last" else spans.month(today.year, month)
    if "year" in said:
        return spans.day(int(said["year"]), month, day) if day else spans.month(int(said["year"]), month)
    if day:
        return spans.every_year(today, lambda year: spans.day(year, month, day))
    return spans.every_year(today, lambda year: spans.month(year, month))


def _count(said: str) -> int:
    return COUNTED.get(said) or int(said)


LANGUAGE = Language(FORMS, JOIN, OPEN, PARTS, _read)
