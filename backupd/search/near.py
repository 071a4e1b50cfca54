"""Words near to one that is found nowhere: typed on the other layout, or with a slip or two. Candidates are made from the
word, and only those are kept whose tokens are in the index, so that there is no list of words to keep or to leak."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, pairwise

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.folding import is_syllable, plain_name
from backupd.search.grams import KINDS, Pattern, scope
from backupd.search.keyboard import jamo, other_layout
from backupd.search.people import Named
from backupd.search.settling import is_there

MOST, BEST = 24, {"wide": 5, "word": 4}
"""Candidates that are looked up in full; half-right ones in which a second slip is looked for."""
LONGEST = 16
TWO_SLIPS = {"wide": 4, "word": 7}
"""From how many signs on a second slip is forgiven."""
LEAST = {"wide": 2, "word": 4}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
THERE = "SELECT 1 FROM search_grams WHERE search_grams MATCH ? LIMIT 1"


def near_word(library: Library, viewer: Viewer, word: str, people: Sequence[Named]) -> str | None:
    """The nearest word that something of the family has."""
    tried = {word, ""}
    for candidate in chain([other_layout(word)], _names_near(word, people), _Slips(library, viewer, word)):
        if candidate in tried or len(tried) > MOST:
            continue
        if is_there(library, viewer, Pattern(candidate, begins_a_word=True), people):
            return candidate
        tried.add(candidate)
    return None


def _names_near(word: str, people: Sequence[Named]) -> Iterable[str]:
    names = (plain_name(name) for person in people for name in person.names)
    return (name for name in names if len(name) > 1 and apart(jamo(word), jamo(name)) <= 1 + (len(name) > 3))


class _Slips:
    """The words that are one slip away, or two, as far as the index has their tokens."""

    def __init__(self, library: Library, viewer: Viewer, word: str) -> None:
        self.connection = library.database.connection
        self.scopes = [scope(viewer.family, kind) for kind in KINDS]
        self.word = word
        self.known: dict[str, bool] = {}
        self.kind = "word" if word.isascii() else "wide"

    def __iter__(self):
        if not self.mendable or not LEAST[self.kind] <= len(self.word) <= LONGEST:
            return
        yield from filter(self._whole, self._edits(self.word))
        if len(self.word) >= TWO_SLIPS[self.kind]:
            for half_right in sorted(self._edits(self.word), key=self._lacks)[: BEST[self.kind]]:
                yield from filter(self._whole, self._edits(half_right))

    @cached_property
    def mendable(self) -> bool:
        letters = self.word.isascii() and self.word.isalpha()
        return letters or all(map(is_syllable, self.word))

    def _edits(self, word: str) -> Iterable[str]:
        near = _syllables_near if self.kind == "wide" else _letters_near
        for at, sign in enumerate(word):
            yield word[:at] + word[at + 1 : at + 2] + sign + word[at + 2 :]
            yield from (word[:at] + other + word[at + 1 :] for other in near(sign))
            yield word[:at] + word[at + 1 :]
            if self.kind == "word":
                yield from (word[:at] + letter + word[at:] for letter in LETTERS)

    def _whole(self, word: str) -> bool:
        """The index has every token of it."""
        if len(word) < LEAST[self.kind]:
            return False
        if self.kind == "word":
            return self._has(word, " *")
        return all(self._has(one + other) for one, other in pairwise(word))

    def _lacks(self, word: str) -> int:
        """How much of the word the index does not have: pairs of syllables, or letters from its end."""
        if self.kind == "wide":
            return sum(not self._has(one + other) for one, other in pairwise(word))
        return next((cut for cut in range(len(word)) if self._has(word[: len(word) - cut], " *")), len(word))

    def _has(self, token: str, begins: str = "") -> bool:
        if token not in self.known:
            asked = " OR ".join(f'"{of}{token}"{begins}' for of in self.scopes)
            self.known[token] = self.connection.execute(THERE, (asked,)).fetchone() is not None
        return self.known[token]


def _letters_near(letter: str) -> str:
    return LETTERS.replace(letter, "")


def _syllables_near(syllable: str) -> Iterable[str]:
    """With another initial, vowel or final."""
    number = ord(syllable) - ord("\uac00")
    initial, vowel, final = number // 588, number // 28 % 21, number % 28
    others = (
        *((other, vowel, final) for other in range(19) if other != initial),
        *((initial, other, final) for other in range(21) if other != vowel),
        *((initial, vowel, other) for other in range(28) if other != final),
    )
    return (chr(0xAC00 + (one * 21 + two) * 28 + three) for one, two, three in others)


def apart(one: str, other: str) -> int:
    """How many keys differ (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, beside in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (sign != beside)),
            )
    return row[-1]
