"""The verbs on stories: describe, date, move, copy."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from backupd.albums import store, story_store
from backupd.albums.actions import LONGEST_TEXT, must_contribute, refresh_event, tidy
from backupd.albums.events import read_moment, write_moment
from backupd.albums.filling import Given, add, holding, refold_story
from backupd.albums.forms import Move, Telling
from backupd.albums.history import Record, recorded
from backupd.albums.moving import copy_place, stack_alike
from backupd.albums.placing import after_last
from backupd.albums.records import Story
from backupd.albums.taking_turns import must_take_from_all
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.media import Moment


def tell(library: Library, viewer: Viewer, story: int, telling: Telling) -> None:
    """Any member may write a story's words and correct when it was."""
    must_contribute(viewer)
    with library.database.writing():
        if telling.description is not None:
            _describe(library, viewer, story_store.story(library, viewer, story), telling)
        if telling.taken is not None:
            _redate(library, viewer, story_store.story(library, viewer, story), telling)


def _describe(library: Library, viewer: Viewer, told: Story, telling: Telling) -> None:
    text = tidy(telling.description or "")
    was = None if telling.was is None else tidy(telling.was)
    if text == was:
        return
    if was is not None and was != told.description != text:
        raise Conflict("albums.words_changed", words=told.description)
    if len(text) > LONGEST_TEXT:
        raise Refused("albums.too_long", most=LONGEST_TEXT)
    with _written(library, viewer, "story_described", told):
        library.database.connection.execute("UPDATE story SET description = ? WHERE id = ?", (text, told.id))
        refold_story(library.database.connection, told.id)


def _redate(library: Library, viewer: Viewer, told: Story, telling: Telling) -> None:
    """The story's own date; the original and what it says of itself stay as they are."""
    written, now = (telling.taken or "").strip(), write_moment(told.taken, told.precision)
    was = now if telling.was_taken is None else telling.was_taken.strip()
    if written in (now, was):
        return
    if was != now:
        raise Conflict("albums.date_changed", date=now)
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
        must_take_from_all(library, album)
        moved = [each for each in stories if _move(library, viewer, record, each, album)]
        for each in dict.fromkeys(record.albums):
            refresh_event(library.database.connection, each)
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
    return True


def copy_stories(library: Library, viewer: Viewer, stories: Sequence[int], album: int) -> int:
    """Let another album have these stories too, of the same media, by the same contributor; says how many went."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "stories_copied", album) as record:
        store.album(library, viewer, album)
        must_take_from_all(library, album)
        now = stamp(library.clock.now())
        copies = {each: _copy(library, viewer, record, each, album, now) for each in stories}
        made = {story: copy for story, copy in copies.items() if copy is not None}
        stack_alike(library.database.connection, made)
        record.about["amount"] = len(made)
    return len(made)


def _copy(library: Library, viewer: Viewer, record: Record, story: int, album: int, now: str) -> int | None:
    told = story_store.story(library, viewer, story)
    clips = story_store.clips(library, viewer, story)
    given = Given(
        album=album,
        contributor=told.contributor,
        media=[clip.picture.id for clip in clips],
        description=told.description,
        names=[clip.name for clip in clips],
        moment=Moment(told.taken, told.offset, told.precision),  # type: ignore[arg-type]
        guest=told.guest,
    )
    made = add(library.database.connection, record, given, now).story
    if made is not None:
        copy_place(library.database.connection, story, made)
        refold_story(library.database.connection, made)
    return made


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


def contributor_of(library: Library, story: int) -> int | None:
    """Who gave it, for telling them what others say of it; whether they may hear it is asked of the gate."""
    return library.database.value("SELECT contributor FROM story WHERE id = ?", (story,))
