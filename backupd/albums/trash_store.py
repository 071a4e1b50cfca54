"""Reads of the trash: each person sees what they may bring back."""

from backupd.albums.rows import all_of, bound, counted, edited, picture_of_media
from backupd.albums.trash_records import TrashedAlbum, TrashedStory
from backupd.core.library import Library
from backupd.family import Viewer, called_name

PAGE = 100

_MINE = "viewer = :viewer AND family = :family"

ALBUMS = f"""
    WITH page AS (
        SELECT id, title, trashed, trashed_by FROM visible_trash_albums
        WHERE {_MINE} ORDER BY trashed DESC, id DESC LIMIT :limit)
    SELECT page.*, {called_name()} AS trashed_by_name, {picture_of_media()},
           {counted("shown.album = page.id", "visible_trash_media")} AS media
    FROM page
    LEFT JOIN person ON person.id = page.trashed_by
    LEFT JOIN media ON media.id = (
        SELECT id FROM visible_trash_media WHERE {_MINE} AND album = page.id AND rendered = 1 LIMIT 1)
    {edited()}
    ORDER BY page.trashed DESC, page.id DESC
"""
STORIES = f"""
    WITH page AS (
        SELECT id, album, album_title, album_trashed IS NOT NULL AS album_trashed, contributor, trashed, trashed_by
        FROM visible_trash_stories WHERE {_MINE} AND (+trashed, +id) < (:trashed, :last) ORDER BY trashed DESC, id DESC LIMIT :limit)
    SELECT page.*, {called_name("giver")} AS contributor_name, {called_name()} AS trashed_by_name, {picture_of_media()}
    FROM page
    CROSS JOIN person AS giver ON giver.id = page.contributor
    LEFT JOIN person ON person.id = page.trashed_by
    LEFT JOIN media ON media.id = (
        SELECT id FROM visible_trash_media WHERE {_MINE} AND story = page.id AND place = 0)
    {edited()}
    ORDER BY page.trashed DESC, page.id DESC
"""
A_STORY = f"SELECT album, album_trashed FROM visible_trash_stories WHERE {_MINE} AND id = :story"
AN_ALBUM = f"SELECT id FROM visible_trash_albums WHERE {_MINE} AND id = :album"


def trashed_albums(library: Library, viewer: Viewer, limit: int = PAGE) -> list[TrashedAlbum]:
    """Whole albums in the trash, the newest first."""
    return all_of(library, viewer, TrashedAlbum, ALBUMS, limit=limit)


def trashed_stories(
    library: Library, viewer: Viewer, limit: int = PAGE, after: tuple[str, int] = ("~", 0)
) -> list[TrashedStory]:
    """Single stories in the trash, the newest first; `after` is (trashed, id) of the last one seen."""
    return all_of(library, viewer, TrashedStory, STORIES, limit=limit, trashed=after[0], last=after[1])


def story_in_trash(library: Library, viewer: Viewer, story: int) -> tuple[int, bool] | None:
    """Its album, and whether that lies in the trash too; None where this viewer may not bring it back."""
    row = library.database.connection.execute(A_STORY, bound(viewer, {"story": story})).fetchone()
    return (row["album"], row["album_trashed"] is not None) if row else None


def album_in_trash(library: Library, viewer: Viewer, album: int) -> bool:
    return library.database.value(AN_ALBUM, bound(viewer, {"album": album})) is not None
