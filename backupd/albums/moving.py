"""A story from one album into another, as part of a larger change."""

import sqlite3

from backupd.albums import history
from backupd.albums.placing import after_last
from backupd.core.library import Library


def carry(library: Library, record: history.Record, story: int, album: int) -> None:
    """Put a story behind everything in that album. The old album's row must be watched: it may lose its cover."""
    connection = library.database.connection
    record.watch("story", story)
    connection.execute("UPDATE album SET cover = NULL WHERE cover = ?", (story,))
    connection.execute(
        "UPDATE story SET album = ?, position = ? WHERE id = ?", (album, after_last(connection, album), story)
    )


def copy_place(connection: sqlite3.Connection, story: int, copy: int) -> None:
    """What people said of the place goes with a copy."""
    connection.execute(
        """UPDATE story SET (place, latitude, longitude, located) =
               (SELECT place, latitude, longitude, located FROM story AS told WHERE told.id = ?)
           WHERE id = ?""",
        (story, copy),
    )
