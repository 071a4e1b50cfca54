"""Which bits of a text the words stand in, and the few lines of it that are worth showing. Pure."""

import re
import unicodedata
from collections.abc import Sequence

from backupd.search.grams import Pattern
from backupd.search.records import Piece

BEFORE, SHOWN = 30, 120
"""Characters of a long text that are shown before the first hit, and in all."""


def marker(patterns: Sequence[Pattern]) -> re.Pattern[str] | None:
    """Finds any of the words in text as people wrote it."""
    written = [pattern.written for pattern in patterns if pattern.written]
    return re.compile("|".join(written), re.IGNORECASE) if written else None


def marked(text: str, words: re.Pattern[str] | None) -> list[Piece]:
    """The text in pieces, the words of the question apart."""
    text = unicodedata.normalize("NFC", text)
    pieces, at = [], 0
    for found in words.finditer(text) if words else ():
        if found.end() > found.start():
            pieces += [Piece(text[at : found.start()]), Piece(found[0], hit=True)]
            at = found.end()
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def excerpt(text: str, words: re.Pattern[str] | None) -> list[Piece]:
    """The same of one line around the first hit."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    found = words.search(line) if words else None
    begin = max(0, found.start() - BEFORE) if found and found.end() > SHOWN else 0
    cut = line[begin : begin + SHOWN]
    return marked(f"{'…' if begin else ''}{cut}{'…' if begin + SHOWN < len(line) else ''}", words)


def hits(text: str, words: re.Pattern[str] | None) -> bool:
    return bool(words and words.search(unicodedata.normalize("NFC", text)))
