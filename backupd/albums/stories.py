"""The verbs on stories: add, describe, move, copy, put in a place."""

import sqlite3
from collections.abc import Sequence
from itertools import zip_longest

from backupd import family as families
from backupd.albums import store, story_store
from backupd.albums.actions import LONGEST_TEXT, must_contribute, refresh_event, tidy
from backupd.albums.events import read_moment, write_moment
from backupd.albums.folding import fold
from backupd.albums.forms import Move, Telling
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
        already = holding(connection, album, media)
        if already is not None:
            return Added(None, already)
        story = _insert(connection, stamp(library.clock.now()), album, contributor, media[0], description)
        _fill(connection, story, media, names)
        if moment is not None:
            connection.execute(
                "UPDATE story SET taken = ?, offset = ?, precision = ? WHERE id = ?",
                (moment.taken, moment.offset, moment.precision, story),
            )
        refresh_event(connection, album)
        family = connection.execute("SELECT family FROM album WHERE id = ?", (album,)).fetchone()["family"]
        families.happened(library, family, "story_added", person=contributor, album=album, story=story)
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


def _insert(
    connection: sqlite3.Connection,
    now: str,
    album: int,
    contributor: int,
    media: int,
    description: str,
) -> int:
    made = connection.execute(
        """INSERT INTO story (album, contributor, description, folded, taken, offset, precision, position, added)
           SELECT :album, :contributor, :description, :folded, taken, offset, precision, :position, :now
           FROM media WHERE id = :media""",
        {"album": album, "contributor": contributor, "description": description, "folded": fold(description),
         "position": after_last(connection, album), "now": now, "media": media},
    )  # fmt: skip
    return int(made.lastrowid or 0)


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
    if text != told.description:
        library.database.connection.execute(
            "UPDATE story SET description = ?, folded = ? WHERE id = ?", (text, fold(text), told.id)
        )
        _note(library, viewer, "story_described", told)


def _redate(library: Library, viewer: Viewer, told: Story, written: str) -> None:
    """The story's own date; the original and what it says of itself stay as they are."""
    if written.strip() == write_moment(told.taken, told.precision):
        return
    moment = read_moment(written)
    if moment is None:
        raise Refused("albums.date_unreadable")
    connection = library.database.connection
    connection.execute(
        "UPDATE story SET taken = ?, precision = ?, offset = NULL WHERE id = ?", (*moment, told.id)
    )
    refresh_event(connection, told.album)
    _note(library, viewer, "story_redated", told)


def _note(library: Library, viewer: Viewer, kind: str, told: Story) -> None:
    families.happened(library, viewer.family, kind, person=viewer.id, album=told.album, story=told.id)


def move_stories(library: Library, viewer: Viewer, stories: Sequence[int], album: int) -> int:
    """Move stories to another album of the family, and say how many went. A story whose photo is there already stays
    where it is."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        store.album(library, viewer, album)
        moved = [each for each in stories if _move(library, viewer, connection, each, album)]
        refresh_event(connection, album)
        if moved:
            families.happened(
                library, viewer.family, "stories_moved", person=viewer.id, album=album, amount=len(moved)
            )
    return len(moved)


def _move(library: Library, viewer: Viewer, connection: sqlite3.Connection, story: int, album: int) -> bool:
    told = story_store.story(library, viewer, story)
    media = [clip.picture.id for clip in story_store.clips(library, viewer, story)]
    if told.album == album or holding(connection, album, media) is not None:
        return False
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
    with library.database.writing():
        store.album(library, viewer, album)
        copies = [_copy(library, viewer, each, album) for each in stories]
    return copies.count(True)


def _copy(library: Library, viewer: Viewer, story: int, album: int) -> bool:
    told = story_store.story(library, viewer, story)
    clips = story_store.clips(library, viewer, story)
    added = add_story(
        library,
        album=album,
        contributor=told.contributor,
        media=[clip.picture.id for clip in clips],
        description=told.description,
        names=[clip.name for clip in clips],
        moment=Moment(told.taken, told.offset, told.precision),  # type: ignore[arg-type]
    )
    return added.story is not None


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
