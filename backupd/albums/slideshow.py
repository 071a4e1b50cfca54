"""An album as a slideshow: a few pictures at a time, from any of them on, round and round."""

from urllib.parse import quote

import msgspec
from litestar import Request, Response, get

from backupd.albums import looking, store, story_store
from backupd.albums.records import Album, Story
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, page

SLIDES = 20


class Slides(msgspec.Struct, frozen=True):
    """Pictures in the album's order; `next` continues them, and is None after the last."""

    album: Album
    slides: list[Story]
    next: str | None


def slides(library: Library, viewer: Viewer, number: int, at: int | None, after: str | None) -> Slides:
    """From the story `at` on, or after a cursor, or from the first. Raises Absent where `at` is not in the album."""
    album = store.album(library, viewer, number)
    first = [_at(library, viewer, album, at)] if at is not None else []
    begun = (story_store.key_of(album, first[0]), first[0].id) if first else looking.cursor(after)
    found = first + story_store.grid(library, viewer, album, begun, SLIDES + 1)
    shown = found[:SLIDES]
    more = len(found) > len(shown)
    last = looking.written_cursor(story_store.key_of(album, shown[-1]), shown[-1].id) if more else None
    return Slides(album, shown, last)


def _at(library: Library, viewer: Viewer, album: Album, number: int) -> Story:
    story = story_store.story(library, viewer, number)
    if story.album != album.id:
        raise Absent
    return story


@get("/albums/{number:int}/slideshow", sync_to_thread=True)
def show(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    at: int | None = None,
    after: str | None = None,
) -> Response[str]:
    shown = slides(library, viewer, number, at, after)
    here = f"/albums/{number}/slideshow"
    following = f"{here}?after={quote(shown.next)}" if shown.next else here
    template = "show/_slides.html" if fragment_wanted(request) else "show/slideshow.html"
    return page(request, template, slides=shown.slides, album=shown.album, following=following, hearted=set())


@get("/albums/{number:int}/slideshow", sync_to_thread=True)
def show_json(
    library: Library, viewer: Viewer, number: int, at: int | None = None, after: str | None = None
) -> Slides:
    """Pictures of an album in its order, from one of them or after a cursor."""
    return slides(library, viewer, number, at, after)


routes = [show]
api_routes = [show_json]
