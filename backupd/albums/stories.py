"""The verbs on stories: add, describe, move, copy, put in a place."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest

import msgspec

from backupd.albums import store, story_store
from backupd.albums.actions import LONGEST_TEXT, must_contribute, refresh_event, tidy
from backupd.albums.events import read_moment, write_moment
from backupd.albums.folding import fold
from backupd.albums.forms import Move, Telling
from backupd.albums.history import Record, recorded
from backupd.albums.placing import after_last
from backupd.albums.records import Added, Story
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
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
) -> Added:
    """Put media into an album as one story, dated `moment`, else as its first media is. `names`: what each file was
    called by whoever brought it. Where the album already has one of them,
    nothing is made and `already_in` names the story that holds it."""
    if not 1 <= len(media) <= MOST_CLIPS:
        raise ValueError(f"a story has 1 to {MOST_CLIPS} media, not {len(media)}")
    with library.database.writing() as connection:
        family = connection.execute("SELECT family FROM album WHERE id = ?", (album,)).fetchone()["family"]
        with recorded(library, family, contributor, "story_added", album) as record:
            given = Given(album, contributor, media, description, names, moment)
            added = _add(connection, record, given, stamp(library.clock.now()))
            record.about["story"] = added.story
    return added


class Given(msgspec.Struct, frozen=True):
    """What a new story is made of."""

    album: int
    contributor: int
    media: Sequence[int]
    description: str
    names: Sequence[str | None]
    moment: Moment | None


def _add(connection: sqlite3.Connection, record: Record, given: Given, now: str) -> Added:
    already = holding(connection, given.album, given.media)
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


def holding(connection: sqlite3.Connection, album: int, media: Sequence[int]) -> int | None:
    """The story of that album which has one of these media, outside the trash."""
    marks = ", ".join("?" * len(media))
    found = connection.execute(
        f"""SELECT story.id FROM story_media JOIN story ON story.id = story_media.story
            WHERE story_media.media IN ({marks}) AND story.album = ? AND story.trashed IS NULL LIMIT 1""",
        (*media, album),
    ).fetchone()
    return found["id"] if found else None


def _insert(connection: sqlite3.Connection, now: str, given: Given) -> int:
    made = connection.execute(
        """INSERT INTO story (album, contributor, description, taken, offset, precision, position, added)
           SELECT :album, :contributor, :description, taken, offset, precision, :position, :now
           FROM media WHERE id = :media""",
        {"album": given.album, "contributor": given.contributor, "description": given.description,
         "position": after_last(connection, given.album), "now": now, "media": given.media[0]},
    )  # fmt: skip
    story = int(made.lastrowid or 0)
    refold_story(connection, story)
    return story


def refold_story(connection: sqlite3.Connection, story: int) -> None:
    """Write the story's words as search compares them."""
    words = connection.execute("SELECT description FROM story WHERE id = ?", (story,)).fetchone()
    connection.execute("UPDATE story SET folded = ? WHERE id = ?", (fold(*words), story))


def _fill(
    connection: sqlite3.Connection, story: int, media: Sequence[int], names: Sequence[str | None]
) -> None:
    connection.executemany(
        "INSERT INTO story_media (story, position, media, name) VALUES (?, ?, ?, ?)",
        [(story, place, each, name) for place, (each, name) in enumerate(zip_longest(media, names))],
    )


def tell(library: Library, viewer: Viewer, story: int, telling: Telling) -> None:
    """Any member may write a story's words and correct when it was."""
    must_contribute(viewer)
    with library.database.writing():
        if telling.description is not None:
            _describe(library, viewer, story_store.story(library, viewer, story), telling)
        if telling.taken is not None:
            _redate(library, viewer, story_store.story(library, viewer, story), telling.taken)


def _describe(library: Library, viewer: Viewer, told: Story, telling: Telling) -> None:
    text = tidy(telling.description or "")
    if telling.was is not None and tidy(telling.was) != told.description != text:
        raise Conflict("albums.words_changed", words=told.description)
    if len(text) > LONGEST_TEXT:
        raise Refused("albums.too_long", most=LONGEST_TEXT)
    with _written(library, viewer, "story_described", told):
        library.database.connection.execute("UPDATE story SET description = ? WHERE id = ?", (text, told.id))
        refold_story(library.database.connection, told.id)


def _redate(library: Library, viewer: Viewer, told: Story, written: str) -> None:
    """The story's own date; the original and what it says of itself stay as they are."""
    if written.strip() == write_moment(told.taken, told.precision):
        return
    moment = read_moment(written)
    if moment is None:
        raise Refused("albums.date_unreadable")
    connection = library.database.connection
    with _written(library, viewer, "story_redated", told):
        connection.execute(
            "UPDATE story SET taken = ?, precision = ?, offset = NULL WHERE id = ?", (*moment, told.id)
        )
        refresh_event(connection, told.album)


@contextmanager
def _written(library: Library, viewer: Viewer, kind: str, told: Story) -> Iterator[None]:
    with recorded(library, viewer.family, viewer.id, kind, told.album, story=told.id) as record:
        record.watch("story", told.id)
        yield


def move_stories(library: Library, viewer: Viewer, stories: Sequence[int], album: int) -> int:
    """Move stories to another album of the family, and say how many went. A story whose photo is there already stays
    where it is."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "stories_moved", album) as record:
        store.album(library, viewer, album)
        moved = [each for each in stories if _move(library, viewer, record, each, album)]
        refresh_event(library.database.connection, album)
        record.about["amount"] = len(moved)
    return len(moved)


def _move(library: Library, viewer: Viewer, record: Record, story: int, album: int) -> bool:
    connection = library.database.connection
    told = story_store.story(library, viewer, story)
    media = [clip.picture.id for clip in story_store.clips(library, viewer, story)]
    if told.album == album or holding(connection, album, media) is not None:
        return False
    record.albums.append(told.album)
    record.watch("story", story)
    record.watch("album", told.album)
    connection.execute(
        "UPDATE story SET album = ?, position = ? WHERE id = ?",
        (album, after_last(connection, album), story),
    )
    forget_cover(connection, story)
    refresh_event(connection, told.album)
    return True


def copy_stories(library: Library, viewer: Viewer, stories: Sequence[int], album: int) -> int:
    """Let another album have these stories too, of the same media, by the same contributor; says how many went."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "stories_copied", album) as record:
        store.album(library, viewer, album)
        now = stamp(library.clock.now())
        copies = [_copy(library, viewer, record, each, album, now) for each in stories]
        record.about["amount"] = copies.count(True)
    return copies.count(True)


def _copy(library: Library, viewer: Viewer, record: Record, story: int, album: int, now: str) -> bool:
    told = story_store.story(library, viewer, story)
    clips = story_store.clips(library, viewer, story)
    given = Given(
        album=album,
        contributor=told.contributor,
        media=[clip.picture.id for clip in clips],
        description=told.description,
        names=[clip.name for clip in clips],
        moment=Moment(told.taken, told.offset, told.precision),  # type: ignore[arg-type]
    )
    return _add(library.database.connection, record, given, now).story is not None


def send_story(library: Library, viewer: Viewer, story: int, where: Move) -> int:
    """Move or copy one story as a form says, and say where. Raises Refused when nothing could be sent."""
    album = written_number(where.album)
    if album is None:
        raise Refused("albums.no_album_chosen", back=f"/stories/{story}/move")
    verb = copy_stories if where.act == "copy" else move_stories
    if not verb(library, viewer, [story], album):
        raise Refused("albums.already_there", back=f"/stories/{story}")
    return album


def cover_story(library: Library, viewer: Viewer, story: int) -> int:
    """The album that a story belongs to, for making it the cover. Raises Absent."""
    told = story_store.story(library, viewer, story)
    if not told.picture.rendered:
        raise Absent
    return told.album


def forget_cover(connection: sqlite3.Connection, story: int) -> None:
    """A story that leaves its album takes its picture off the cover."""
    connection.execute("UPDATE album SET cover = NULL WHERE cover = ?", (story,))
