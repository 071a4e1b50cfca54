"""Titles the box gives to albums it makes by itself, in the box's language."""

from functools import cache

from backupd.http.dates import Dates
from backupd.http.words import WEB, Words


def month_title(language: str, taken: str | None) -> str:
    """2019년 8월 · 날짜를 모르는 사진."""
    if taken is None:
        return words().say(language, "albums.month_unknown")
    return Dates(words(), language).when(taken, "month")


def default_categories(language: str) -> list[str]:
    """The shelves a new family starts with; they are the family's own from then on."""
    return words().say(language, "albums.category_defaults").split(",")


@cache
def words() -> Words:
    """Read once, at the first title."""
    return Words.load(WEB / "words")
