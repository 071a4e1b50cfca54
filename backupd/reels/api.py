"""JSON addresses of an album's film, twins of its pages."""

import anyio
from litestar import Request, Router, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reels import actions
from backupd.reels.envelope import LARGEST, received
from backupd.reels.forms import Receivers
from backupd.reels.pages import film, words_of
from backupd.reels.records import Reel, Sent


@get("/albums/{number:int}/reel", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Reel:
    """An album's film: none, asked, making (done of total frames) or failed with a reason; `film` is one to watch."""
    return actions.reel(library, viewer, number, words_of(request))


@post("/albums/{number:int}/reel", request_max_body_size=LARGEST, status_code=202)
async def ask(request: Request, library: Library, viewer: Viewer, number: int) -> Reel:
    """Have a film made in the background: JSON with `without` for no music, or multipart/form-data with `music`."""
    wish, music = await received(request, library)
    words = words_of(request)
    await anyio.to_thread.run_sync(actions.ask, library, viewer, number, words, music, wish.without)
    return await anyio.to_thread.run_sync(actions.reel, library, viewer, number, words)


@post("/albums/{number:int}/reel/removal", sync_to_thread=True, status_code=204)
def erase(library: Library, viewer: Viewer, number: int) -> None:
    """Erase the film and its music; pictures and album stay."""
    actions.erase(library, viewer, number)


@post("/albums/{number:int}/reel/letters", sync_to_thread=True, status_code=202)
def send(library: Library, viewer: Viewer, number: int, data: Receivers) -> Sent:
    """Send the film to people of the family, by the channels they chose."""
    return Sent(actions.send(library, viewer, number, data.people))


api = Router("/api", route_handlers=[show, ask, erase, send, film], tags=["reels"])
