"""What a question says: words, people, dates, kinds. Pure; what is not understood is a word like any other."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from backupd.search import english_dates, korean_dates
from backupd.search.endings import base_of, stems_of
from backupd.search.folding import plain
from backupd.search.kinds import KIND_OF
from backupd.search.people import Named
from backupd.search.phrases import FILLERS, by_whom, on_it
from backupd.search.records import Chip, ChipKind
from backupd.search.spans import EVER_SINCE, Span

LONGEST = 200
MOST_WORDS = 8
_EDGES = "\"'“”‘’.,!?…·()[]{}<>:;~*^+-=|&#"


class Word(msgspec.Struct, frozen=True):
    """A word to look for, folded; perhaps: what may be meant where it is found nowhere."""

    text: str
    perhaps: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True):
    """text: as asked, in one line; rest: what of it was not understood as people, days or kinds. people: for each that was
    named as giver, whoever has the name. spans: days, newest first; None for any. no_such_days: dates that were named and
    are in no calendar."""

    text: str
    words: tuple[Word, ...] = ()
    people: tuple[tuple[Named, ...], ...] = ()
    kinds: tuple[str, ...] = ()
    spans: tuple[Span, ...] | None = None
    chips: tuple[Chip, ...] = ()
    no_such_days: tuple[str, ...] = ()
    cut: bool = False
    rest: str = ""

    @property
    def empty(self) -> bool:
        return not (self.words or self.filtered)

    @property
    def filtered(self) -> bool:
        """It says more than words: who, when, or what kind."""
        return bool(self.people or self.kinds) or self.spans is not None


def understand(
    text: str, today: date, people: Sequence[Named], me: int, shelves: Iterable[str] = ()
) -> Question:
    """Take apart what somebody wrote. shelves: the family's categories; one that is named stays a word, which the albums
    on it have, and is shown as what it is; so does the name of a face."""
    asked = _one_line(text)
    reading = _Reading(asked[:LONGEST], today, people, me)
    reading.mark_faces(people)
    reading.mark_shelves({plain(name).replace(" ", "") for name in shelves})
    return reading.question(cut=len(asked) > LONGEST)


def _one_line(text: str) -> str:
    composed = unicodedata.normalize("NFC", text[: LONGEST * 20])
    shown = "".join(sign if sign.isprintable() else " " if sign.isspace() else "" for sign in composed)
    return " ".join(shown.split())


class _Reading:
    """Reads one thing after the other out of the text; what was read is blanked out of `left`."""

    def __init__(self, text: str, today: date, people: Sequence[Named], me: int) -> None:
        self.text, self.left = text, _compared(text)
        self.chips: list[Chip] = []
        self.people: list[tuple[Named, ...]] = []
        self.spans: tuple[Span, ...] | None = None
        self.kinds: list[str] = []
        self.no_such_days: list[str] = []
        self.too_many = False
        self._read_people(people, me)
        self._read_dates(today)
        self._read_people(people, me)  # whom a date stood beside: 엄마가 어제 올린
        self._read_kinds()

    def question(self, cut: bool) -> Question:
        words = self._words()
        cut = cut or self.too_many
        return Question(
            self.text, words, tuple(self.people), tuple(self.kinds), self.spans,
            tuple(sorted(self.chips, key=lambda chip: chip.start)), tuple(self.no_such_days), cut, self._rest(),
        )  # fmt: skip

    def _read_people(self, people: Sequence[Named], me: int) -> None:
        for start, end, named in by_whom(self.left, people, me):
            self.people.append(named)
            self._chip("person", start, end, value=named[0].name)
            self._blank(start, end)
        for start, end, named in on_it(self.left, people):
            self.people.append(named)
            self._chip("face", start, end, value=named[0].name)
            self._blank(start, end)

    def _read_dates(self, today: date) -> None:
        for dates_in in (korean_dates.dates_in, english_dates.dates_in, english_dates.bare_years):
            for start, end, spans in list(dates_in(self.left, today)):
                if spans is None:
                    self.no_such_days.append(self.text[start:end].strip())
                else:
                    self.spans = _both(self.spans, spans)
                    self._chip("date", start, end, spans=spans)
                self._blank(start, end)

    def _read_kinds(self) -> None:
        for form in (r"(?<!\S)(?=(\S+ \S+))", r"(?<!\S)(?=(\S+))"):
            for found in list(re.finditer(form, self.left)):
                if kind := _kind_of(plain(found[1].strip(_EDGES))):
                    self.kinds.append(kind)
                    self._chip("kind", *found.span(1), value=kind)
                    self._blank(*found.span(1))

    def mark_shelves(self, shelves: set[str]) -> None:
        for found in re.finditer(r"\S+", self.left):
            word = base_of(_bare(found[0]))
            named = next((each for each in (word, *stems_of(word)) if each in shelves), None)
            if named:
                self._chip("category", *found.span(), value=named)

    def mark_faces(self, people: Sequence[Named]) -> None:
        names = {
            plain(name).replace(" ", "")
            for each in people
            if each.somebody is not None
            for name in each.names
        }
        for found in re.finditer(r"\S+", self.left) if names else ():
            word = base_of(_bare(found[0]))
            named = next((each for each in (word, *stems_of(word)) if each in names), None)
            if named:
                self._chip("face", *found.span(), value=named)

    @property
    def filtering(self) -> bool:
        """Something else than words is asked for."""
        return bool(self.people or self.kinds) or self.spans is not None

    def _words(self) -> tuple[Word, ...]:
        written = [word for word in map(_bare, self.left.split()) if word]
        meant = [word for word in written if word not in FILLERS]
        if not meant and not self.filtering:
            meant = written
        meant = list(dict.fromkeys(meant))
        self.too_many = len(meant) > MOST_WORDS
        return tuple(map(_word, meant[:MOST_WORDS]))

    def _rest(self) -> str:
        kept = (sign if left != " " else " " for sign, left in zip(self.text, self.left, strict=True))
        return " ".join("".join(kept).split())

    def _chip(
        self, kind: ChipKind, start: int, end: int, value: str = "", spans: Sequence[Span] = ()
    ) -> None:
        read = [start <= at < end and left != " " for at, left in enumerate(self.left)]
        said = self._where(read)
        without = self._where([not each for each in read])
        told = len(spans) == 1 and spans[0][0].year > EVER_SINCE  # since ever is no day to show
        first, last = spans[0] if told else (None, None)
        self.chips.append(Chip(kind, said, without, value, _iso(first), _iso(last), start))

    def _where(self, marked: Sequence[bool]) -> str:
        """The signs of the text that are marked, as words."""
        signs = (sign if is_it else " " for sign, is_it in zip(self.text, marked, strict=True))
        return " ".join("".join(signs).split())

    def _blank(self, start: int, end: int) -> None:
        self.left = self.left[:start] + " " * (end - start) + self.left[end:]


def _compared(text: str) -> str:
    """Sign by sign in one case and width, so that a place in it is the same place in the text."""
    return "".join(_alike(sign) for sign in text)


def _alike(sign: str) -> str:
    folded = unicodedata.normalize("NFKC", sign).lower()
    return folded if len(folded) == 1 else sign


def _bare(word: str) -> str:
    return plain(word.strip(_EDGES) or word)


def _word(word: str) -> Word:
    base = base_of(word)
    return Word(base, tuple(stems_of(base)))


def _kind_of(said: str) -> str | None:
    return next((KIND_OF[word] for word in (said, base_of(said), *stems_of(said)) if word in KIND_OF), None)


def _both(one: tuple[Span, ...] | None, other: Iterable[Span]) -> tuple[Span, ...]:
    """Days that lie in both; where two dates have none in common, either is meant."""
    other = tuple(other)
    if one is None:
        return other
    common = [
        (max(first, begin), min(last, end))
        for first, last in one
        for begin, end in other
        if max(first, begin) <= min(last, end)
    ]
    return tuple(sorted(common or (*one, *other), reverse=True))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
