"""A touch on a heart, from the story page or the frame."""

from typing import Annotated

from litestar import Request, Response, Router, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page
from backupd.reactions import actions
from backupd.reactions.comment_pages import routes as comment_routes
from backupd.reactions.feed_pages import routes as feed_routes
from backupd.reactions.records import Kind, Reactions
from backupd.reactions.seen_pages import routes as seen_routes


class TouchForm(Struct):
    """`back`: frame, to go on looking there; else the story itself."""

    kind: Kind = "heart"
    back: str = ""


Touch = Annotated[TouchForm, Body(media_type=RequestEncodingType.URL_ENCODED)]


@post("/stories/{number:int}/reactions", opt={"frame": True}, sync_to_thread=True, status_code=303)
def react(request: Request, library: Library, viewer: Viewer, number: int, data: Touch) -> Response:
    return _answer(request, viewer, data, actions.react(library, viewer, number, data.kind))


@post("/stories/{number:int}/reactions/removal", opt={"frame": True}, sync_to_thread=True, status_code=303)
def take_back(request: Request, library: Library, viewer: Viewer, number: int, data: Touch) -> Response:
    return _answer(request, viewer, data, actions.take_back(library, viewer, number))


def _answer(request: Request, viewer: Viewer, data: TouchForm, said: Reactions) -> Response:
    if fragment_wanted(request):
        return page(request, "reactions/_reactions.html", said=said)
    on_the_frame = viewer.frame or data.back == "frame"
    return go(f"/frame?at={said.story}" if on_the_frame else f"/stories/{said.story}")


pages = Router("/", route_handlers=[react, take_back, *comment_routes, *feed_routes, *seen_routes])
