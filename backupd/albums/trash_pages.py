"""HTML addresses of the trash."""

from zoneinfo import ZoneInfo

from litestar import Request, Response, get, post
from litestar.response import Redirect

from backupd.albums import looking, trash
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page


@get("/trash", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, after: str | None = None) -> Response[str]:
    now = library.clock.now().astimezone(ZoneInfo(viewer.time_zone))
    return page(
        request, "trash/trash.html", trash=looking.trash(library, viewer, after), days=trash.DAYS, now=now
    )


@post("/trash/stories/{number:int}/restoration", sync_to_thread=True, status_code=303)
def restore_story(library: Library, viewer: Viewer, number: int, instead: int | None = None) -> Redirect:
    return go(f"/albums/{trash.restore_story(library, viewer, number, instead)}")


@post("/trash/albums/{number:int}/restoration", sync_to_thread=True, status_code=303)
def restore_album(library: Library, viewer: Viewer, number: int) -> Redirect:
    trash.restore_album(library, viewer, number)
    return go(f"/albums/{number}")


@post("/trash/emptying", sync_to_thread=True, status_code=303)
def empty(library: Library, viewer: Viewer) -> Redirect:
    trash.empty_trash(library, viewer)
    return go("/trash")


routes = [show, restore_story, restore_album, empty]
