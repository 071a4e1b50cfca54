"""Titles the box gives to albums it makes by itself, in the box's language."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from backupd.http.dates import Dates
from backupd.http.words import WEB, Words
from backupd.media import PlaceName


def month_title(language: str, taken: str | None) -> str:
    """2019년 8월 · 날짜를 모르는 사진."""
    if taken is None:
        return words().say(language, "albums.month_unknown")
    return Dates(words(), language).when(taken, "month")


def event_title(language: str, first: date, last: date, place: str = "") -> str:
    """What a new album of pictures from these days could be called: 2026년 8월 둘째 주말 · 2026년 8월 5일–9일 · 2026년 7월–8월;
    with a place 제주 서귀포시 · 2026년 8월 둘째 주말."""
    when = _days_title(language, first, last)
    return placed_title(language, place, when) if place else when[0].upper() + when[1:]


def placed_title(language: str, place: str, days: str) -> str:
    return words().say(language, "adding.place_and_days", place=place, days=days)


def common_place(language: str, names: Sequence[PlaceName | None]) -> str:
    """What at least two thirds of these pictures' places are called, else the province or country that as many share,
    else ''."""
    for precise in (True, False):
        if place := shared_name([_said(name, language, precise) for name in names]):
            return place
    return ""


def shared_name(names: Sequence[str]) -> str:
    """What at least two thirds of these are, else ''."""
    for name, many in Counter(names).most_common(1):
        if 3 * many >= 2 * len(names):
            return name
    return ""


def _said(name: PlaceName | None, language: str, precise: bool) -> str:
    if name is None:
        return ""
    return name.said(language) if precise else name.widely(language)


def _days_title(language: str, first: date, last: date) -> str:
    saturday = first - timedelta(days=first.weekday() - 5)
    if first < last <= saturday + timedelta(days=1) and first.weekday() >= 4:
        nth = words().say(language, "adding.nths").split(",")[(saturday.day - 1) // 7]
        return words().say(
            language, "adding.weekend", nth=nth, month=month_title(language, saturday.isoformat())
        )
    span = (last - first).days
    precision = "day" if span <= 31 else "month" if span <= 366 else "year"
    return Dates(words(), language).span(first, last, precision)


def default_categories(language: str) -> list[str]:
    """The shelves a new family starts with; they are the family's own from then on."""
    return words().say(language, "albums.category_defaults").split(",")


@cache
def words() -> Words:
    """Read once, at the first title."""
    return Words.load(WEB / "words")
