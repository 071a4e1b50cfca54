"""Breaking words into lines. Pure: how wide a letter is, the caller says or a careful guess."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import floor
from typing import NamedTuple

Advance = Callable[[str], float]
"""The width of a character in parts of the letters' size."""

LEADING = 1.6
"""From line to line, in parts of the letters' size."""

NARROW, MIDDLE = set(" .,:;!|'`()[]{}il·"), set('abcdefghjknopqrstuvxyz0123456789-/"*?_~<>=+“”‘’')


class Line(NamedTuple):
    """`after` is what stood between this line and the next: a space, nothing inside a long word, or a paragraph's end."""

    text: str
    after: str


def cleaned(text: str) -> str:
    """Composed letters (macOS writes Hangul in pieces), no control characters, no blanks at the ends of lines."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(
        each for each in composed if each == "\n" or unicodedata.category(each) not in ("Cc", "Cs")
    )
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


def careful(character: str) -> float:
    """At least as wide as our serif and what stands in for it draw this character."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if character in NARROW:
        return 0.42
    if character in MIDDLE:
        return 0.64
    return 1.0 if character < "\U0001f000" else 1.4


def lines_of(text: str, width: float, advance: Advance = careful) -> list[Line]:
    """Lines no wider than `width` (in parts of the letters' size), broken at blanks and, where a word is longer than a
    line, inside it. Nothing is lost: every line knows what followed it."""
    return [line for paragraph in cleaned(text).split("\n") for line in _paragraph(paragraph, width, advance)]


def line_count(text: str, width: float) -> int:
    """How many lines to keep free, by the careful guess; asked many times for the same words."""
    return _line_count(text, floor(width * 4) / 4)


@lru_cache(maxsize=4096)
def _line_count(text: str, width: float) -> int:
    return len(lines_of(text, width))


def _paragraph(text: str, width: float, advance: Advance) -> Iterator[Line]:
    line, space = "", advance(" ")
    taken = 0.0
    for word in text.split(" "):
        needed = sum(map(advance, word))
        if line and taken + space + needed <= width:
            line, taken = f"{line} {word}", taken + space + needed
            continue
        if line:
            yield Line(line, " ")
        *full, line = _pieces(word, width, advance)
        yield from (Line(piece, "") for piece in full)
        taken = sum(map(advance, line))
    yield Line(line, "\n")


def _pieces(word: str, width: float, advance: Advance) -> list[str]:
    """A word in pieces that each fit a line; marks that sit on a letter stay with it."""
    pieces, taken = [""], 0.0
    for character in word:
        step = advance(character)
        if pieces[-1] and step and taken + step > width:
            pieces.append("")
            taken = 0.0
        pieces[-1] += character
        taken += step
    return pieces


def joined(lines: list[Line]) -> str:
    """The text that lines were broken from."""
    return "".join(line.text + line.after for line in lines).strip()
