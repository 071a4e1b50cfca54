"""Reads of stories and their media, all through the gate: every statement binds viewer and family."""

from backupd.albums.records import Album, Around, Clip, MediaFile, Story
from backupd.albums.rows import all_of, bound, counted, one_of, picture
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer, called_name

GRID_PAGE = 200
KEYS = {"taken": "moment", "hand": "position"}

_MINE = "viewer = :viewer AND family = :family"


def stacked(story: str) -> str:
    """How many lie in the stack of a story, itself included; `story` names a row with stack and album."""
    return f"""
        CASE WHEN {story}.stack IS NULL THEN 1 ELSE (
            SELECT count(*) FROM visible_stories AS beside
            WHERE beside.viewer = :viewer AND beside.family = :family AND beside.album = {story}.album
              AND beside.stack = {story}.stack) END
    """


def stories_where(where: str, order: str, limit: str = "", view: str = "visible_tops") -> str:
    """SELECT of whole stories the viewer may see, of stacks only the top; `where` continues a WHERE over the view."""
    return f"""
        WITH page AS (
            SELECT id, album, contributor, guest, description, taken, offset, precision, moment, position, added, stack,
                   place, located, place_ko AS own_ko, place_en AS own_en
            FROM {view} WHERE {_MINE} {where} ORDER BY {order} {limit})
        SELECT page.*, {called_name()} AS contributor_name, person.colour AS contributor_colour,
               person.face AS contributor_face, guest.name AS guest_name, {picture("face")},
               iif(page.located, page.own_ko, face.place_ko) AS place_ko,
               iif(page.located, page.own_en, face.place_en) AS place_en,
               {counted("shown.story = page.id")} AS clips,
               (SELECT count(*) FROM visible_motions WHERE {_MINE} AND story = page.id AND photo = face.id) AS films,
               {stacked("page")} AS stacked
        FROM page
        CROSS JOIN person ON person.id = page.contributor
        CROSS JOIN visible_media AS face ON face.viewer = :viewer AND face.family = :family
                                  AND face.story = page.id AND face.place = 0
        LEFT JOIN guest ON guest.id = page.guest
        ORDER BY {order.replace("moment", "page.moment").replace("position", "page.position").replace("id", "page.id")}
    """


STORY = stories_where("AND id = :story", "id", view="visible_stories")
TOP_OF = """
    SELECT tops.id FROM visible_tops AS tops
    WHERE tops.viewer = :viewer AND tops.family = :family AND tops.album = :album AND tops.stack = :stack
"""
GRIDS = {
    order: stories_where(f"AND album = :album AND ({key}, id) > (:key, :last)", f"{key}, id", "LIMIT :limit")
    for order, key in KEYS.items()
}
GRIDS_BACKWARDS = {
    order: stories_where(
        f"AND album = :album AND ({key}, id) < (:key, :last)", f"{key} DESC, id DESC", "LIMIT :limit"
    )
    for order, key in KEYS.items()
}
BEFORE = {
    order: f"SELECT count(*) FROM visible_tops WHERE {_MINE} AND album = :album AND ({key}, id) < (:key, :last)"
    for order, key in KEYS.items()
}
TOTAL = f"SELECT count(*) FROM visible_tops WHERE {_MINE} AND album = :album"
OF_GUEST = stories_where("AND album = :album AND guest = :guest", "id DESC", "LIMIT :limit")
CLIPS = f"""
    SELECT place, visible_media.name, mime, size, camera, brought_by, {called_name()} AS brought_by_name,
           {picture("visible_media")},
           (SELECT photo FROM visible_motions WHERE {_MINE} AND story = :story AND film = visible_media.id) AS moves
    FROM visible_media LEFT JOIN person ON person.id = brought_by
    WHERE {_MINE} AND story = :story ORDER BY place
"""
_FILE = "SELECT id, name, mime, kind, state, rendered, film, own_film, edit, edition, motion FROM"
FILE = f"{_FILE} visible_media WHERE {_MINE} AND id = :media LIMIT 1"
FILE_IN_TRASH = f"{_FILE} visible_trash_media WHERE {_MINE} AND id = :media LIMIT 1"


def story(library: Library, viewer: Viewer, number: int) -> Story:
    """Raises Absent where it is not, or not for this viewer."""
    found = one_of(library, viewer, Story, STORY, story=number)
    if found is None:
        raise Absent
    return found


def grid(
    library: Library,
    viewer: Viewer,
    album: Album,
    after: tuple[str, int] | None = None,
    limit: int = GRID_PAGE,
) -> list[Story]:
    """Stories of an album in its order; `after` is (key, id) of the last one seen."""
    key, last = after or ("" if album.ordered == "taken" else "-1e300", 0)
    named = {"album": album.id, "key": _typed(album, key), "last": last, "limit": limit}
    return all_of(library, viewer, Story, GRIDS[album.ordered], **named)


def key_of(album: Album, story: Story) -> str:
    """What a cursor of this album's order is made of."""
    return story.moment if album.ordered == "taken" else repr(story.position)


def around(library: Library, viewer: Viewer, album: Album, story: Story, before: int, after: int) -> Around:
    """The story's place in its album, and up to so many neighbours on each side; in a stack, those of its top."""
    story = _top_of(library, viewer, story)
    named = {"album": album.id, "key": _typed(album, key_of(album, story)), "last": story.id}
    backwards = all_of(library, viewer, Story, GRIDS_BACKWARDS[album.ordered], **named, limit=before)
    return Around(
        position=library.database.value(BEFORE[album.ordered], bound(viewer, named)) + 1,
        total=library.database.value(TOTAL, bound(viewer, named)),
        before=backwards[::-1],
        after=all_of(library, viewer, Story, GRIDS[album.ordered], **named, limit=after),
    )


def _top_of(library: Library, viewer: Viewer, story: Story) -> Story:
    if story.stack is None:
        return story
    named = {"album": story.album, "stack": story.stack}
    top = library.database.value(TOP_OF, bound(viewer, named))
    return story if top in (None, story.id) else one_of(library, viewer, Story, STORY, story=top) or story


def stories_of_guest(library: Library, guest: Viewer, album: int, limit: int = GRID_PAGE) -> list[Story]:
    """What this guest gave to the album, the newest first."""
    return all_of(library, guest, Story, OF_GUEST, album=album, guest=-guest.id, limit=limit)


def clips(library: Library, viewer: Viewer, story: int) -> list[Clip]:
    """The media of a story in their places."""
    return all_of(library, viewer, Clip, CLIPS, story=story)


def media_file(library: Library, viewer: Viewer, media: int) -> MediaFile:
    """A media this viewer may see in an album, or in the trash because they may bring it back. Raises Absent."""
    found = one_of(library, viewer, MediaFile, FILE, media=media) or one_of(
        library, viewer, MediaFile, FILE_IN_TRASH, media=media
    )
    if found is None:
        raise Absent
    return found


def _typed(album: Album, key: str) -> str | float:
    """A cursor's key as its column is typed; one that is no number begins at the beginning."""
    if album.ordered == "taken":
        return key
    try:
        return float(key)
    except ValueError:
        return float("-inf")
