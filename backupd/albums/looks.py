"""When an album was last looked at by anybody of the family: what memories count from."""

import sqlite3
from datetime import timedelta

from backupd.core import log
from backupd.core.clock import moment, stamp
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer

NOTED_EVERY = timedelta(hours=6)

LOOKED = "SELECT at FROM visible_looks WHERE viewer = :viewer AND family = :family AND album = :album"


def look(library: Library, viewer: Viewer, album: int) -> None:
    """A member looked at an album they see. Written every six hours at most, so that leafing costs nothing; on a full
    or read-only disk looking goes on."""
    if viewer.guest or not _due(library, viewer, album):
        return
    try:
        with library.database.writing() as connection:
            connection.execute(
                """INSERT INTO album_look SELECT id, :now FROM visible_albums
                   WHERE viewer = :viewer AND family = :family AND id = :album
                   ON CONFLICT (album) DO UPDATE SET at = excluded.at""",
                {"now": stamp(library.clock.now()), **_bound(viewer, album)},
            )
    except (Refused, sqlite3.OperationalError) as error:
        log.named("albums").warning("a look could not be noted: %s", error)


def _due(library: Library, viewer: Viewer, album: int) -> bool:
    at = library.database.value(LOOKED, _bound(viewer, album))
    return at is None or abs(library.clock.now() - moment(at)) >= NOTED_EVERY


def _bound(viewer: Viewer, album: int) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, "album": album}
