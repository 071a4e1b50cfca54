"""Dates in a text, in whatever language: which forms are looked for, and what all languages say alike. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from backupd.search import spans
from backupd.search.spans import Span

Said = dict[str, str]


class Named(NamedTuple):
    """Where in the text a date is named, and which days are meant; None where there are no such days."""

    start: int
    end: int
    spans: list[Span] | None


def named(
    forms: Iterable[re.Pattern[str]], text: str, today: date, read: Callable[[Said, date], list[Span]]
) -> Iterator[Named]:
    """Every date of a folded text, none over another; the longest reading first. `read` is given what a form's groups
    matched: [] where it is no date after all."""
    taken: list[tuple[int, int]] = []
    for form in forms:
        for found in form.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            said = {name: words for name, words in found.groupdict().items() if words}
            if (days := _days(said, today, read)) != []:
                taken.append(found.span())
                yield Named(*found.span(), days)


def _days(said: Said, today: date, read: Callable[[Said, date], list[Span]]) -> list[Span] | None:
    try:
        return _alike(said, today) or read(said, today)
    except spans.NoSuchDay:
        return None


def _alike(said: Said, today: date) -> list[Span]:
    if "first" in said:
        return spans.years(int(said["first"]), int(said["until"]))
    if "after" in said:
        return spans.years(int(said["after"]), max(int(said["after"]), today.year))
    if "before" in said:
        return spans.years(min(spans.EVER_SINCE, int(said["before"]) - 1), int(said["before"]) - 1)
    if "decade" in said:
        number = int(said["decade"])
        return spans.decade(
            number if number > 99 else number + (2000 if number <= today.year % 100 else 1900)
        )
    if "other_years" in said:
        return spans.every_year(today, lambda year: spans.day(year, today.month, today.day))
    return []
