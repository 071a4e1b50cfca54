"""HTML addresses of an album's film."""

from typing import Annotated

import anyio
from litestar import HttpMethod, Request, Response, Router, get, post, route
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect
from litestar.types import ASGIApp

from backupd.core.errors import Absent, Forbidden, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page
from backupd.http.ranges import RangedFile
from backupd.http.words import Words
from backupd.reels import actions
from backupd.reels.actions import Music
from backupd.reels.envelope import LARGEST, received
from backupd.reels.forms import Receivers, Wish

ReceiversForm = Annotated[Receivers, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/albums/{number:int}/reel", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int, sent: int = 0) -> Response[str]:
    return _shown(request, library, viewer, number, sent=sent)


def _shown(
    request: Request, library: Library, viewer: Viewer, number: int, *, sent: int = 0, refusal: Refused | None = None
) -> Response[str]:  # fmt: skip
    found = actions.reel(library, viewer, number, words_of(request))
    template = "reels/_reel.html" if fragment_wanted(request) else "reels/reel.html"
    status = refusal.status if refusal else 200
    return page(request, template, status=status, found=found, sent=sent, refusal=refusal)


def words_of(request: Request) -> Words:
    return request.app.state.renderer.words


@post("/albums/{number:int}/reel", request_max_body_size=LARGEST, status_code=303)
async def ask(request: Request, library: Library, viewer: Viewer, number: int) -> Response:
    wish, music = await received(request, library)
    return await anyio.to_thread.run_sync(_asked, request, library, viewer, number, wish, music)


def _asked(
    request: Request, library: Library, viewer: Viewer, number: int, wish: Wish, music: Music | None
) -> Response:
    try:
        actions.ask(library, viewer, number, words_of(request), music, wish.without)
    except (Absent, Forbidden):
        raise
    except Refused as refusal:
        return _shown(request, library, viewer, number, refusal=refusal)
    return go(f"/albums/{number}/reel")


@post("/albums/{number:int}/reel/removal", sync_to_thread=True, status_code=303)
def erase(library: Library, viewer: Viewer, number: int) -> Redirect:
    actions.erase(library, viewer, number)
    return go(f"/albums/{number}/reel")


@post("/albums/{number:int}/reel/letters", sync_to_thread=True, status_code=303)
def send(request: Request, library: Library, viewer: Viewer, number: int, data: ReceiversForm) -> Response:
    try:
        people = actions.send(library, viewer, number, data.people)
    except Absent:
        raise
    except Refused as refusal:
        return _shown(request, library, viewer, number, refusal=refusal)
    return go(f"/albums/{number}/reel?sent={people}")


@route("/albums/{number:int}/reel/film", http_method=[HttpMethod.GET, HttpMethod.HEAD], sync_to_thread=True)
def film(library: Library, viewer: Viewer, number: int, download: str | None = None) -> ASGIApp:
    """The film; with ?download under the album's name. A browser asks each time whether it may still be seen."""
    path, mark = actions.watch(library, viewer, number)
    name = None if download is None else f"{actions.title(library, viewer, number)}.mp4"
    return RangedFile(path, "video/mp4", f"reel-{mark}", max_age=0, download_as=name)


pages = Router("/", route_handlers=[show, ask, erase, send, film])
