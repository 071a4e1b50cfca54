"""What a person looked for lately, in the family in force: theirs alone, and theirs to forget."""

from backupd.core.clock import stamp
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer

KEPT = 12
LATEST = "SELECT words FROM search_recent WHERE person = ? AND family = ? ORDER BY at DESC, words LIMIT ?"
NOTE = """
    INSERT INTO search_recent (person, family, words, at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET at = excluded.at
"""
FORGET = "DELETE FROM search_recent WHERE person = ? AND family = ? AND (? = '' OR words = ?)"
TIDY = f"DELETE FROM search_recent WHERE person = ? AND family = ? AND words NOT IN ({LATEST})"


def recent(library: Library, viewer: Viewer) -> list[str]:
    """The newest first."""
    return library.database.column(LATEST, (viewer.id, viewer.family, KEPT))


def remember(library: Library, viewer: Viewer, words: str) -> None:
    """Note it as the newest, and let go of what is older than the last few. A disk that takes no writes now takes
    nothing away from what was found."""
    who = (viewer.id, viewer.family)
    try:
        with library.database.writing() as connection:
            connection.execute(NOTE, (*who, words, stamp(library.clock.now())))
            connection.execute(TIDY, (*who, *who, KEPT))
    except Refused:
        pass


def forget(library: Library, viewer: Viewer, words: str = "") -> None:
    """One of them, or all."""
    with library.database.writing() as connection:
        connection.execute(FORGET, (viewer.id, viewer.family, words, words))
