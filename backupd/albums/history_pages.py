"""HTML addresses of an album's history."""

from typing import Annotated

import msgspec
from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from backupd.albums import history_store, store
from backupd.albums.undoing import undo
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page


class Undoing(msgspec.Struct, frozen=True):
    """The changes to take back; a form that names one sends a number, not a list."""

    change: list[int] | int = []

    @property
    def changes(self) -> list[int]:
        return [self.change] if isinstance(self.change, int) else self.change


@get("/albums/{number:int}/history", sync_to_thread=True)
def show(
    request: Request, library: Library, viewer: Viewer, number: int, before: int | None = None
) -> Response[str]:
    """Who did what, when, the newest first."""
    told = history_store.history(library, viewer, store.album(library, viewer, number), before)
    return page(request, "albums/history.html", history=told, now=viewer.here(library.clock.now()))


@post("/albums/{number:int}/undoings", sync_to_thread=True, status_code=303)
def take_back(
    library: Library,
    viewer: Viewer,
    number: int,
    data: Annotated[Undoing, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Redirect:
    undo(library, viewer, number, data.changes)
    return go(f"/albums/{number}/history")


routes = [show, take_back]
