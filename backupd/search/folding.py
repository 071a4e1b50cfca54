"""Text as search compares it, and where its pieces lie: words of Latin letters, numbers, and everything else, Hangul
above all, syllable by syllable. Pure.

Unlike albums.fold this keeps single spaces and line breaks: between two words of Hangul a space means nothing, between
two English ones it does, and nothing is found across two lines.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ACCENTS = re.compile("[\u0300-\u036f]")
_BLANKS = re.compile("[^\\S\n]+")
_PIECE = re.compile("(?P<word>[a-z]+)|(?P<number>[0-9]+)|(?P<wide>[^\x00-\x7f](?: ?[^\x00-\x7f])*)")
FIRST_SYLLABLE, LAST_SYLLABLE = "\uac00", "\ud7a3"
FIRST_INITIAL, LAST_INITIAL = "\u1100", "\u1112"
TYPED = {ord(unicodedata.normalize("NFKC", chr(sign))): sign for sign in range(0x3131, 0x314F)}
EACH_INITIAL = 588
"""Unicode composes syllables as (initial * 21 + vowel) * 28 + final."""


class Piece(NamedTuple):
    """A run of one sort of signs; wide ones come without the spaces that stood in them."""

    kind: str  # word, number, wide
    text: str


def plain(text: str) -> str:
    """One Unicode form, one case, one width, no accents, single spaces: Ｊｅｊｕ → jeju, decomposed Hangul composed,
    café → cafe. A lone ㅈ becomes the initial ᄌ (U+110C), which no text holds otherwise."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    composed = unicodedata.normalize("NFC", bare)
    shown = "".join(sign for sign in composed if sign.isprintable() or sign.isspace())
    lines = (_BLANKS.sub(" ", line).strip() for line in shown.splitlines())
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """The same for what is compared again and again: people, places, titles."""
    return plain(name)


def pieces(folded: str) -> Iterator[Piece]:
    """The runs of a folded text, in order; signs such as commas are none, but part what stands around them."""
    for found in _PIECE.finditer(folded):
        kind = str(found.lastgroup)
        yield Piece(kind, found[0].replace(" ", "") if kind == "wide" else found[0])


def is_syllable(sign: str) -> bool:
    return FIRST_SYLLABLE <= sign <= LAST_SYLLABLE


def is_initial(sign: str) -> bool:
    return FIRST_INITIAL <= sign <= LAST_INITIAL


def as_typed(folded: str) -> str:
    """With its initials as keyboards write them: what a folded word is shown as."""
    return folded.translate(TYPED)


def initial_of(sign: str) -> str:
    """The consonant a syllable begins with (초성); an initial is its own; '' for whatever is no Hangul."""
    if is_syllable(sign):
        return chr(ord(FIRST_INITIAL) + (ord(sign) - ord(FIRST_SYLLABLE)) // EACH_INITIAL)
    return sign if is_initial(sign) else ""


def initials(wide: str) -> Iterator[str]:
    """초성 of each run of Hangul in a wide piece: 제주도의 봄 → ᄌᄌᄃᄋᄇ."""
    run = ""
    for sign in wide:
        if initial := initial_of(sign):
            run += initial
        elif run:
            yield run
            run = ""
    if run:
        yield run


def syllables_from(initial: str) -> tuple[str, str]:
    """The first and the last syllable that begins with a consonant."""
    first = ord(FIRST_SYLLABLE) + (ord(initial) - ord(FIRST_INITIAL)) * EACH_INITIAL
    return chr(first), chr(first + EACH_INITIAL - 1)
