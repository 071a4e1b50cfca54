"""기기: rename one, end one, say that a new one was seen; and 누구세요? on a device that several people share."""

from litestar import Request, Response, get, post

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import devices, store, visitor
from backupd.family.forms import ChosenForm, NameForm, There, WhoseForm
from backupd.family.records import Viewer
from backupd.http.answers import go, page


@get("/devices/{device:int}", sync_to_thread=True)
def device(request: Request, library: Library, viewer: Viewer, device: int) -> Response:
    return _page(request, library, viewer, device)


@post("/devices/{device:int}/name", sync_to_thread=True)
def rename(request: Request, library: Library, viewer: Viewer, device: int, data: NameForm) -> Response:
    try:
        devices.rename_device(library, viewer, device, data.name)
    except Refused as refusal:
        return _page(request, library, viewer, device, refusal)
    return go("/me")


@post("/devices/{device:int}/revocation", sync_to_thread=True)
def revoke(library: Library, viewer: Viewer, device: int, data: WhoseForm) -> Response:
    """A device in one's own hands leads to whoever shares it, or out of the house."""
    out = devices.revoke(library, viewer, device, data.person)
    if not out:
        return go("/me" if data.person in (None, viewer.id) else f"/family/members/{data.person}")
    return go("/who") if viewer.company > 1 else go("/welcome", cookies=visitor.no_device())


@post("/devices/{device:int}/seen", sync_to_thread=True)
def seen(library: Library, viewer: Viewer, device: int) -> Response:
    devices.note_arrival_seen(library, viewer, device)
    return go("/")


@get("/who", sync_to_thread=True)
def who(request: Request, library: Library, viewer: Viewer, there: There = "/") -> Response:
    people = store.company(library, viewer.device)
    return page(request, "family/who.html", people=people, next=visitor.way_on(there))


@post("/who", sync_to_thread=True)
def choose(library: Library, viewer: Viewer, data: ChosenForm) -> Response:
    devices.choose(library, viewer, data.person)
    return go(visitor.way_on(data.next))


def _page(
    request: Request, library: Library, viewer: Viewer, device: int, refusal: Refused | None = None
) -> Response:
    return page(
        request,
        "family/device.html",
        status=refusal.status if refusal else 200,
        device=store.own_device(library, viewer, device),
        problem=refusal,
        now=viewer.here(library.clock.now()),
        here="/family",
    )


handlers = [device, rename, revoke, seen, who, choose]
