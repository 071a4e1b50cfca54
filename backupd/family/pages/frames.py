"""A frame of the family: when it was last lit, what it is called, its end."""

from litestar import Request, Response, get, post

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import frame_store, frames
from backupd.family.forms import NameForm
from backupd.family.records import Viewer
from backupd.http.answers import go, page


@get("/family/frames/{number:int}", sync_to_thread=True)
def frame(request: Request, library: Library, viewer: Viewer, number: int) -> Response:
    return _page(request, library, viewer, number)


@post("/family/frames/{number:int}/name", sync_to_thread=True)
def rename(request: Request, library: Library, viewer: Viewer, number: int, data: NameForm) -> Response:
    try:
        frames.rename_frame(library, viewer, number, data.name)
    except Refused as refusal:
        if refusal.status != 422:
            raise
        return _page(request, library, viewer, number, refusal)
    return go("/family")


@post("/family/frames/{number:int}/revocation", sync_to_thread=True)
def end(library: Library, viewer: Viewer, number: int) -> Response:
    frames.end_frame(library, viewer, number)
    return go("/family")


def _page(
    request: Request, library: Library, viewer: Viewer, number: int, refusal: Refused | None = None
) -> Response:
    found = frame_store.frame(library, viewer, number)
    return page(
        request,
        "family/frame.html",
        status=refusal.status if refusal else 200,
        frame=found,
        mine=frames.may_care_for(viewer, found),
        problem=refusal,
        now=viewer.here(library.clock.now()),
    )


handlers = [frame, rename, end]
