"""JSON addresses of rolling pictures, twins of the pages. A turn is taken by POST /api/add with relay=7, or by tus."""

from litestar import Router, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.relays import actions, looking, store
from backupd.relays.records import Made, NewRelay, Nomination, Passing, Seen, Shelf


@get("/relays", sync_to_thread=True)
def shelf(library: Library, viewer: Viewer) -> Shelf:
    return looking.shelf(library, viewer)


@post("/relays", status_code=201, sync_to_thread=True)
def make(library: Library, viewer: Viewer, data: NewRelay) -> Made:
    """It begins at once. people: in their order; left out: everybody who adds to albums."""
    return Made(actions.make(library, viewer, data))


@get("/relays/{number:int}", sync_to_thread=True)
def show(library: Library, viewer: Viewer, number: int) -> Seen:
    return looking.seen(library, viewer, number)


@get("/albums/{number:int}/relay", sync_to_thread=True)
def of_album(library: Library, viewer: Viewer, number: int) -> Seen:
    """The rolling picture that fills, or filled, an album."""
    return looking.seen(library, viewer, store.of_album(library, viewer, number).id)


@post("/relays/{number:int}/passing", status_code=204, sync_to_thread=True)
def pass_on(library: Library, viewer: Viewer, number: int, data: Passing) -> None:
    """Whoever has the turn lets it go by."""
    actions.pass_on(library, viewer, number, data.turn)


@post("/relays/{number:int}/nomination", status_code=204, sync_to_thread=True)
def nominate(library: Library, viewer: Viewer, number: int, data: Nomination) -> None:
    """Whoever has the turn says who comes next; person 0 takes it back."""
    actions.nominate(library, viewer, number, data.turn, data.person)


@post("/relays/{number:int}/skipping", status_code=204, sync_to_thread=True)
def skip(library: Library, viewer: Viewer, number: int, data: Passing) -> None:
    """Whoever began it, or an owner, passes over whoever has the turn."""
    actions.skip(library, viewer, number, data.turn)


@post("/relays/{number:int}/joining", status_code=204, sync_to_thread=True)
def join(library: Library, viewer: Viewer, number: int) -> None:
    actions.join(library, viewer, number)


@post("/relays/{number:int}/going", status_code=204, sync_to_thread=True)
def leave(library: Library, viewer: Viewer, number: int) -> None:
    """What I added stays."""
    actions.leave(library, viewer, number)


@post("/relays/{number:int}/ending", status_code=204, sync_to_thread=True)
def end_early(library: Library, viewer: Viewer, number: int) -> None:
    """A hidden one only while nobody but its maker has added."""
    actions.end_early(library, viewer, number)


api = Router(
    "/api",
    route_handlers=[shelf, make, show, of_album, pass_on, nominate, skip, join, leave, end_early],
)
