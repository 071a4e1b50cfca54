"""HTML addresses of faces."""

from litestar import Request, Response, Router, get, post
from litestar.response import Redirect
from litestar.types import ASGIApp

from backupd import family
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.faces import actions, sights, store, switching
from backupd.faces.forms import AnswerForm, JoiningForm, MovingForm, NamingForm, WishForm
from backupd.faces.looking import crop_path, draw_crop
from backupd.family import Viewer
from backupd.http.answers import go, page
from backupd.http.ranges import RangedFile


@get("/faces", sync_to_thread=True)
def show(
    request: Request, library: Library, viewer: Viewer, ask: int | None = None, done: int | None = None
) -> Response[str]:
    """Everybody, and one question. done: an act that can be undone."""
    found = sights.gallery(library, viewer, ask)
    undo = done if done is not None and done == sights.last_act(library, viewer) else None
    return page(request, "faces/faces.html", faces=found, undo=undo, here="/family")


@post("/faces/wish", sync_to_thread=True, status_code=303)
def wish(library: Library, viewer: Viewer, data: WishForm) -> Redirect:
    switching.switch(library, viewer, data.to)
    return go("/faces")


@get("/faces/people/{number:int}", sync_to_thread=True)
def person(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    after: str | None = None,
    done: bool = False,
) -> Response[str]:
    """Somebody's photos, and what can be said of them."""
    found = sights.shown(library, viewer, number, after)
    others = [each for each in sights.somebodies(library, viewer) if each.id != number]
    taken = {each.person for each in others}
    members = family.members(library, viewer.family, viewer.id)
    people = [(each.id, each.name) for each in members if each.id not in taken]
    return page(
        request, "faces/person.html", shown=found, others=others, people=people, done=done, here="/family"
    )


@post("/faces/people/{number:int}/name", sync_to_thread=True, status_code=303)
def name(library: Library, viewer: Viewer, number: int, data: NamingForm) -> Redirect:
    asks = actions.name(library, viewer, number, data.name, written_number(str(data.person)), str(data.born))
    return go(f"/faces/people/{number}" if asks is None else f"/faces?ask={asks}")


@post("/faces/people/{number:int}/merging", sync_to_thread=True, status_code=303)
def merge(library: Library, viewer: Viewer, number: int, data: JoiningForm) -> Redirect:
    return go(f"/faces/people/{actions.merge(library, viewer, number, data.other)}?done=true")


@get("/faces/people/{number:int}/sorting", sync_to_thread=True)
def sorting(request: Request, library: Library, viewer: Viewer, number: int, after: int = 0) -> Response[str]:
    """Somebody's faces, to tick those that are not theirs."""
    actions.must_contribute(viewer)
    found = sights.sorting(library, viewer, number, after)
    others = [(each.id, each.name) for each in found.others]
    return page(request, "faces/sorting.html", sorting=found, others=others, here="/family")


@post("/faces/people/{number:int}/sorting", sync_to_thread=True, status_code=303)
def move(library: Library, viewer: Viewer, number: int, data: MovingForm) -> Redirect:
    actions.move(library, viewer, number, data.faces, str(data.to))
    left = sights.somebodies(library, viewer, [number])
    return go(f"/faces/people/{number}?done=true" if left else _undoable(library, viewer))


@post("/faces/questions/{number:int}", sync_to_thread=True, status_code=303)
def answer(library: Library, viewer: Viewer, number: int, data: AnswerForm) -> Redirect:
    actions.answer(library, viewer, number, data.said)
    return go("/faces" if data.said == "later" else _undoable(library, viewer))


@post("/faces/acts/{number:int}/undoing", sync_to_thread=True, status_code=303)
def undo(library: Library, viewer: Viewer, number: int) -> Redirect:
    actions.undo(library, viewer, number)
    return go("/faces")


def _undoable(library: Library, viewer: Viewer) -> str:
    act = sights.last_act(library, viewer)
    return f"/faces?done={act}" if act else "/faces"


@get("/faces/{number:int}/picture", sync_to_thread=True)
def picture(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """The small picture of a face, for whoever sees the picture it is on; drawn again where it was deleted."""
    found = store.face_row(library, number) if sights.sees(library, viewer, number) else None
    if found is None:
        raise Absent
    path = crop_path(library, found.media, found.crop)
    if not path.exists():
        library.jobs.later_once(draw_crop, number)
        raise Absent
    return RangedFile(path, "image/jpeg", f"crop-{number}", max_age=60)


pages = Router("/", route_handlers=[show, wish, person, name, merge, sorting, move, answer, undo, picture])
