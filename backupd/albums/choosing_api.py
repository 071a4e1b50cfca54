"""JSON addresses of what can be done with chosen stories."""

from litestar import Request, get, post
from litestar.types import ASGIApp

from backupd.albums import (
    actions,
    arranging,
    dating,
    locating,
    looking,
    merging,
    selection,
    splitting,
    store,
    zipping,
)
from backupd.albums.choosing import Arranging, Choice, Dating, Locating, Merging, Selection, Splitting, Told
from backupd.albums.choosing_pages import zip_answer
from backupd.albums.chosen import with_stacks
from backupd.albums.records import Album, Opened
from backupd.core.library import Library
from backupd.family import Viewer


@get("/albums/{number:int}/selection", sync_to_thread=True)
def choose(library: Library, viewer: Viewer, number: int, after: str | None = None, shown: int = 0) -> Opened:
    """The stories one can choose among."""
    actions.must_contribute(viewer)
    return looking.opened(library, viewer, number, after, shown)


@post("/albums/{number:int}/selection", sync_to_thread=True, status_code=200)
def act(library: Library, viewer: Viewer, number: int, data: Selection) -> Told:
    """Move, copy or put away several stories of an album, or make one its cover. Here and below, the top of a stack
    stands for all of it."""
    return selection.act_on(library, viewer, number, data)


@post("/albums/{number:int}/dates", sync_to_thread=True, status_code=200)
def date(library: Library, viewer: Viewer, number: int, data: Dating) -> Told:
    """Give stories of an album another date: written (2019-08-05 14:05, 2019-08, 1990s), shifted, the album's, the
    file's, or none."""
    return dating.date_stories(library, viewer, number, data)


@get("/albums/{number:int}/places", sync_to_thread=True)
def places(library: Library, viewer: Viewer, number: int) -> list[locating.Known]:
    """The places that stories of the album have, the most frequent first."""
    store.album(library, viewer, number)
    return locating.known_places(library, viewer, number, [])


@post("/albums/{number:int}/places", sync_to_thread=True, status_code=200)
def locate(library: Library, viewer: Viewer, number: int, data: Locating) -> Told:
    """Give stories of an album another place: words and coordinates as written, another story's, the file's, or none."""
    return locating.locate_stories(library, viewer, number, data)


@post("/albums/{number:int}/split", sync_to_thread=True)
def split(library: Library, viewer: Viewer, number: int, data: Splitting) -> Album:
    """Make an album of its own of some stories."""
    return store.album(library, viewer, splitting.split_album(library, viewer, number, data))


@post("/albums/{number:int}/merge", sync_to_thread=True, status_code=200)
def merge(library: Library, viewer: Viewer, number: int, data: Merging) -> Told:
    """Put everything of this album into another one; this one goes into the trash."""
    return merging.merge_album(library, viewer, number, data)


@post("/albums/{number:int}/position", sync_to_thread=True, status_code=204)
def arrange(library: Library, viewer: Viewer, number: int, data: Arranging) -> None:
    """Put stories behind or before another one; the album is ordered by hand from then on."""
    arranging.place_stories(library, viewer, number, data)


@get("/albums/{number:int}/zip", sync_to_thread=True)
def save_all(request: Request, library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """The originals of the whole album as a zip."""
    return zip_answer(request, library, viewer, number, [])


@post("/albums/{number:int}/zip", sync_to_thread=True, status_code=200)
def save(request: Request, library: Library, viewer: Viewer, number: int, data: Choice) -> ASGIApp:
    """The originals of these stories, or of all of them when none is named, as a zip; a single one as it is."""
    return zip_answer(request, library, viewer, number, data.stories)


@post("/albums/{number:int}/originals", sync_to_thread=True, status_code=200)
def each(library: Library, viewer: Viewer, number: int, data: Choice) -> list[zipping.Original]:
    """The originals of these stories, to be saved one by one at /media/{media}/original?download."""
    return zipping.originals(library, viewer, number, with_stacks(library, viewer, data.stories))


routes = [choose, act, date, places, locate, split, merge, arrange, save_all, save, each]
