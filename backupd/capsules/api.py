"""JSON addresses of capsules, twins of the pages. What one puts in goes to POST /api/add?capsule=7, or by tus."""

from litestar import Router, get, post

from backupd.capsules import actions, filling, looking
from backupd.capsules.records import Capsule, Made, NewCapsule, NewMoment, Seen, Shelf, Thing
from backupd.core.library import Library
from backupd.family import Viewer


@get("/capsules", sync_to_thread=True)
def shelf(library: Library, viewer: Viewer) -> Shelf:
    return looking.shelf(library, viewer)


@post("/capsules", status_code=201, sync_to_thread=True)
def make(library: Library, viewer: Viewer, data: NewCapsule) -> Made:
    """people left out: everybody who adds to albums, but those it is hidden from."""
    return Made(actions.make(library, viewer, data))


@get("/capsules/{number:int}", sync_to_thread=True)
def show(library: Library, viewer: Viewer, number: int) -> Seen:
    return looking.seen(library, viewer, number)


@post("/capsules/{number:int}/look", status_code=200, sync_to_thread=True)
def look(library: Library, viewer: Viewer, number: int) -> Capsule:
    """The first look is noted; the answer names the album."""
    return actions.look(library, viewer, number)


@post("/capsules/{number:int}/moment", status_code=204, sync_to_thread=True)
def move(library: Library, viewer: Viewer, number: int, data: NewMoment) -> None:
    actions.move(library, viewer, number, data)


@post("/capsules/{number:int}/trash", status_code=204, sync_to_thread=True)
def put_away(library: Library, viewer: Viewer, number: int) -> None:
    actions.put_away(library, viewer, number)


@post("/capsules/{number:int}/restoration", status_code=204, sync_to_thread=True)
def restore(library: Library, viewer: Viewer, number: int) -> None:
    actions.restore(library, viewer, number)


@get("/capsules/{number:int}/things", sync_to_thread=True)
def things(library: Library, viewer: Viewer, number: int) -> list[Thing]:
    """What I put in."""
    return looking.things(library, viewer, number)


@post("/capsules/{number:int}/things/{thing:int}/withdrawal", status_code=204, sync_to_thread=True)
def withdraw(library: Library, viewer: Viewer, number: int, thing: int) -> None:
    filling.withdraw(library, viewer, number, thing)


@post("/capsules/{number:int}/things/{thing:int}/return", status_code=204, sync_to_thread=True)
def put_back(library: Library, viewer: Viewer, number: int, thing: int) -> None:
    filling.put_back(library, viewer, number, thing)


api = Router(
    "/api",
    route_handlers=[shelf, make, show, look, move, put_away, restore, things, withdraw, put_back],
)
