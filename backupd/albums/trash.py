"""The verbs of the trash: put away, bring back, empty. Thirty days lie between deleting and losing (PRODUCT.md rule 6)."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta

from backupd import family as families
from backupd.albums import store, story_store, trash_store
from backupd.albums.actions import must_contribute, refresh_event
from backupd.albums.purge import free_space, purge_albums, purge_stories
from backupd.albums.records import Album
from backupd.albums.stories import forget_cover, holding
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Forbidden
from backupd.core.library import Library
from backupd.family import Viewer

DAYS = 30


def trash_stories(library: Library, viewer: Viewer, stories: Sequence[int]) -> int:
    """Put away the stories this person may delete, and say how many. Raises Forbidden when it is none of them."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        asked = [story_store.story(library, viewer, each) for each in stories]
        mine = [story for story in asked if viewer.owner or story.contributor == viewer.id]
        if not mine:
            raise Forbidden("albums.only_own_stories")
        for story in mine:
            _put_away(connection, "story", story.id, stamp(library.clock.now()), viewer.id)
            forget_cover(connection, story.id)
        for album in {story.album for story in mine}:
            refresh_event(connection, album)
            amount = sum(story.album == album for story in mine)
            families.happened(
                library, viewer.family, "stories_trashed", person=viewer.id, album=album, amount=amount
            )
    return len(mine)


def trash_album(library: Library, viewer: Viewer, album: int) -> None:
    """Put away an album with everything in it: an owner any, others one they made and only they filled."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        if not may_trash_album(library, viewer, store.album(library, viewer, album)):
            raise Forbidden("albums.only_own_album")
        _put_away(connection, "album", album, stamp(library.clock.now()), viewer.id)
        families.happened(library, viewer.family, "album_trashed", person=viewer.id, album=album)


def may_trash_album(library: Library, viewer: Viewer, album: Album) -> bool:
    if viewer.owner or not viewer.contributes:
        return viewer.owner
    others = [each.id for each in store.contributors(library, viewer, album.id) if each.id != viewer.id]
    return album.made_by == viewer.id and not others


def restore_story(library: Library, viewer: Viewer, story: int) -> int:
    """Bring a story back, and say into which album. Raises Conflict while that lies in the trash itself, or when the
    photo has come back another way."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        lying = trash_store.story_in_trash(library, viewer, story)
        if lying is None:
            raise Absent
        album, album_trashed = lying
        if album_trashed:
            raise Conflict("albums.album_trashed_too", back="/trash")
        if holding(connection, album, _media(connection, story)) is not None:
            raise Conflict("albums.back_already", back=f"/albums/{album}")
        connection.execute("UPDATE story SET trashed = NULL, trashed_by = NULL WHERE id = ?", (story,))
        refresh_event(connection, album)
        families.happened(
            library, viewer.family, "story_restored", person=viewer.id, album=album, story=story
        )
    return album


def restore_album(library: Library, viewer: Viewer, album: int) -> None:
    """Bring an album back. Where a drop folder has begun a new one meanwhile, that one keeps being filled."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        if not trash_store.album_in_trash(library, viewer, album):
            raise Absent
        connection.execute(
            """UPDATE album SET trashed = NULL, trashed_by = NULL, source = (
                   SELECT album.source WHERE NOT EXISTS (
                       SELECT 1 FROM album AS other
                       WHERE other.family = album.family AND other.source = album.source AND other.trashed IS NULL))
               WHERE id = ?""",
            (album,),
        )
        families.happened(library, viewer.family, "album_restored", person=viewer.id, album=album)


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


def _media(connection: sqlite3.Connection, story: int) -> list[int]:
    return [
        row["media"] for row in connection.execute("SELECT media FROM story_media WHERE story = ?", (story,))
    ]
