"""A holiday by itself is a word, and a day of every year: nobody writes Christmas under all that was taken that day."""

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from backupd import albums
from backupd.albums import Story
from backupd.search import english_dates, korean_dates, spans
from backupd.search.asking import TOP, Asking
from backupd.search.grammar import Question
from backupd.search.spans import Span

SHOWN = 24
_APART = re.compile(r"\W+")
_NAMES = korean_dates.HOLIDAYS | {_APART.sub("", name): of for name, of in english_dates.HOLIDAYS.items()}


def taken_that_day(asking: Asking, today: date, but: Sequence[int]) -> list[Story]:
    """The newest stories of a holiday's days, without those found already; none where more than a holiday is asked for."""
    days = _days(asking.question, today)
    if not days:
        return []
    question = msgspec.structs.replace(asking.question, words=(), spans=days)
    lines, _ = Asking(asking.library, asking.viewer, question, (), asking.inside).stories(
        TOP, SHOWN + len(but)
    )
    shown = [line.subject for line in lines if line.subject not in but]
    return albums.stories_of(asking.library, asking.viewer, shown[:SHOWN])


def _days(question: Question, today: date) -> tuple[Span, ...] | None:
    if question.spans is not None or not question.words:
        return None
    *before, last = question.words
    said = ["".join([*(word.text for word in before), end]) for end in (last.text, *last.perhaps)]
    named = next(filter(None, (_NAMES.get(_APART.sub("", each)) for each in said)), None)
    return tuple(spans.every_year(today, lambda year: spans.holiday(year, named))) if named else None
