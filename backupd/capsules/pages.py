"""HTML addresses of capsules."""

from litestar import Request, Response, Router, get, post

from backupd.capsules import actions, filling, looking, store
from backupd.capsules.forms import CapsuleBody, MomentBody
from backupd.capsules.records import NewCapsule, NewMoment
from backupd.core.errors import Conflict, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page


@get("/capsules", sync_to_thread=True)
def shelf(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    return page(
        request,
        "capsules/capsules.html",
        shelf=looking.shelf(library, viewer),
        now=viewer.here(library.clock.now()),
        here="/albums",
    )


@get("/capsules/new", sync_to_thread=True)
def new(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    company = looking.company(library, viewer)
    return _form(request, library, viewer, NewCapsule(people=[one.id for one in company]))


@post("/capsules", sync_to_thread=True, status_code=303)
def make(request: Request, library: Library, viewer: Viewer, data: CapsuleBody) -> Response:
    wanted = data.wanted()
    try:
        return go(f"/capsules/{actions.make(library, viewer, wanted)}")
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return _form(request, library, viewer, wanted, refusal)


def _form(
    request: Request, library: Library, viewer: Viewer, wanted: NewCapsule, refusal: Refused | None = None
) -> Response[str]:
    return page(
        request,
        "capsules/form.html",
        status=refusal.status if refusal else 200,
        form=wanted,
        company=looking.company(library, viewer),
        today=f"{viewer.here(library.clock.now()):%Y-%m-%d}",
        refusal=refusal,
        here="/albums",
    )


@get("/capsules/{number:int}", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    """Sealed: the seal and what is left. Opening: how far. Open: a short ceremony once, then who has looked."""
    seen = looking.seen(library, viewer, number)
    template = "capsules/_opening.html" if fragment_wanted(request) else "capsules/capsule.html"
    now = viewer.here(library.clock.now())
    return page(request, template, seen=seen, capsule=seen.capsule, now=now, here="/albums")


@post("/capsules/{number:int}/look", sync_to_thread=True, status_code=303)
def look(library: Library, viewer: Viewer, number: int) -> Response:
    capsule = actions.look(library, viewer, number)
    return go(f"/albums/{capsule.album}")


@get("/capsules/{number:int}/edit", sync_to_thread=True)
def edit(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    """Another moment."""
    seen = looking.seen(library, viewer, number)
    if not seen.may_move:
        raise Conflict("capsules.moment_stands", back=f"/capsules/{number}")
    day, _, time = seen.capsule.wall.partition("T")
    return _moment(request, library, viewer, number, NewMoment(day, time, seen.capsule.zone))


@post("/capsules/{number:int}/moment", sync_to_thread=True, status_code=303)
def move(request: Request, library: Library, viewer: Viewer, number: int, data: MomentBody) -> Response:
    try:
        actions.move(library, viewer, number, data)
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return _moment(request, library, viewer, number, data, refusal)
    return go(f"/capsules/{number}")


def _moment(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    wanted: NewMoment,
    refusal: Refused | None = None,
) -> Response[str]:
    return page(
        request,
        "capsules/moment.html",
        status=refusal.status if refusal else 200,
        capsule=store.capsule(library, viewer, number),
        form=wanted,
        today=f"{viewer.here(library.clock.now()):%Y-%m-%d}",
        refusal=refusal,
        here="/albums",
    )


@post("/capsules/{number:int}/trash", sync_to_thread=True, status_code=303)
def put_away(library: Library, viewer: Viewer, number: int) -> Response:
    actions.put_away(library, viewer, number)
    return go("/capsules")


@post("/capsules/{number:int}/restoration", sync_to_thread=True, status_code=303)
def restore(library: Library, viewer: Viewer, number: int) -> Response:
    actions.restore(library, viewer, number)
    return go(f"/capsules/{number}")


@get("/capsules/{number:int}/things", sync_to_thread=True)
def things(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    """What I put in."""
    return page(
        request,
        "capsules/things.html",
        things=looking.things(library, viewer, number),
        capsule=store.capsule(library, viewer, number),
        now=viewer.here(library.clock.now()),
        here="/albums",
    )


@post("/capsules/{number:int}/things/{thing:int}/withdrawal", sync_to_thread=True, status_code=303)
def withdraw(library: Library, viewer: Viewer, number: int, thing: int) -> Response:
    filling.withdraw(library, viewer, number, thing)
    return go(f"/capsules/{number}/things")


@post("/capsules/{number:int}/things/{thing:int}/return", sync_to_thread=True, status_code=303)
def put_back(library: Library, viewer: Viewer, number: int, thing: int) -> Response:
    filling.put_back(library, viewer, number, thing)
    return go(f"/capsules/{number}/things")


pages = Router(
    "/",
    route_handlers=[
        shelf, new, make, show, look, edit, move, put_away, restore, things, withdraw, put_back,
    ],
)  # fmt: skip
