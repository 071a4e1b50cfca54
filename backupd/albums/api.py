"""JSON addresses of albums, twins of its pages: the same verbs, the same records."""

from litestar import Router, get, post

from backupd.albums import actions, history_store, looking, store, trash
from backupd.albums.choosing_api import routes as choosing_routes
from backupd.albums.edit_api import routes as edit_routes
from backupd.albums.forms import Cover, Ordering
from backupd.albums.history_pages import Undoing
from backupd.albums.history_records import History
from backupd.albums.looks import look
from backupd.albums.records import Album, AlbumForm, Opened, Shelf
from backupd.albums.scene_pages import api_routes as clip_routes
from backupd.albums.slideshow import api_routes as slideshow_routes
from backupd.albums.stack_pages import api_routes as stack_routes
from backupd.albums.story_api import routes as story_routes
from backupd.albums.timeline_pages import api_routes as timeline_routes
from backupd.albums.undoing import undo
from backupd.core.library import Library
from backupd.family import Viewer


@get("/albums", sync_to_thread=True)
def shelf(
    library: Library,
    viewer: Viewer,
    category: int | None = None,
    year: str | None = None,
    after: str | None = None,
) -> Shelf:
    """Albums, newest event first; `next` continues as `after`."""
    return looking.shelf(library, viewer, category, year, after)


@post("/albums", sync_to_thread=True)
def make(library: Library, viewer: Viewer, data: AlbumForm) -> Album:
    """A new album. `begins` and `until` are dates as people write them: 2019-08-05, 2019-08, 2019, 1990s."""
    return store.album(library, viewer, actions.make_album(library, viewer, data))


@get("/albums/{number:int}", sync_to_thread=True)
def show(library: Library, viewer: Viewer, number: int, after: str | None = None, shown: int = 0) -> Opened:
    """An album with a page of its stories; `next` continues as `after`."""
    opened = looking.opened(library, viewer, number, after, shown)
    look(library, viewer, number)
    return opened


@post("/albums/{number:int}/edit", sync_to_thread=True, status_code=200)
def save(library: Library, viewer: Viewer, number: int, data: AlbumForm) -> Album:
    """Change an album. `version` is the one that was looked at; 409 when somebody changed it since."""
    actions.edit_album(library, viewer, number, data)
    return store.album(library, viewer, number)


@post("/albums/{number:int}/order", sync_to_thread=True, status_code=200)
def order(library: Library, viewer: Viewer, number: int, data: Ordering) -> Album:
    """By the moment taken, or by hand."""
    actions.order_album(library, viewer, number, data.ordered)
    return store.album(library, viewer, number)


@post("/albums/{number:int}/cover", sync_to_thread=True, status_code=200)
def cover(library: Library, viewer: Viewer, number: int, data: Cover) -> Album:
    """A story of the album for its cover; null: chosen for you."""
    actions.choose_cover(library, viewer, number, data.story)
    return store.album(library, viewer, number)


@post("/albums/{number:int}/trash", sync_to_thread=True, status_code=204)
def put_away(library: Library, viewer: Viewer, number: int) -> None:
    """Put an album and everything in it into the trash for thirty days."""
    trash.trash_album(library, viewer, number)


@get("/albums/{number:int}/history", sync_to_thread=True)
def told(library: Library, viewer: Viewer, number: int, before: int | None = None) -> History:
    """Who did what, when, the newest first; `next` continues as `before`."""
    return history_store.history(library, viewer, store.album(library, viewer, number), before)


@post("/albums/{number:int}/undoings", sync_to_thread=True, status_code=200)
def take_back(library: Library, viewer: Viewer, number: int, data: Undoing) -> History:
    """Take changes of an album back, all or none; 409 when what they touched was changed again since."""
    undo(library, viewer, number, data.changes)
    return history_store.history(library, viewer, store.album(library, viewer, number), None)


api = Router(
    "/api",
    route_handlers=[
        *(shelf, make, show, save, order, cover, put_away, told, take_back),
        *choosing_routes,
        *story_routes,
        *timeline_routes,
        *stack_routes,
        *clip_routes,
        *edit_routes,
        *slideshow_routes,
    ],
    tags=["albums"],
)  # fmt: skip
