"""An order made by hand: every story has a position, a REAL, and comes to lie between two others."""

import sqlite3
from typing import Literal

from backupd.albums import store, story_store
from backupd.albums.actions import must_contribute, number_by_moment
from backupd.albums.gate import ON_TOP
from backupd.albums.history import recorded
from backupd.core.library import Library
from backupd.family import Viewer

Step = Literal["first", "earlier", "later", "last"]


def place_story(library: Library, viewer: Viewer, story: int, step: Step) -> None:
    """Put a story first, last, or one place earlier or later; the album is ordered by hand from then on."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "album_ordered", story=story) as record:
        connection = library.database.connection
        told = story_store.story(library, viewer, story)
        record.albums = [told.album]
        record.watch("album", told.album)
        if store.album(library, viewer, told.album).ordered == "taken":
            number_by_moment(connection, told.album)
            connection.execute("UPDATE album SET ordered = 'hand' WHERE id = ?", (told.album,))
        record.watch("story", story)
        connection.execute(
            "UPDATE story SET position = ? WHERE id = ?", (_place(connection, told.album, story, step), story)
        )


_SIDES = {
    "first": ("position, id", ">", 1),
    "earlier": ("position DESC, id DESC", "<", 2),
    "later": ("position, id", ">", 2),
}


def _place(connection: sqlite3.Connection, album: int, story: int, step: Step) -> float:
    """A position between the neighbours it comes to lie between; REAL has room for fifty halvings, then all are
    numbered anew."""
    if step == "last":
        return after_last(connection, album)
    others = _others(connection, album, story, step)
    if not others:
        return connection.execute("SELECT position FROM story WHERE id = ?", (story,)).fetchone()["position"]
    towards = -1.0 if step in ("first", "earlier") else 1.0
    if len(others) == 1:
        return others[0] + towards
    if others[0] == others[1] or not min(others) < (others[0] + others[1]) / 2 < max(others):
        number_by_hand(connection, album)
        others = _others(connection, album, story, step)
    return (others[0] + others[1]) / 2


def _others(connection: sqlite3.Connection, album: int, story: int, step: Step) -> list[float]:
    """Positions it will stand beside: the one it passes and the one beyond. What lies beneath a stack is nobody's
    neighbour."""
    order, side, most = _SIDES[step]
    here = (
        ""
        if step == "first"
        else f"AND (position, id) {side} (SELECT position, id FROM story WHERE id = :story)"
    )
    found = connection.execute(
        f"""SELECT position FROM story WHERE album = :album AND trashed IS NULL AND id <> :story AND {ON_TOP} {here}
            ORDER BY {order} LIMIT {most}""",
        {"album": album, "story": story},
    )
    return [row["position"] for row in found]


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
