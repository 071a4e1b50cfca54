"""HTML addresses of rolling pictures."""

from litestar import Request, Response, Router, get, post

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page
from backupd.relays import actions, looking, store
from backupd.relays.forms import NominationBody, PassingBody, RelayBody
from backupd.relays.records import IDEAS, MOST_ROUNDS, SPANS, NewRelay


@get("/relays", sync_to_thread=True)
def shelf(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    return page(
        request,
        "relays/relays.html",
        shelf=looking.shelf(library, viewer),
        now=viewer.here(library.clock.now()),
        here="/albums",
    )


@get("/relays/new", sync_to_thread=True)
def new(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    return _form(request, library, viewer, NewRelay(idea=IDEAS[0]))


@post("/relays", sync_to_thread=True, status_code=303)
def make(request: Request, library: Library, viewer: Viewer, data: RelayBody) -> Response:
    wanted = data.wanted()
    try:
        return go(f"/relays/{actions.make(library, viewer, wanted)}")
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return _form(request, library, viewer, wanted, refusal)


def _form(
    request: Request, library: Library, viewer: Viewer, wanted: NewRelay, refusal: Refused | None = None
) -> Response[str]:
    company = looking.company(library, viewer)
    chosen = [one.id for one in company] if wanted.people is None else wanted.people
    return page(
        request,
        "relays/form.html",
        status=refusal.status if refusal else 200,
        form=wanted,
        company=sorted(company, key=lambda one: chosen.index(one.id) if one.id in chosen else len(chosen)),
        chosen=chosen,
        ideas=IDEAS,
        spans=SPANS,
        rounds=MOST_ROUNDS,
        refusal=refusal,
        here="/albums",
    )


@get("/relays/{number:int}", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    """The film strip and whose turn it is; both are looked at again by themselves while the page is open."""
    template = "relays/_strip.html" if fragment_wanted(request) else "relays/relay.html"
    seen, now = looking.seen(library, viewer, number), viewer.here(library.clock.now())
    return page(request, template, seen=seen, relay=seen.relay, now=now, here="/albums")


@get("/albums/{number:int}/relay", sync_to_thread=True)
def of_album(library: Library, viewer: Viewer, number: int) -> Response:
    """The rolling picture that fills, or filled, an album."""
    return go(f"/relays/{store.of_album(library, viewer, number).id}")


@post("/relays/{number:int}/passing", sync_to_thread=True, status_code=303)
def pass_on(library: Library, viewer: Viewer, number: int, data: PassingBody) -> Response:
    actions.pass_on(library, viewer, number, data.turn)
    return go(f"/relays/{number}")


@post("/relays/{number:int}/nomination", sync_to_thread=True, status_code=303)
def nominate(library: Library, viewer: Viewer, number: int, data: NominationBody) -> Response:
    actions.nominate(library, viewer, number, data.turn, data.person)
    return go(f"/relays/{number}")


@post("/relays/{number:int}/skipping", sync_to_thread=True, status_code=303)
def skip(library: Library, viewer: Viewer, number: int, data: PassingBody) -> Response:
    actions.skip(library, viewer, number, data.turn)
    return go(f"/relays/{number}")


@post("/relays/{number:int}/joining", sync_to_thread=True, status_code=303)
def join(library: Library, viewer: Viewer, number: int) -> Response:
    actions.join(library, viewer, number)
    return go(f"/relays/{number}")


@post("/relays/{number:int}/going", sync_to_thread=True, status_code=303)
def leave(library: Library, viewer: Viewer, number: int) -> Response:
    actions.leave(library, viewer, number)
    return go(f"/relays/{number}")


@post("/relays/{number:int}/ending", sync_to_thread=True, status_code=303)
def end_early(library: Library, viewer: Viewer, number: int) -> Response:
    actions.end_early(library, viewer, number)
    return go(f"/relays/{number}")


pages = Router(
    "/",
    route_handlers=[
        shelf, new, make, show, of_album, pass_on, nominate, skip, join, leave, end_early,
    ],
)  # fmt: skip
