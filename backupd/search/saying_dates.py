"""Dates in a text, in whatever language: which forms are looked for, and what all languages say alike. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from backupd.search import spans
from backupd.search.spans import Span

Said = dict[str, str]

LATELY = 30
"""Days that are recent."""


class Language(NamedTuple):
    """forms: of dates, the longest first. join: what stands between the two ends of a range. open: words that leave one end
    of a date open, each as since, after, until or before. parts: of a year or a month, as spans.part names them. read: the
    days that the groups of a form say; [] where it is no date after all."""

    forms: Iterable[re.Pattern[str]]
    join: re.Pattern[str]
    open: Mapping[str, str]
    parts: Mapping[str, str]
    read: Callable[[Said, date], list[Span]]


class Named(NamedTuple):
    """Where in the text a date is named, and which days are meant; None where there are no such days."""

    start: int
    end: int
    spans: list[Span] | None


def named(language: Language, text: str, today: date) -> Iterator[Named]:
    """Every date of a folded text, none over another; the longest reading first. The two ends of a range are one."""
    dates: list[_Date] = []
    for form in language.forms:
        for found in form.finditer(text):
            if any(found.start() < other.end and other.start < found.end() for other in dates):
                continue
            said = {name: words for name, words in found.groupdict().items() if words}
            if (days := _days(language, said, today)) != []:
                ends = [found.end(), *(found.start(name) for name in ("open", "tail") if name in said)]
                said_to = min(end for end in ends if end > found.start())
                dates.append(_Date(found.start(), found.end(), said_to, days, said.get("open", "").strip()))
    yield from _joined(language, sorted(dates, key=lambda each: each.start), text, today)


class _Date(NamedTuple):
    """said: where its last word ends, without what follows it in Korean; open: the word that leaves one of its ends open."""

    start: int
    end: int
    said: int
    spans: list[Span] | None
    open: str


def _joined(language: Language, dates: list[_Date], text: str, today: date) -> Iterator[Named]:
    left = list(dates)
    while left:
        one = left.pop(0)
        if (
            left
            and language.join.fullmatch(text, one.said, left[0].start)
            and (span := _from_to(one, left[0]))
        ):
            yield Named(one.start, left.pop(0).end, [span])
        else:
            days = opened(one.spans, language.open[one.open], today) if one.spans and one.open else one.spans
            yield Named(one.start, one.end, days)


def _from_to(one: _Date, other: _Date) -> Span | None:
    """The newest there is: of December 25 to January 3, 2020, the December before."""
    found = ((first, last) for _, last in other.spans or () for first, _ in one.spans or () if first <= last)
    return next(found, None)


def opened(days: list[Span], meant: str, today: date) -> list[Span]:
    """Up to today, or since ever. Of what comes every year, the last that has begun is meant by since."""
    first, last = days[0]
    if meant in ("since", "after"):
        first, last = next((span for span in days if span[0] <= today), days[-1])
    ever = date(min(spans.EVER_SINCE, first.year), 1, 1)
    if meant == "until":
        return [(ever, last)]
    if meant == "before":
        return [(ever, max(ever, first - timedelta(days=1)))]
    begins = last + timedelta(days=1) if meant == "after" else first
    return [(begins, max(begins, today))]


def _days(language: Language, said: Said, today: date) -> list[Span] | None:
    try:
        found = _alike(said, today) or language.read(said, today)
        return [spans.part(each, language.parts[said["part"]]) for each in found] if "part" in said else found
    except spans.NoSuchDay:
        return None


def stretch(said: Said, today: date, year: int | None, month: int, to_month: int) -> list[Span]:
    """From one month to another, or a day of each where they are said, in that year or in every one."""
    day, to_day = (int(said[name]) if name in said else None for name in ("day", "to_day"))
    first, last = (month, day), (to_month, to_day)
    if year is not None:
        return spans.stretch(year, first, last)
    return spans.every_year(today, lambda number: spans.stretch(number, first, last))


def _alike(said: Said, today: date) -> list[Span]:
    if "first" in said:
        return spans.years(int(said["first"]), int(said["until"]))
    if "after" in said:
        return spans.years(int(said["after"]), max(int(said["after"]), today.year))
    if "before" in said:
        return spans.years(min(spans.EVER_SINCE, int(said["before"]) - 1), int(said["before"]) - 1)
    if "recent" in said:
        return spans.lately(today, LATELY)
    if "decade" in said:
        number = int(said["decade"])
        return spans.decade(
            number if number > 99 else number + (2000 if number <= today.year % 100 else 1900)
        )
    if "other_years" in said:
        return spans.every_year(today, lambda year: spans.day(year, today.month, today.day))
    return []
