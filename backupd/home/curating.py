"""Highlights of a month and a year arrive by themselves; what memories leave in peace is left out."""

from backupd import curation, memories
from backupd.core.library import Library


def curate(library: Library) -> None:
    """Propose what has just ended. A job."""
    curation.arrive(library, memories.resting)
