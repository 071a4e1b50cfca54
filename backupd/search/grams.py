"""What the index holds of a text, and how a word asks for it. Pure.

FTS5's own tokenizers take a run of Hangul for one word, or need three signs. So we write the tokens ourselves: two
neighbouring syllables, and the last one alone, so that a prefix finds one; three neighbouring initials; words and
numbers whole, found by their beginning. No positions are kept (detail=none): what two syllables cannot tell, the text
of the document does (Pattern.confirms).

Every token begins with a sign of its family and of the kind of document: one family's words are no part of what
another's questions walk through, neither in the answer nor in the time it takes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from backupd.search.folding import (
    FIRST_INITIAL,
    LAST_INITIAL,
    initial_of,
    initials,
    is_initial,
    pieces,
    syllables_from,
)

KINDS = ("story", "album")
_SCOPES = 0xF0000
"""Two planes for private use, whose signs no folded text holds."""
_ROOM = 0x10FFFD - _SCOPES
QUOTE = '"'
INITIALS = [chr(number) for number in range(ord(FIRST_INITIAL), ord(LAST_INITIAL) + 1)]
SHORT = 4
"""Digits below which a number begins so many names of files that the texts are looked at instead."""
_MARKS = {
    "all": "\ue000",
    "by": "\ue001",
    "guest": "\ue002",
    "in": "\ue003",
    "kind": "\ue004",
    "face": "\ue005",
}


def scope(family: int, kind: str) -> str:
    """The sign with which every token of a family's documents of one kind begins."""
    return chr(_SCOPES + (family * len(KINDS) + KINDS.index(kind)) % _ROOM)


def mark(name: str, what: object = "") -> str:
    """A token that is no text: all, by a person, by a guest, in an album, of a kind."""
    return f"{_MARKS[name]}{what}"


def grams(of: str, text: str, marks: str) -> str:
    """All tokens of a document, as FTS5's `ascii` tokenizer takes them apart again. of: its scope."""
    tokens = {_MARKS["all"], *marks.split()}
    for kind, piece in pieces(text):
        if kind == "wide":
            tokens.update(_pairs(piece))
            tokens.update(_triples(piece))
        else:
            tokens.add(piece)
    return " ".join(of + token for token in sorted(tokens))


def _pairs(piece: str) -> Iterator[str]:
    for at in range(len(piece)):
        yield piece[at : at + 2]


def _triples(piece: str) -> Iterator[str]:
    for run in initials(piece):
        for at in range(len(run)):
            yield run[at : at + 3]


class Wanted(NamedTuple):
    """A token that must be there, whole or as a beginning. The index keeps beginnings of one sign ready; longer ones it
    would have to merge, so the triples that two initials can begin are asked for one by one."""

    token: str
    begins: bool = False

    def asked(self, of: str) -> str:
        if self.begins and len(self.token) == 2 and all(map(is_initial, self.token)):
            every = (self.token, *(f"{self.token}{third}" for third in INITIALS))
            return f"({' OR '.join(f'{QUOTE}{of}{token}{QUOTE}' for token in every)})"
        return f'"{of}{self.token}"{" *" if self.begins else ""}'


class Pattern:
    """One word of a question, folded. `wanted` are the tokens of every text that has it; empty where the index cannot
    tell (a word of signs alone)."""

    def __init__(self, folded: str, begins_a_word: bool = False, is_a_word: bool = False) -> None:
        """begins_a_word: what it is found in must begin where a word begins; is_a_word: and end where it ends."""
        parts = list(pieces(folded))
        self.wanted = list(dict.fromkeys(token for part in parts for token in _wanted(*part)))
        self.written = _written(folded)
        begins = "(?<![^\\W_])" if begins_a_word or is_a_word else ""
        self._regex = re.compile(f"{begins}{self.written}" + r"(?![^\W_])" * is_a_word)

    def confirms(self, text: str) -> bool:
        """Whether a folded text really has the word."""
        return self._regex.search(text) is not None

    def asked(self, of: str) -> str:
        """As an expression of FTS5, for documents of one scope."""
        tokens = self.wanted or [Wanted(_MARKS["all"])]
        return "(" + " AND ".join(token.asked(of) for token in tokens) + ")"


def _wanted(kind: str, piece: str) -> Iterator[Wanted]:
    if kind != "wide":
        yield Wanted(piece[:1] if kind == "number" and len(piece) < SHORT else piece, begins=True)
        return
    if any(map(is_initial, piece)):
        for run in initials(piece):
            yield from _of_run(run, 3)
    for run in _without_initials(piece):
        yield from _of_run(run, 2)


def _of_run(run: str, size: int) -> Iterator[Wanted]:
    if len(run) < size:
        yield Wanted(run, begins=True)
    for at in range(len(run) - size + 1):
        yield Wanted(run[at : at + size])


def _without_initials(piece: str) -> Iterable[str]:
    return filter(None, re.split("[\u1100-\u1112]+", piece))


def _written(folded: str) -> str:
    """A regular expression over folded text: a space may stand, or be missing, beside anything but Latin letters and
    numbers, which are found by their beginning."""
    signs, before = "", ""
    for sign in folded:
        if sign == " ":
            continue
        narrow = _is_narrow(sign)
        if before and not (narrow and _is_narrow(before)):
            signs += " ?"
        if narrow and not (before and _sort_of(before) == _sort_of(sign)):
            signs += "(?<![a-z])" if sign.isalpha() else "(?<![0-9])"
        signs += _sign(sign)
        before = sign
    return signs


def _is_narrow(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _sort_of(sign: str) -> str:
    return "" if not _is_narrow(sign) else "word" if sign.isalpha() else "number"


def _sign(sign: str) -> str:
    if initial_of(sign) == sign and sign:
        first, last = syllables_from(sign)
        return f"[{first}-{last}{sign}]"
    return re.escape(sign)
