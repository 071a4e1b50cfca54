"""Highlights of a month and a year arrive by themselves; what memories leave in peace is left out."""

from backupd import curation, memories
from backupd.core.library import Library
from backupd.curation import Card
from backupd.family import Viewer
from backupd.http.words import Words

PEACE = curation.Peace(memories.resting, memories.day_rests)


def curate(library: Library) -> None:
    """Propose what has just ended. A job."""
    curation.arrive(library, PEACE)


def highlights(library: Library, viewer: Viewer, words: Words) -> list[Card]:
    """What waits for a look: votes of the family, then what came by itself."""
    return curation.of_today(library, viewer, words, PEACE)
