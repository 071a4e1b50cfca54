"""What the pages and their JSON twins show, put together from the stores: one function for each address."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

import msgspec

from backupd.albums import (
    actions,
    categories,
    edit_store,
    locating,
    stack_store,
    store,
    story_store,
    timeline_looking,
    trash_store,
)
from backupd.albums.naming import shared_name
from backupd.albums.pictures import Motion
from backupd.albums.records import Album, Clip, Opened, Seen, Shelf, Story
from backupd.albums.trash import may_trash_album
from backupd.albums.trash_records import Trash
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer

MOST_SHOWN = 2000
STRIP_BEFORE, STRIP_AFTER = 4, 8


class Day(msgspec.Struct, frozen=True):
    """Stories under one heading: a day, or as much of it as is known; no heading in an order made by hand."""

    taken: str | None
    precision: str
    stories: list[Story]
    headed: bool = True

    def where(self, language: str) -> str:
        """Where most of those were of which it is known."""
        return shared_name([where for story in self.stories if (where := story.where(language))])


def shelf(
    library: Library, viewer: Viewer, category: int | None, year: str | None, after: str | None
) -> Shelf:
    """A page of the shelf, and the chips to narrow it by."""
    found = store.shelf(
        library,
        viewer,
        category=category,
        year=year,
        after=cursor(after) or ("~", 0),
        limit=store.SHELF_PAGE + 1,
    )
    shown = found[: store.SHELF_PAGE]
    more = written_cursor(shown[-1].event_key, shown[-1].id) if len(found) > len(shown) else None
    return Shelf(shown, categories.shelves(library, viewer), store.years(library, viewer), more)


def opened(library: Library, viewer: Viewer, number: int, after: str | None = None, shown: int = 0) -> Opened:
    """An album with a page of its stories after a cursor, or with exactly the first `shown` of them."""
    album = store.album(library, viewer, number)
    limit = min(shown, MOST_SHOWN) if shown and not after else story_store.GRID_PAGE
    found = story_store.grid(library, viewer, album, cursor(after), limit + 1)
    page = found[:limit] if shown and not after else whole_days(album, found, limit)
    last = page[-1] if page and len(found) > len(page) else None
    return Opened(
        album=album,
        contributors=store.contributors(library, viewer, number),
        stories=page,
        next=written_cursor(story_store.key_of(album, last), last.id) if last else None,
        first=cursor(after) is None,
        may_trash=may_trash_album(library, viewer, album),
    )


def whole_days(album: Album, found: Sequence[Story], limit: int) -> list[Story]:
    """At most `limit` stories, ending with a day where that leaves at least half of them: no row is torn in two."""
    page = list(found[:limit])
    if len(found) <= limit or album.ordered == "hand":
        return page
    begun = heading(found[limit])
    whole = [story for story in page if heading(story) != begun]
    return whole if len(whole) >= limit // 2 else page


def days(album: Album, stories: Sequence[Story]) -> list[Day]:
    """Stories under the headings of their days, in the album's order."""
    if album.ordered == "hand":
        return [Day(None, "unknown", list(stories), headed=False)] if stories else []
    return [Day(taken, precision, list(each)) for (taken, precision), each in groupby(stories, key=heading)]


def heading(story: Story) -> tuple[str | None, str]:
    if story.taken is None:
        return None, "unknown"
    precision = "day" if story.precision == "exact" else story.precision
    length = {"day": 10, "month": 7}.get(precision, 4)
    return story.taken[:length], precision


class Goal(msgspec.Struct, frozen=True):
    """An album that stories can be sent to."""

    id: int
    title: str


def goals(library: Library, viewer: Viewer, besides: int) -> list[Goal]:
    """The family's albums that anybody adds to, but this one; newest event first."""
    actions.must_contribute(viewer)
    return [
        Goal(album.id, album.title)
        for album in store.titles(library, viewer)
        if album.id != besides and not album.in_turns
    ]


def seen(library: Library, viewer: Viewer, number: int, clip: int = 0, in_timeline: bool = False) -> Seen:
    """A story as the viewer shows it, with its `clip`-th media in front, among its album or in the timeline. Raises Absent
    where it has none."""
    story = story_store.story(library, viewer, number)
    album = store.album(library, viewer, story.album)
    clips = story_store.clips(library, viewer, number)
    shown = next((each for each in clips if each.place == clip), None)
    if shown is None:
        raise Absent
    beside = (
        timeline_looking.around(library, viewer, number, STRIP_BEFORE, STRIP_AFTER) if in_timeline else None
    )
    return Seen(
        story=story,
        album=album,
        clips=clips,
        shown=shown,
        edit=edit_store.edit(library, viewer.family, viewer.id, shown.picture.id),
        around=beside or story_store.around(library, viewer, album, story, STRIP_BEFORE, STRIP_AFTER),
        places=store.where_is(library, viewer.id, viewer.family, shown.picture.id),
        may_trash=viewer.owner or (viewer.contributes and story.contributor == viewer.id),
        in_timeline=beside is not None,
        stack=stack_store.stack_of(library, viewer, number),
        where=locating.whereabouts(library, viewer, number),
        motion=motion_of(shown, clips),
    )


def cursor_near(seen: Seen) -> str | None:
    """From where a page of the album shows this story and those before it; None: from the beginning."""
    before = seen.around.before
    if seen.around.position <= story_store.GRID_PAGE // 2 or not before:
        return None
    return written_cursor(story_store.key_of(seen.album, before[0]), before[0].id)


def place_in_album(seen: Seen) -> str:
    """The address of the album with as much of it as reaches this story, at this story; of all photos for whoever
    came from there."""
    if seen.in_timeline:
        return f"/photos?story={seen.story.id}#s{seen.story.id}"
    page_size = story_store.GRID_PAGE
    needed = -(-seen.around.position // page_size) * page_size
    mark = f"#s{seen.story.id}"
    if seen.around.position <= page_size // 2:
        return f"/albums/{seen.album.id}{mark}"
    if needed <= MOST_SHOWN:
        return f"/albums/{seen.album.id}?shown={needed}{mark}"
    first = seen.around.before[0] if seen.around.before else seen.story
    after = written_cursor(story_store.key_of(seen.album, first), first.id)
    return f"/albums/{seen.album.id}?after={quote(after)}{mark}"


def motion_of(shown: Clip, clips: Sequence[Clip]) -> Motion | None:
    """What a photo plays: the film inside it, or the one that came beside it."""
    picture = shown.picture
    beside = next((clip.picture for clip in clips if clip.moves == picture.id), None)
    if picture.motion and (picture.motion in ("needed", "made") or beside is None):
        return Motion(picture.motion, f"/media/{picture.id}/motion")  # type: ignore[arg-type]
    if beside is None:
        return None
    state = beside.film or "made"
    return Motion(state, f"/media/{beside.id}/film", f"/media/{beside.id}/original?download")  # type: ignore[arg-type]


def trash(library: Library, viewer: Viewer, after: str | None = None) -> Trash:
    """What this person may bring back; whole albums stand on the first page."""
    begun = cursor(after)
    found = trash_store.trashed_stories(library, viewer, trash_store.PAGE + 1, begun or ("~", 0))
    shown = found[: trash_store.PAGE]
    return Trash(
        [] if begun else trash_store.trashed_albums(library, viewer),
        shown,
        viewer.owner,
        written_cursor(shown[-1].trashed, shown[-1].id) if len(found) > len(shown) else None,
    )


def cursor(text: str | None) -> tuple[str, int] | None:
    """(key, id) of the last one seen, from an address; None for none and for what is no cursor."""
    key, mark, number = (text or "").rpartition("_")
    last = written_number(number)
    return (key, last) if mark and last is not None else None


def written_cursor(key: str, number: int) -> str:
    return f"{key}_{number}"
