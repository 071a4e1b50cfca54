"""What families look for, by their own words (concepts.txt), and which of them a question names."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from backupd.meaning import classes
from backupd.meaning.looks import LOOKS

SIZE = classes.COUNT + len(LOOKS)
"""A picture is so many numbers: how likely each class is, then its looks."""
ENDINGS = (
    "에서는", "에서", "으로", "이랑", "하고", "에는", "까지", "부터", "들이", "들을", "들의", "들과", "들",
    "이", "가", "을", "를", "은", "는", "의", "에", "로", "와", "과", "도", "랑", "만",
)  # fmt: skip


class Concept(msgspec.Struct, frozen=True):
    """One line: its words, the longest found first, and what each of a picture's numbers says for it."""

    words: tuple[str, ...]
    weights: np.ndarray


class Understood(msgspec.Struct, frozen=True):
    """The concepts that a question names, and the words that named none."""

    concepts: list[Concept]
    rest: str


def understood(question: str) -> Understood:
    """The longest names first; a word counts once."""
    words = folded(question).split()
    found: list[tuple[int, Concept]] = []
    taken: set[int] = set()
    for start, end in _spans(len(words)):
        concept = None if taken.intersection(range(start, end)) else _named(words[start:end])
        if concept:
            taken.update(range(start, end))
            found.append((start, concept))
    rest = " ".join(word for place, word in enumerate(words) if place not in taken)
    return Understood([concept for _, concept in sorted(found, key=lambda each: each[0])], rest)


def folded(text: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", unicodedata.normalize("NFC", text).casefold()))


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """Runs of up to four words, the longest first, as start and end."""
    for length in range(min(4, count), 0, -1):
        for start in range(count - length + 1):
            yield start, start + length


def _named(words: list[str]) -> Concept | None:
    table = _by_word()
    for spelling in _spellings(words):
        if spelling in table:
            return table[spelling]
    return _within(words[0]) if len(words) == 1 else None


def _spellings(words: list[str]) -> Iterator[str]:
    """As written, without the ending that Korean hangs on a noun, in English without the plural."""
    together, last = " ".join(words), words[-1]
    before = together[: len(together) - len(last)]
    yield together
    for ending in ENDINGS:
        if last.endswith(ending) and len(last) > len(ending):
            yield before + last[: -len(ending)]
    for ending, single in (("ies", "y"), ("es", ""), ("s", "")):
        if last.endswith(ending) and len(last) > len(ending) + 2:
            yield before + last[: -len(ending)] + single


def _within(word: str) -> Concept | None:
    """Korean writes nouns together: the longest name of two syllables or more that a word begins or ends with."""
    if not re.match("[가-힣]{3,}", word):
        return None
    return next(
        (_by_word()[word[:end]] for end in range(len(word) - 1, 1, -1) if word[:end] in _by_word()), None
    ) or next(
        (_by_word()[word[start:]] for start in range(1, len(word) - 1) if word[start:] in _by_word()), None
    )


@cache
def table() -> tuple[Concept, ...]:
    text = Path(__file__).with_name("concepts.txt").read_text("utf-8")
    return tuple(_read(line) for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _by_word() -> dict[str, Concept]:
    """The families' words, and beneath them the names of WordNet's classes and groups."""
    found = {name: Concept((name,), weights_of(name)) for name in classes.by_name() if len(name) > 2}
    for concept in reversed(table()):
        found |= {folded(word): concept for word in concept.words}
    return found


def _read(line: str) -> Concept:
    korean, english, seen = (part.strip() for part in line.split(" | "))
    words = tuple(f"{korean}, {english}".split(", "))
    weights = np.max([weights_of(term) for term in seen.split(", ")], axis=0)
    return Concept(words, weights)


def weights_of(term: str) -> np.ndarray:
    """`name`, `name*0.5`, `#7` or `~look`. KeyError for a name that nothing has."""
    name, _, strength = term.partition("*")
    weights = np.zeros(SIZE, np.float32)
    weights[list(_places(name.strip()))] = float(strength or 1)
    return weights


def _places(name: str) -> tuple[int, ...]:
    if name.startswith("#"):
        return (int(name[1:]),)
    if name.startswith("~"):
        return (classes.COUNT + LOOKS.index(name[1:]),)
    return classes.by_name()[name.lower()]
