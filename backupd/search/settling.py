"""What the words of a question are looked for as: themselves, or without an ending, or as a near word where nothing has
them as they were written; with the people and albums that they name."""

from collections.abc import Sequence
from itertools import islice

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.asking import Meant, documents
from backupd.search.grammar import Question, Word
from backupd.search.grams import KINDS, Pattern, mark, scope
from backupd.search.people import Named, called

MOST_ALBUMS = 250
"""Albums around a story that a word may stand in."""
LOOKED_AT = 400


def settled(
    library: Library, viewer: Viewer, question: Question, people: Sequence[Named]
) -> tuple[Meant, ...]:
    """Each word as it is meant. A word that is found nowhere loses its ending, if the rest is found."""
    several = len(question.words) > 1 or question.filtered
    return tuple(
        _meant(library, viewer, _there(library, viewer, word, people), people, several)
        for word in question.words
    )


def _there(library: Library, viewer: Viewer, word: Word, people: Sequence[Named]) -> tuple[Pattern, ...]:
    whole = Pattern(word.text)
    if not word.perhaps or is_there(library, viewer, whole, people):
        # also without its ending, where that is a word or a name by itself: 바다가, 하준이; 고양 is none of 고양이
        alone = [
            each for each in word.perhaps if is_there(library, viewer, Pattern(each, is_a_word=True), people)
        ]
        return (whole, *map(Pattern, alone))
    stems = [Pattern(stem) for stem in word.perhaps]
    return tuple(stem for stem in stems if is_there(library, viewer, stem, people)) or (whole,)


def is_there(library: Library, viewer: Viewer, word: Pattern, people: Sequence[Named]) -> bool:
    """Whether anything or anybody of the family has the word."""
    if called(people, word):
        return True
    for kind in KINDS:
        rows = documents(library, viewer, word.asked(scope(viewer.family, kind)), limit=LOOKED_AT)
        if any(word.confirms(row["text"]) for row in rows):
            return True
    return False


def _meant(
    library: Library, viewer: Viewer, patterns: tuple[Pattern, ...], people: Sequence[Named], several: bool
) -> Meant:
    marks = frozenset(person.mark for pattern in patterns for person in called(people, pattern))
    meant = Meant(patterns, marks)
    if not several:
        return meant
    rows = documents(library, viewer, meant.asked(scope(viewer.family, "album")), limit=MOST_ALBUMS * 4)
    saying = (row["subject"] for row in rows if any(each.confirms(row["text"]) for each in patterns))
    return Meant(patterns, marks, frozenset(mark("in", album) for album in islice(saying, MOST_ALBUMS)))
