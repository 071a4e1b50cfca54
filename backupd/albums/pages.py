"""HTML addresses of albums: the shelf, an album, making and editing one."""

from urllib.parse import urlencode

from litestar import Request, Response, Router, get, post
from litestar.response import Redirect

from backupd.albums import actions, categories, looking, merging, store, trash
from backupd.albums.bodies import AlbumFormBody, OrderingForm
from backupd.albums.category_pages import routes as category_routes
from backupd.albums.choosing_pages import routes as choosing_routes
from backupd.albums.edit_pages import routes as edit_routes
from backupd.albums.files import routes as file_routes
from backupd.albums.history_pages import routes as history_routes
from backupd.albums.looks import look
from backupd.albums.meeting import as_form, as_opened
from backupd.albums.records import Album, AlbumForm
from backupd.albums.scene_pages import routes as clip_routes
from backupd.albums.slideshow import routes as slideshow_routes
from backupd.albums.stack_pages import routes as stack_routes
from backupd.albums.story_pages import routes as story_routes
from backupd.albums.timeline_pages import routes as timeline_routes
from backupd.albums.trash_pages import routes as trash_routes
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page


@get("/albums", sync_to_thread=True)
def shelf(
    request: Request,
    library: Library,
    viewer: Viewer,
    category: int | None = None,
    year: str | None = None,
    after: str | None = None,
) -> Response[str]:
    shown = looking.shelf(library, viewer, category, year, after)
    template = "albums/_books.html" if fragment_wanted(request) else "albums/shelf.html"
    return page(request, template, shelf=shown, category=category, year=year, address=shelf_address)


def shelf_address(category: int | None, year: str | None, after: str | None = None) -> str:
    """The shelf, narrowed and continued."""
    asked = {"category": category, "year": year, "after": after}
    narrowed = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"/albums?{narrowed}" if narrowed else "/albums"


@get("/albums/new", sync_to_thread=True)
def new(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    actions.must_contribute(viewer)
    return _form(request, library, viewer, AlbumForm(""), None)


@post("/albums", sync_to_thread=True, status_code=303)
def make(request: Request, library: Library, viewer: Viewer, data: AlbumFormBody) -> Response[str] | Redirect:
    try:
        return go(f"/albums/{actions.make_album(library, viewer, data)}")
    except Refused as refusal:
        return _form_again(request, library, viewer, data, None, refusal)


@get("/albums/{number:int}", sync_to_thread=True)
def show(
    request: Request, library: Library, viewer: Viewer, number: int, after: str | None = None, shown: int = 0
) -> Response[str] | Redirect:
    """A letter may still name an album that went into another one."""
    try:
        opened = looking.opened(library, viewer, number, after, shown)
    except Absent:
        if (goal := merging.merged_into(library, number)) is None:
            raise
        return go(f"/albums/{store.album(library, viewer, goal).id}")
    look(library, viewer, number)
    days = looking.days(opened.album, opened.stories)
    seen = len(opened.stories) + (shown if after else 0)
    if not fragment_wanted(request):
        return page(request, "albums/album.html", opened=opened, days=days, shown=seen)
    answer = page(request, "albums/_stories.html", opened=opened, days=days, shown=seen)
    answer.headers["HX-Replace-Url"] = f"/albums/{number}?shown={seen}"
    return answer


@get("/albums/{number:int}/edit", sync_to_thread=True)
def edit(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    actions.must_contribute(viewer)
    album = store.album(library, viewer, number)
    return _form(request, library, viewer, as_form(album), album)


@post("/albums/{number:int}/edit", sync_to_thread=True, status_code=303)
def save(
    request: Request, library: Library, viewer: Viewer, number: int, data: AlbumFormBody
) -> Response[str] | Redirect:
    album = store.album(library, viewer, number)
    try:
        actions.edit_album(library, viewer, number, data)
    except actions.Stale as stale:
        return _both(request, library, viewer, stale)
    except Refused as refusal:
        return _form_again(request, library, viewer, data, album, refusal)
    return go(f"/albums/{number}")


def _form(
    request: Request,
    library: Library,
    viewer: Viewer,
    form: AlbumForm,
    album: Album | None,
    refusal: Refused | None = None,
    status: int = 200,
) -> Response[str]:
    shelves = categories.shelves(library, viewer)
    opened = form.was or (as_opened(as_form(album)) if album else "")
    context = {"form": form, "album": album, "categories": shelves, "refusal": refusal, "opened": opened}
    return page(request, "albums/form.html", status=status, **context)


def _form_again(
    request: Request,
    library: Library,
    viewer: Viewer,
    form: AlbumForm,
    album: Album | None,
    refusal: Refused,
) -> Response[str]:
    """The form with what was written and the sentence beside it; what is no matter of the form goes on to its page."""
    if not refusal.key.startswith("albums."):
        raise refusal
    return _form(request, library, viewer, form, album, refusal, refusal.status)


def _both(request: Request, library: Library, viewer: Viewer, stale: actions.Stale) -> Response[str]:
    """Both versions side by side; saving mine again carries the version that was looked at now."""
    named = {str(each.id): each.name for each in categories.shelves(library, viewer)}
    context = {"mine": stale.mine, "theirs": as_form(stale.album), "album": stale.album, "categories": named}
    return page(request, "albums/both.html", status=409, **context)


@post("/albums/{number:int}/order", sync_to_thread=True, status_code=303)
def order(library: Library, viewer: Viewer, number: int, data: OrderingForm) -> Redirect:
    actions.order_album(library, viewer, number, data.ordered)
    return go(f"/albums/{number}/selection?arranging=true" if data.ordered == "hand" else f"/albums/{number}")


@post("/albums/{number:int}/cover", sync_to_thread=True, status_code=303)
def cover_for_me(library: Library, viewer: Viewer, number: int) -> Redirect:
    actions.choose_cover(library, viewer, number, None)
    return go(f"/albums/{number}")


@post("/albums/{number:int}/trash", sync_to_thread=True, status_code=303)
def put_away(library: Library, viewer: Viewer, number: int) -> Redirect:
    trash.trash_album(library, viewer, number)
    return go("/albums")


pages = Router(
    "/",
    route_handlers=[
        *timeline_routes,
        *stack_routes,
        *clip_routes,
        shelf, new, make, show, edit, save, order, cover_for_me, put_away,
        *choosing_routes, *story_routes, *history_routes, *category_routes, *trash_routes, *file_routes,
        *edit_routes,
        *slideshow_routes,
    ],
)  # fmt: skip
