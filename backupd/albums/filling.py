"""Putting media into an album: what makes a story, and the search text that follows its words."""

import sqlite3
from collections.abc import Sequence
from itertools import zip_longest

import msgspec

from backupd.albums.actions import refresh_event
from backupd.albums.folding import fold
from backupd.albums.history import Record, recorded
from backupd.albums.placing import after_last
from backupd.albums.records import Added
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.media import Moment

MOST_CLIPS = 10


def add_story(
    library: Library,
    *,
    album: int,
    contributor: int,
    media: Sequence[int],
    description: str = "",
    names: Sequence[str | None] = (),
    moment: Moment | None = None,
    guest: int | None = None,
    by_link: bool = False,
) -> Added:
    """Put media into an album as one story, dated `moment`, else as its first media is. `names`: what each file was
    called by whoever brought it; guest: who gave it by a link. Where the album already has one of them,
    nothing is made and `already_in` names the story that holds it; only what comes `by_link` may not learn that, and
    is asked about this guest's own stories alone."""
    if not 1 <= len(media) <= MOST_CLIPS:
        raise ValueError(f"a story has 1 to {MOST_CLIPS} media, not {len(media)}")
    with library.database.writing() as connection:
        family = connection.execute("SELECT family FROM album WHERE id = ?", (album,)).fetchone()["family"]
        with recorded(library, family, contributor, "story_added", album) as record:
            given = Given(album, contributor, media, description, names, moment, guest, by_link)
            added = add(connection, record, given, stamp(library.clock.now()))
            record.about |= {"story": added.story, "guest": guest}
    return added


class Given(msgspec.Struct, frozen=True):
    """What a new story is made of."""

    album: int
    contributor: int
    media: Sequence[int]
    description: str
    names: Sequence[str | None]
    moment: Moment | None
    guest: int | None = None
    by_link: bool = False


def add(connection: sqlite3.Connection, record: Record, given: Given, now: str) -> Added:
    """The story of what is given, as part of a change that is being recorded."""
    already = holding(connection, given.album, given.media, of_guest=given.guest if given.by_link else None)
    if already is not None:
        return Added(None, already)
    story = _insert(connection, now, given)
    _fill(connection, story, given.media, given.names)
    record.made("story", story)
    if given.moment is not None:
        connection.execute(
            "UPDATE story SET taken = ?, offset = ?, precision = ? WHERE id = ?",
            (given.moment.taken, given.moment.offset, given.moment.precision, story),
        )
    refresh_event(connection, given.album)
    return Added(story)


def holding(
    connection: sqlite3.Connection,
    album: int,
    media: Sequence[int],
    besides: int | None = None,
    of_guest: int | None = None,
) -> int | None:
    """The story of that album which has one of these media, outside the trash; of this guest's, where one is named."""
    marks = ", ".join("?" * len(media))
    found = connection.execute(
        f"""SELECT story.id FROM story_media CROSS JOIN story ON story.id = story_media.story
            WHERE story_media.media IN ({marks}) AND story.album = ? AND story.trashed IS NULL AND story.id IS NOT ?
            AND (? IS NULL OR story.guest = ?) LIMIT 1""",
        (*media, album, besides, of_guest, of_guest),
    ).fetchone()
    return found["id"] if found else None


def media_of(connection: sqlite3.Connection, story: int) -> list[int]:
    """The media of a story in their places."""
    rows = connection.execute("SELECT media FROM story_media WHERE story = ? ORDER BY position", (story,))
    return [row["media"] for row in rows]


def _insert(connection: sqlite3.Connection, now: str, given: Given) -> int:
    made = connection.execute(
        """INSERT INTO story (album, contributor, guest, description, taken, offset, precision, position, added)
           SELECT :album, :contributor, :guest, :description, taken, offset, precision, :position, :now
           FROM media WHERE id = :media""",
        {"album": given.album, "contributor": given.contributor, "guest": given.guest, "description": given.description,
         "position": after_last(connection, given.album), "now": now, "media": given.media[0]},
    )  # fmt: skip
    story = int(made.lastrowid or 0)
    refold_story(connection, story)
    return story


def refold_story(connection: sqlite3.Connection, story: int) -> None:
    """Write the story's words as search compares them."""
    words = connection.execute("SELECT description, place FROM story WHERE id = ?", (story,)).fetchone()
    connection.execute("UPDATE story SET folded = ? WHERE id = ?", (fold(*words), story))


def _fill(
    connection: sqlite3.Connection, story: int, media: Sequence[int], names: Sequence[str | None]
) -> None:
    connection.executemany(
        "INSERT INTO story_media (story, position, media, name) VALUES (?, ?, ?, ?)",
        [(story, place, each, name) for place, (each, name) in enumerate(zip_longest(media, names))],
    )
