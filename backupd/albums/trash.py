"""The verbs of the trash: put away, bring back, empty. Thirty days lie between deleting and losing (PRODUCT.md rule 6)."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta

from backupd import family as families
from backupd.albums import store, story_store, trash_store
from backupd.albums.actions import must_contribute, refresh_event
from backupd.albums.filling import holding, media_of
from backupd.albums.history import Record, recorded
from backupd.albums.purge import free_space, purge_albums, purge_stories
from backupd.albums.records import Album
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Forbidden
from backupd.core.library import Library
from backupd.family import Viewer

DAYS = 30


def trash_stories(library: Library, viewer: Viewer, stories: Sequence[int]) -> int:
    """Put away the stories this person may delete, and say how many. Raises Forbidden when it is none of them."""
    must_contribute(viewer)
    with library.database.writing():
        asked = [story_store.story(library, viewer, each) for each in dict.fromkeys(stories)]
        mine = [story for story in asked if viewer.owner or story.contributor == viewer.id]
        if not mine:
            raise Forbidden("albums.only_own_stories")
        for album in dict.fromkeys(story.album for story in mine):
            _trash_some(library, viewer, album, [story.id for story in mine if story.album == album])
    return len(mine)


def _trash_some(library: Library, viewer: Viewer, album: int, stories: list[int]) -> None:
    """A story that was the cover stays chosen, so that it is the cover again when it comes back."""
    amount = len(stories)
    connection = library.database.connection
    with recorded(library, viewer.family, viewer.id, "stories_trashed", album, amount=amount) as record:
        for story in stories:
            record.watch("story", story)
            _put_away(connection, "story", story, stamp(library.clock.now()), viewer.id)
        refresh_event(connection, album)


def trash_album(library: Library, viewer: Viewer, album: int) -> None:
    """Put away an album with everything in it: an owner any, others one they made and only they filled."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "album_trashed", album) as record:
        if not may_trash_album(library, viewer, store.album(library, viewer, album)):
            raise Forbidden("albums.only_own_album")
        record.watch("album", album)
        _put_away(library.database.connection, "album", album, stamp(library.clock.now()), viewer.id)


def may_trash_album(library: Library, viewer: Viewer, album: Album) -> bool:
    if viewer.owner or not viewer.contributes:
        return viewer.owner
    others = [each.id for each in store.contributors(library, viewer, album.id) if each.id != viewer.id]
    return album.made_by == viewer.id and not others


def restore_story(library: Library, viewer: Viewer, story: int, instead: int | None = None) -> int:
    """Bring a story back, and say into which album. `instead`: the story that the same photo, sent once more, made
    meanwhile; in the same album it goes into the trash for this one. Raises Conflict while the album lies in the trash
    itself, or when the photo has come back another way."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "story_restored", story=story) as record:
        connection = library.database.connection
        lying = trash_store.story_in_trash(library, viewer, story)
        if lying is None:
            raise Absent
        album, album_trashed = lying
        record.albums = [album]
        if album_trashed:
            raise Conflict("albums.album_trashed_too", back="/trash")
        if instead is not None:
            _give_way(library, viewer, record, instead, story, album)
        if holding(connection, album, media_of(connection, story)) is not None:
            raise Conflict("albums.back_already", back=f"/albums/{album}")
        record.watch("story", story)
        connection.execute(
            "UPDATE story SET trashed = NULL, trashed_by = NULL, twin = NULL WHERE id = ?", (story,)
        )
        refresh_event(connection, album)
    return album


def _give_way(library: Library, viewer: Viewer, record: Record, story: int, back: int, album: int) -> None:
    """What was said to it meanwhile is said to the one that comes back."""
    told = story_store.story(library, viewer, story)
    if told.album == album and (viewer.owner or told.contributor == viewer.id):
        record.watch("story", story)
        _put_away(library.database.connection, "story", story, stamp(library.clock.now()), viewer.id)
        library.database.connection.execute("UPDATE story SET twin = ? WHERE id = ?", (back, story))


def restore_album(library: Library, viewer: Viewer, album: int) -> None:
    """Bring an album back, with what was said in it. Where a drop folder has begun a new one meanwhile, that one keeps
    being filled."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "album_restored", album) as record:
        if not trash_store.album_in_trash(library, viewer, album):
            raise Absent
        record.watch("album", album)
        library.database.connection.execute(
            """UPDATE album SET trashed = NULL, trashed_by = NULL, source = (
                   SELECT album.source WHERE NOT EXISTS (
                       SELECT 1 FROM album AS other
                       WHERE other.family = album.family AND other.source = album.source AND other.trashed IS NULL))
               WHERE id = ?""",
            (album,),
        )
        _stand_for_themselves(library.database.connection, record, album)


def _stand_for_themselves(connection: sqlite3.Connection, record: Record, album: int) -> None:
    """Stories that went for a twin in another album are here again."""
    sql = "SELECT id FROM story WHERE album = ? AND twin IS NOT NULL AND trashed IS NULL"
    for row in connection.execute(sql, (album,)).fetchall():
        record.watch("story", row["id"])
        connection.execute("UPDATE story SET twin = NULL WHERE id = ?", (row["id"],))


def empty_trash(library: Library, viewer: Viewer) -> None:
    """An owner lets go of everything in the family's trash at once; the bytes are freed a moment later."""
    if not viewer.owner:
        raise Forbidden("albums.only_owners_empty")
    with library.database.writing() as connection:
        now = stamp(library.clock.now())
        purge_albums(connection, now, "family = ?", (viewer.family,))
        purge_stories(connection, now, "album IN (SELECT id FROM album WHERE family = ?)", (viewer.family,))
        families.happened(library, viewer.family, "trash_emptied", person=viewer.id)
    library.jobs.later(free_space)


def purge_old(library: Library) -> None:
    """A daily job: let go of what has lain in the trash for thirty days, by the clock and by our own count of nights.
    A box that boots in 1970 and then learns the year has not waited (PRODUCT.md rules 6 and 8)."""
    now = library.clock.now()
    lain = "trashed < ? AND nights >= ?"
    values = (stamp(now - timedelta(days=DAYS)), DAYS)
    with library.database.writing() as connection:
        for table in ("album", "story"):
            connection.execute(
                f"UPDATE {table} SET nights = nights + 1 WHERE trashed IS NOT NULL AND purged IS NULL"
            )
        purge_albums(connection, stamp(now), lain, values)
        purge_stories(connection, stamp(now), lain, values)
    library.jobs.later(free_space)


def _put_away(connection: sqlite3.Connection, table: str, row: int, now: str, person: int) -> None:
    connection.execute(
        f"UPDATE {table} SET trashed = ?, trashed_by = ?, nights = 0 WHERE id = ?", (now, person, row)
    )
