"""Letting go: what was purged keeps a bare row, since the ledger and the arrivals name it; its bytes go when nothing
refers to them any more, in any family. `letting_go` remembers them across a power cut."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import suppress

from backupd import media
from backupd.albums.drawing import forget_files
from backupd.core.library import Library


def purge_albums(connection: sqlite3.Connection, now: str, which: str, values: Sequence[object]) -> None:
    """Albums in the trash that match `which` become bare rows, and every story in them with them."""
    found = connection.execute(
        f"SELECT id FROM album WHERE trashed IS NOT NULL AND purged IS NULL AND {which}", values
    ).fetchall()
    for row in found:
        _purge_stories(connection, now, [each["id"] for each in _stories_of(connection, row["id"])])
        connection.execute(
            """UPDATE album SET purged = ?, title = '', description = '', folded = '', cover = NULL, source = NULL
               WHERE id = ?""",
            (now, row["id"]),
        )


def _stories_of(connection: sqlite3.Connection, album: int) -> list[sqlite3.Row]:
    return connection.execute("SELECT id FROM story WHERE album = ? AND purged IS NULL", (album,)).fetchall()


def purge_stories(connection: sqlite3.Connection, now: str, which: str, values: Sequence[object]) -> None:
    """Stories in the trash that match `which` become bare rows."""
    found = connection.execute(
        f"SELECT id FROM story WHERE trashed IS NOT NULL AND purged IS NULL AND {which}", values
    )
    _purge_stories(connection, now, [row["id"] for row in found.fetchall()])


def _purge_stories(connection: sqlite3.Connection, now: str, stories: list[int]) -> None:
    ids = [(story,) for story in stories]
    connection.executemany(
        "INSERT OR IGNORE INTO letting_go SELECT media FROM story_media WHERE story = ?", ids
    )
    connection.executemany("DELETE FROM story_media WHERE story = ?", ids)
    connection.executemany("UPDATE album SET cover = NULL WHERE cover = ?", ids)
    connection.execute(
        """UPDATE change SET touched = '[]' WHERE happening IN
               (SELECT id FROM happening WHERE story IN (SELECT value FROM json_each(?)))""",
        (json.dumps(stories),),
    )
    connection.executemany(
        """UPDATE story SET purged = ?, trashed = coalesce(trashed, ?), description = '', folded = '', place = '',
                            latitude = NULL, longitude = NULL WHERE id = ?""",
        [(now, now, story) for story in stories],
    )


def free_space(library: Library) -> None:
    """A job: free the bytes that nothing refers to. May run twice; what is left is found again by the next run."""
    for each in library.database.column("SELECT media FROM letting_go ORDER BY media"):
        _let_go(library, each)


def _let_go(library: Library, each: int) -> None:
    """The row goes before the file. Where something still refers to it (another album, another family's trash, an
    arrival on its way) the foreign keys hold it back; a face is only a number and is asked for."""
    _forget_edits(library, each)
    if library.database.value("SELECT 1 FROM person WHERE face = ?", (each,)) is None:
        with suppress(sqlite3.IntegrityError):
            media.purge(library, each)
    with library.database.writing() as connection:
        connection.execute("DELETE FROM letting_go WHERE media = ?", (each,))


def _forget_edits(library: Library, each: int) -> None:
    """What a family that no longer has the picture made of it; the row stays bare, for the history names it."""
    with library.database.writing() as connection:
        gone = connection.execute(
            """SELECT id, family FROM edit WHERE media = :media AND NOT EXISTS
                   (SELECT 1 FROM story_media JOIN story ON story.id = story_media.story
                    JOIN album ON album.id = story.album
                    WHERE story_media.media = :media AND album.family = edit.family)""",
            {"media": each},
        ).fetchall()
        connection.executemany(
            "UPDATE edit SET recipe = NULL, drawn = NULL, failed = NULL, tiny = NULL, media = NULL WHERE id = ?",
            [(row["id"],) for row in gone],
        )
    for row in gone:
        forget_files(library, each, row["family"])
