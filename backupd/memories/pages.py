"""HTML addresses of memories: 추억, one memory, this day in other years, what rests, how they come."""

from typing import Annotated

from litestar import Request, Response, Router, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from backupd import albums, family
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page
from backupd.http.words import Words
from backupd.memories import actions, looking
from backupd.memories.forms import MineForm, Said, WishesForm
from backupd.memories.records import PACES, RestForm

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)


def words_of(request: Request) -> Words:
    return request.app.state.renderer.words


@get("/memories", sync_to_thread=True)
def remembered(request: Request, library: Library, viewer: Viewer, after: str | None = None) -> Response[str]:
    found = looking.remembered(library, viewer, words_of(request), after)
    return page(request, "memories/memories.html", found=found, here="/")


@get("/memories/{number:int}", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    actions.see(library, viewer, number)
    found = looking.memory(library, viewer, words_of(request), number)
    today = looking.today_of(library, viewer).isoformat()
    return page(request, "memories/memory.html", memory=found, today=today, here="/")


@post("/memories/{number:int}/answer", sync_to_thread=True, status_code=303)
def answer(library: Library, viewer: Viewer, number: int, data: Annotated[Said, FORM]) -> Redirect:
    actions.answer(library, viewer, number, data.answer)
    return go(f"/memories/{number}")


@get("/memories/days", sync_to_thread=True)
def days(request: Request, library: Library, viewer: Viewer, day: str | None = None) -> Response[str]:
    found = looking.on_this_day(library, viewer, day)
    return page(
        request,
        "memories/days.html",
        found=found,
        today=f"{looking.today_of(library, viewer):%m-%d}",
        here="/",
    )


@get("/memories/rests", sync_to_thread=True)
def rests(
    request: Request, library: Library, viewer: Viewer, album: int | None = None, saved: bool = False
) -> Response[str]:
    """album: the one to let rest is chosen already."""
    return _rests(request, library, viewer, RestForm(album=str(album or "")), saved=saved)


@post("/memories/rests", sync_to_thread=True, status_code=303)
def let_rest(
    request: Request, library: Library, viewer: Viewer, data: Annotated[RestForm, FORM]
) -> Response[str] | Redirect:
    try:
        actions.let_rest(library, viewer, data)
    except Refused as refusal:
        if refusal.status != 422:
            raise
        return _rests(request, library, viewer, data, refusal)
    return go("/memories/rests?saved=true")


@post("/memories/rests/{number:int}/removal", sync_to_thread=True, status_code=303)
def wake(library: Library, viewer: Viewer, number: int) -> Redirect:
    actions.wake(library, viewer, number)
    return go("/memories/rests")


def _rests(
    request: Request,
    library: Library,
    viewer: Viewer,
    form: RestForm,
    problem: Refused | None = None,
    saved: bool = False,
) -> Response[str]:
    return page(
        request,
        "memories/rests.html",
        status=problem.status if problem else 200,
        rests=looking.resting(library, viewer).rests,
        form=form,
        albums=albums.titles(library, viewer),
        people=family.members(library, viewer.family, viewer.id),
        today=looking.today_of(library, viewer),
        problem=problem,
        saved=saved,
        here="/",
    )


@get("/memories/settings", sync_to_thread=True)
def settings(request: Request, library: Library, viewer: Viewer, saved: bool = False) -> Response[str]:
    return _settings(request, library, viewer, saved=saved)


@post("/memories/settings", sync_to_thread=True, status_code=303)
def wish_mine(
    request: Request, library: Library, viewer: Viewer, data: Annotated[MineForm, FORM]
) -> Response[str] | Redirect:
    """What this person wants."""
    try:
        actions.wish_mine(library, viewer, data.mine())
    except Refused as refusal:
        return _settings(request, library, viewer, refusal)
    return go("/memories/settings?saved=true")


@post("/memories/settings/family", sync_to_thread=True, status_code=303)
def wish(
    request: Request, library: Library, viewer: Viewer, data: Annotated[WishesForm, FORM]
) -> Response[str] | Redirect:
    """What the family wants."""
    try:
        actions.wish(library, viewer, data.wishes())
    except Refused as refusal:
        if refusal.status != 422:
            raise
        return _settings(request, library, viewer, refusal)
    return go("/memories/settings?saved=true")


def _settings(
    request: Request, library: Library, viewer: Viewer, problem: Refused | None = None, saved: bool = False
) -> Response[str]:
    return page(
        request,
        "memories/settings.html",
        status=problem.status if problem else 200,
        settings=looking.settings(library, viewer),
        paces=PACES,
        problem=problem,
        saved=saved,
        here="/",
    )


pages = Router(
    "/", route_handlers=[remembered, show, answer, days, rests, let_rest, wake, settings, wish_mine, wish]
)
