"""The verbs on stories: add, describe, move, copy."""

import sqlite3
from collections.abc import Sequence

from backupd import family as families
from backupd.albums.actions import refresh_event
from backupd.albums.folding import fold
from backupd.albums.records import Added
from backupd.core.clock import stamp
from backupd.core.library import Library

MOST_CLIPS = 10


def add_story(
    library: Library, *, album: int, contributor: int, media: Sequence[int], description: str = ""
) -> Added:
    """Put media into an album as one story, dated as its first media is. Where the album already has one of them,
    nothing is made and `already_in` names the story that holds it."""
    if not 1 <= len(media) <= MOST_CLIPS:
        raise ValueError(f"a story has 1 to {MOST_CLIPS} media, not {len(media)}")
    with library.database.writing() as connection:
        already = _holding(connection, album, media)
        if already is not None:
            return Added(None, already)
        story = _insert(connection, stamp(library.clock.now()), album, contributor, media, description)
        refresh_event(connection, album)
        family = connection.execute("SELECT family FROM album WHERE id = ?", (album,)).fetchone()["family"]
        families.happened(library, family, "story_added", person=contributor, album=album, story=story)
    return Added(story)


def _holding(connection: sqlite3.Connection, album: int, media: Sequence[int]) -> int | None:
    marks = ", ".join("?" * len(media))
    found = connection.execute(
        f"""SELECT story.id FROM story_media JOIN story ON story.id = story_media.story
            WHERE story_media.media IN ({marks}) AND story.album = ? AND story.trashed IS NULL LIMIT 1""",
        (*media, album),
    ).fetchone()
    return found["id"] if found else None


def _insert(
    connection: sqlite3.Connection,
    now: str,
    album: int,
    contributor: int,
    media: Sequence[int],
    description: str,
) -> int:
    made = connection.execute(
        """INSERT INTO story (album, contributor, description, folded, taken, offset, precision, position, added)
           SELECT :album, :contributor, :description, :folded, taken, offset, precision, :position, :now
           FROM media WHERE id = :media""",
        {"album": album, "contributor": contributor, "description": description, "folded": fold(description),
         "position": next_position(connection, album), "now": now, "media": media[0]},
    )  # fmt: skip
    story = int(made.lastrowid or 0)
    connection.executemany(
        "INSERT INTO story_media (story, position, media) VALUES (?, ?, ?)",
        [(story, position, each) for position, each in enumerate(media)],
    )
    return story


def next_position(connection: sqlite3.Connection, album: int) -> float:
    """The place after the last, for albums in an order made by hand."""
    last = connection.execute(
        "SELECT max(position) FROM story WHERE album = ? AND trashed IS NULL", (album,)
    ).fetchone()[0]
    return (last or 0.0) + 1.0
