"""A story from one album into another, as part of a larger change."""

import json
import secrets
import sqlite3
from collections.abc import Mapping

from backupd.albums import history
from backupd.albums.placing import after_last
from backupd.core.library import Library

STACKS = 1 << 53
"""The numbers of stacks are drawn, so that none of two albums is the same."""


def carry(library: Library, record: history.Record, story: int, album: int) -> None:
    """Put a story behind everything in that album. The old album's row must be watched: it may lose its cover."""
    connection = library.database.connection
    record.watch("story", story)
    connection.execute("UPDATE album SET cover = NULL WHERE cover = ?", (story,))
    connection.execute(
        "UPDATE story SET album = ?, position = ? WHERE id = ?", (album, after_last(connection, album), story)
    )


def stack_alike(connection: sqlite3.Connection, copies: Mapping[int, int]) -> None:
    """Copies lie upon each other as the stories they were made of do; of a stack of which one went there is none."""
    rows = connection.execute(
        "SELECT id, stack, stack_place FROM story WHERE stack IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(copies)),),
    ).fetchall()
    stacks: dict[int, list[sqlite3.Row]] = {}
    for row in rows:
        stacks.setdefault(row["stack"], []).append(row)
    for lying in stacks.values():
        number = secrets.randbelow(STACKS) + 1
        for row in lying if len(lying) > 1 else []:
            connection.execute(
                "UPDATE story SET stack = ?, stack_place = ? WHERE id = ?",
                (number, row["stack_place"], copies[row["id"]]),
            )


def copy_place(connection: sqlite3.Connection, story: int, copy: int) -> None:
    """What people said of the place goes with a copy."""
    connection.execute(
        """UPDATE story SET (place, latitude, longitude, located) =
               (SELECT place, latitude, longitude, located FROM story AS told WHERE told.id = ?)
           WHERE id = ?""",
        (story, copy),
    )
