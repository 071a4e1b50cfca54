"""The verbs on albums: make, edit, put in order."""

import sqlite3

from backupd import family as families
from backupd.albums.events import Event, of_stories
from backupd.albums.folding import fold
from backupd.albums.naming import month_title
from backupd.core.clock import stamp
from backupd.core.library import Library


def new_album(
    library: Library,
    family: int,
    person: int | None,
    title: str,
    *,
    description: str = "",
    category: int | None = None,
    event: Event | None = None,
    source: str | None = None,
) -> int:
    """Make an album and say so in the ledger. `event` None: its date follows its stories."""
    chosen = event or Event()
    with library.database.writing() as connection:
        made = connection.execute(
            """INSERT INTO album (family, title, description, category, event_from, event_to, event_precision,
                                  event_chosen, source, made_by, made)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (family, title, description, category, chosen.first, chosen.last, chosen.precision,
             event is not None, source, person, stamp(library.clock.now())),
        )  # fmt: skip
        album = int(made.lastrowid or 0)
        refold(connection, album)
        families.happened(library, family, "album_made", person=person, album=album)
    return album


def album_from_source(library: Library, family: int, person: int | None, source: str, title: str) -> int:
    """The album that a drop folder or an import keeps adding to; made the first time. It may have been renamed since."""
    with library.database.writing() as connection:
        found = connection.execute(
            "SELECT id FROM album WHERE family = ? AND source = ? AND trashed IS NULL", (family, source)
        ).fetchone()
        return found["id"] if found else new_album(library, family, person, title, source=source)


def album_of_month(library: Library, family: int, person: int | None, taken: str | None) -> int:
    """The album for files that lie in no folder, by the month they were taken; one for those nobody knows it of."""
    source = f"month:{taken[:7]}" if taken else "month:unknown"
    return album_from_source(library, family, person, source, month_title(library.settings.language, taken))


def refold(connection: sqlite3.Connection, album: int) -> None:
    """Write the album's text as search compares it."""
    row = connection.execute(
        """SELECT title, description, category.name AS category FROM album
           LEFT JOIN category ON category.id = album.category WHERE album.id = ?""",
        (album,),
    ).fetchone()
    connection.execute("UPDATE album SET folded = ? WHERE id = ?", (fold(*row), album))


def refresh_event(connection: sqlite3.Connection, album: int) -> None:
    """Let the album's date follow its stories, unless a person chose it."""
    spans = connection.execute(
        """SELECT precision, min(taken), max(taken) FROM story
           WHERE album = ? AND trashed IS NULL AND taken IS NOT NULL AND precision <> 'unknown' GROUP BY precision""",
        (album,),
    )
    event = of_stories([tuple(row) for row in spans])
    connection.execute(
        """UPDATE album SET event_from = ?, event_to = ?, event_precision = ?
           WHERE id = ? AND event_chosen = 0""",
        (event.first, event.last, event.precision, album),
    )
