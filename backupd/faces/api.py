"""JSON addresses of faces: the same verbs and records as the pages."""

from litestar import Router, get, post

from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.faces import actions, sights, switching
from backupd.faces.forms import Answer, Joining, Moving, Naming, Whose, Wish
from backupd.faces.pages import picture
from backupd.faces.records import Gallery, Progress, Shown, Sorting
from backupd.family import Viewer


@get("/faces", sync_to_thread=True)
def show(library: Library, viewer: Viewer, ask: int | None = None) -> Gallery:
    """Everybody whose face the family knows, and a question. ask: the question to begin with."""
    return sights.gallery(library, viewer, ask)


@post("/faces/wish", status_code=200, sync_to_thread=True)
def wish(library: Library, viewer: Viewer, data: Wish) -> Progress:
    """`to`: on, paused, or off, which erases everything that is known of faces. For owners."""
    switching.switch(library, viewer, data.to)
    return sights.progress(library, viewer)


@get("/faces/people/{number:int}", sync_to_thread=True)
def person(library: Library, viewer: Viewer, number: int, after: str | None = None) -> Shown:
    return sights.shown(library, viewer, number, after)


@post("/faces/people/{number:int}/name", status_code=200, sync_to_thread=True)
def name(library: Library, viewer: Viewer, number: int, data: Naming) -> Whose:
    """`person` of the family, or a `name`; `asks` is the question whether somebody of that name is the same."""
    asks = actions.name(library, viewer, number, data.name, written_number(str(data.person)), str(data.born))
    return Whose(number, asks)


@post("/faces/people/{number:int}/merging", status_code=200, sync_to_thread=True)
def merge(library: Library, viewer: Viewer, number: int, data: Joining) -> Whose:
    return Whose(actions.merge(library, viewer, number, data.other))


@get("/faces/people/{number:int}/sorting", sync_to_thread=True)
def sorting(library: Library, viewer: Viewer, number: int, after: int = 0) -> Sorting:
    actions.must_contribute(viewer)
    return sights.sorting(library, viewer, number, after)


@post("/faces/people/{number:int}/sorting", status_code=200, sync_to_thread=True)
def move(library: Library, viewer: Viewer, number: int, data: Moving) -> Whose:
    """`to`: nobody, new, or somebody's number; it is remembered that these faces are not theirs."""
    return Whose(actions.move(library, viewer, number, data.faces, str(data.to)))


@post("/faces/questions/{number:int}", status_code=200, sync_to_thread=True)
def answer(library: Library, viewer: Viewer, number: int, data: Answer) -> Whose:
    return Whose(actions.answer(library, viewer, number, data.said))


@post("/faces/acts/{number:int}/undoing", status_code=204, sync_to_thread=True)
def undo(library: Library, viewer: Viewer, number: int) -> None:
    """The last thing that was done to faces is as it was before."""
    actions.undo(library, viewer, number)


api = Router("/api", route_handlers=[show, wish, person, name, merge, sorting, move, answer, undo, picture])
