"""The verbs on the clips of a story: add, take out, choose which is the face, put in order.

A story holds 1 to 10 media; the first is its face. Whoever adds a clip to somebody else's story is remembered with it.
"""

import sqlite3
from collections.abc import Sequence
from itertools import zip_longest

from backupd.albums import story_store
from backupd.albums.actions import must_contribute, refresh_event
from backupd.albums.filling import MOST_CLIPS, Given, add, holding
from backupd.albums.history import Record, recorded
from backupd.albums.placing import Step
from backupd.albums.records import Added, Clip, Story
from backupd.albums.trash import trash_stories
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Forbidden
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.media import Moment

Kept = tuple[int, str | None]
"""A media of a story and the name its file came under."""


def add_clips(
    library: Library,
    *,
    story: int,
    contributor: int,
    media: Sequence[int],
    names: Sequence[str | None] = (),
) -> Added:
    """Put media behind those a story has. Where the album holds one of them already nothing is added and `already_in`
    names the story that does. Raises Conflict when there is no room for all of them, Absent when the story is gone."""
    with library.database.writing() as connection:
        album, family = _whereabouts(connection, story)
        already = holding(connection, album, media)
        if already is not None:
            return Added(None, already)
        with recorded(library, family, contributor, "clips_added", album, story=story) as record:
            record.watch("story", story)
            _append(connection, story, list(zip_longest(media, names)), len(clips_of(connection, story)))
            _remember_who(connection, story, media, contributor)
            record.about["amount"] = len(media)
    return Added(story)


def fill_story(
    library: Library, *, story: int, media: int, name: str | None, place: int, moment: Moment | None
) -> Added:
    """Put one more media into a story that is only being made, at `place`; its face decides its date."""
    with library.database.writing() as connection:
        album, _ = _whereabouts(connection, story)
        already = holding(connection, album, [media])
        if already is not None:
            return Added(None, already)
        _append(connection, story, [(media, name)], place)
        if place == 0 and moment is not None:
            connection.execute(
                "UPDATE story SET taken = ?, offset = ?, precision = ? WHERE id = ?",
                (moment.taken, moment.offset, moment.precision, story),
            )
            refresh_event(connection, album)
    return Added(story)


def room_in(library: Library, story: int) -> int:
    """How many more clips the story takes; none when it was put away."""
    here = library.database.value("SELECT 1 FROM story WHERE id = ? AND trashed IS NULL", (story,))
    return MOST_CLIPS - len(clips_of(library.database.connection, story)) if here else 0


def remove_clip(library: Library, viewer: Viewer, story: int, media: int) -> None:
    """Take a clip out of its story: by whoever added it, or an owner. It lies in the trash as a story of its own; the
    last one takes its story with it."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        told, clips = story_store.story(library, viewer, story), story_store.clips(library, viewer, story)
        clip = _among(clips, media)
        if not may_remove(viewer, told, clip):
            raise Forbidden("clips.only_own")
        if len(clips) == 1:
            trash_stories(library, viewer, [story])
            return
        with recorded(library, viewer.family, viewer.id, "clip_removed", told.album, story=story) as record:
            record.watch("story", story)
            _write(connection, story, [kept for kept in clips_of(connection, story) if kept[0] != media])
            whose = clip.brought_by or told.contributor
            lay_aside(library, record, told.album, whose, (media, clip.name), viewer.id)


def may_remove(viewer: Viewer, told: Story, clip: Clip) -> bool:
    return viewer.owner or (viewer.contributes and (clip.brought_by or told.contributor) == viewer.id)


def place_clip(library: Library, viewer: Viewer, story: int, media: int, step: Step) -> None:
    """Put a clip first, which makes it the face, last, or one place earlier or later."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        told, clips = story_store.story(library, viewer, story), story_store.clips(library, viewer, story)
        here = clips.index(_among(clips, media))
        there = {"first": 0, "last": len(clips) - 1, "earlier": here - 1, "later": here + 1}[step]
        with recorded(library, viewer.family, viewer.id, "clips_ordered", told.album, story=story) as record:
            record.watch("story", story)
            kept = clips_of(connection, story)
            kept.insert(max(there, 0), kept.pop(here))
            _write(connection, story, kept)


def clips_of(connection: sqlite3.Connection, story: int) -> list[Kept]:
    found = connection.execute(
        "SELECT media, name FROM story_media WHERE story = ? ORDER BY position", (story,)
    )
    return [(row["media"], row["name"]) for row in found]


def _whereabouts(connection: sqlite3.Connection, story: int) -> tuple[int, int]:
    found = connection.execute(
        """SELECT album.id, album.family FROM story JOIN album ON album.id = story.album
           WHERE story.id = ? AND story.trashed IS NULL AND album.trashed IS NULL""",
        (story,),
    ).fetchone()
    if found is None:
        raise Absent
    return found["id"], found["family"]


def _append(connection: sqlite3.Connection, story: int, more: list[Kept], place: int) -> None:
    kept = clips_of(connection, story)
    if len(kept) + len(more) > MOST_CLIPS:
        raise Conflict("clips.full", most=MOST_CLIPS, back=f"/stories/{story}")
    _write(connection, story, [*kept[:place], *more, *kept[place:]])


def _write(connection: sqlite3.Connection, story: int, clips: list[Kept]) -> None:
    connection.execute("DELETE FROM story_media WHERE story = ?", (story,))
    connection.executemany(
        "INSERT INTO story_media (story, position, media, name) VALUES (?, ?, ?, ?)",
        [(story, place, media, name) for place, (media, name) in enumerate(clips)],
    )


def _remember_who(connection: sqlite3.Connection, story: int, media: Sequence[int], contributor: int) -> None:
    connection.executemany(
        """INSERT OR REPLACE INTO clip_contributor (story, media, contributor)
           SELECT id, ?, ? FROM story WHERE id = ? AND contributor <> ?""",
        [(each, contributor, story, contributor) for each in media],
    )


def _among(clips: Sequence[Clip], media: int) -> Clip:
    found = next((clip for clip in clips if clip.picture.id == media), None)
    if found is None:
        raise Absent
    return found


def lay_aside(library: Library, record: Record, album: int, whose: int, clip: Kept, by: int) -> None:
    """A media that left its story, as a story of its own in the trash, as part of a change that is being recorded."""
    connection, now = library.database.connection, stamp(library.clock.now())
    alone = add(connection, record, Given(album, whose, [clip[0]], "", [clip[1]], None), now).story
    if alone is not None:
        connection.execute(
            "UPDATE story SET trashed = ?, trashed_by = ?, nights = 0 WHERE id = ?", (now, by, alone)
        )
        refresh_event(connection, album)


def whose_clip(connection: sqlite3.Connection, story: int, media: int) -> int:
    """Whoever brought it into the story, else whoever began the story."""
    found = connection.execute(
        """SELECT coalesce((SELECT contributor FROM clip_contributor WHERE story = story.id AND media = ?), contributor)
           FROM story WHERE id = ?""",
        (media, story),
    )
    return int(found.fetchone()[0])
