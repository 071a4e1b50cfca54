"""An order made by hand: every story has a position, a REAL, and comes to lie between two others."""

import sqlite3
from typing import Literal

Step = Literal["first", "earlier", "later", "last"]


def number_by_hand(connection: sqlite3.Connection, album: int) -> None:
    connection.execute(
        """UPDATE story SET position = numbered.place
           FROM (SELECT id, row_number() OVER (ORDER BY position, id) AS place
                 FROM story WHERE album = ? AND purged IS NULL) AS numbered
           WHERE story.id = numbered.id""",
        (album,),
    )


def after_last(connection: sqlite3.Connection, album: int) -> float:
    """The position behind everything in the album."""
    last = connection.execute(
        "SELECT max(position) FROM story WHERE album = ? AND trashed IS NULL", (album,)
    ).fetchone()[0]
    return (last or 0.0) + 1.0
