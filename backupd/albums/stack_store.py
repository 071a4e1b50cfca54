"""Reads of stacks and of what could be stacked, through the gate."""

import sqlite3

from backupd.albums.likeness import Looks
from backupd.albums.records import Lying
from backupd.albums.rows import all_of, bound, picture
from backupd.core.library import Library
from backupd.family import Viewer

MOST = 20_000
"""Pictures of an album that are compared, the newest of them where it has more."""

_MINE = "viewer = :viewer AND family = :family"

LOOKS = f"""
    WITH page AS (
        SELECT id, taken, precision, stack, moment FROM visible_tops WHERE {_MINE} AND album = :album
        ORDER BY moment DESC, id DESC LIMIT {MOST})
    SELECT page.id AS story, page.taken, page.precision, page.stack, face.id AS media, face.phash, face.width,
           face.height, face.camera
    FROM page
    CROSS JOIN visible_media AS face ON face.viewer = :viewer AND face.family = :family
                                    AND face.story = page.id AND face.place = 0
    WHERE face.kind = 'photo' AND face.rendered = 1 AND face.phash IS NOT NULL AND face.width > 0 AND face.height > 0
    ORDER BY page.moment, page.id
"""
LYING = f"""
    WITH page AS (
        SELECT beside.id, beside.stack_place FROM visible_stories AS beside
        WHERE {_MINE} AND beside.album = :album AND beside.stack = :stack)
    SELECT page.id AS story, {picture("face")}
    FROM page
    CROSS JOIN visible_media AS face ON face.viewer = :viewer AND face.family = :family
                                    AND face.story = page.id AND face.place = 0
    ORDER BY page.stack_place, page.id
"""
STACK_OF = f"SELECT album, stack FROM visible_stories WHERE {_MINE} AND id = :story"


def looks(library: Library, viewer: Viewer, album: int) -> list[Looks]:
    """The photos of an album as its grid shows them, in the order of time."""
    return all_of(library, viewer, Looks, LOOKS, album=album)


def stack_of(library: Library, viewer: Viewer, story: int) -> list[Lying]:
    """Everything in the stack of a story, from the top; nothing where it lies in none."""
    row: sqlite3.Row | None = library.database.connection.execute(
        STACK_OF, bound(viewer, {"story": story})
    ).fetchone()
    if row is None or row["stack"] is None:
        return []
    found = all_of(library, viewer, Lying, LYING, album=row["album"], stack=row["stack"])
    return found if len(found) > 1 else []
