"""본 사람: who has opened a story. Each person may leave themselves out, for whatever reason."""

import sqlite3

from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Person, Viewer, called_name
from backupd.reactions import store

SEEN_BY = f"""
    SELECT person.id, {called_name()} AS name, person.colour, person.face
    FROM visible_seen AS seen JOIN person ON person.id = seen.person
    WHERE seen.viewer = :viewer AND seen.family = :family AND seen.story = :story AND seen.person <> :viewer
    ORDER BY seen.at, person.id
"""
_MINE = "SELECT 1 FROM visible_seen WHERE viewer = :viewer AND family = :family AND story = :story AND person = :viewer"
_NOTE = "INSERT OR IGNORE INTO story_seen VALUES (:story, :viewer, :now)"


def saw(library: Library, viewer: Viewer, story: int) -> None:
    """A person opened a story they see; only the first time is written. On a full or read-only disk looking goes on."""
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family, "story": story}
    if not viewer.somebody or not shows_looks(library, viewer) or library.database.value(_MINE, named):
        return
    try:
        with library.database.writing() as connection:
            store.must_see(library, viewer, story)
            connection.execute(_NOTE, named | {"now": stamp(library.clock.now())})
    except (Refused, sqlite3.OperationalError) as error:
        log.named("reactions").warning("a look could not be noted: %s", error)


def seen_by(library: Library, viewer: Viewer, story: int) -> list[Person]:
    """Who else has seen it, in the order they did. Raises Absent."""
    store.must_see(library, viewer, story)
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family, "story": story}
    return library.database.all(Person, SEEN_BY, named)


def shows_looks(library: Library, viewer: Viewer) -> bool:
    """Whether others learn what this person has seen."""
    return library.database.value("SELECT 1 FROM looks_unseen WHERE person = ?", (viewer.id,)) is None


def show_looks(library: Library, viewer: Viewer, shown: bool) -> None:
    """Switch it on or off; off takes back what was told so far, too."""
    with library.database.writing() as connection:
        if shown:
            connection.execute("DELETE FROM looks_unseen WHERE person = ?", (viewer.id,))
        else:
            connection.execute("INSERT OR IGNORE INTO looks_unseen VALUES (?)", (viewer.id,))
            connection.execute("DELETE FROM story_seen WHERE person = ?", (viewer.id,))
