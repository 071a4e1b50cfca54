"""가족: who is in it, how it is called, leaving it, and the other families of this person."""

from litestar import Request, Response, get, post

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import actions, devices, frame_store, store
from backupd.family.forms import FarewellForm, NameForm, WantedForm
from backupd.family.records import Viewer
from backupd.http.answers import go, page


@get("/family", sync_to_thread=True)
def family(request: Request, library: Library, viewer: Viewer) -> Response:
    household = store.household(library, viewer)
    return page(request, "family/family.html", household=household, now=viewer.here(library.clock.now()))


@get("/family/name", sync_to_thread=True)
def name_form(request: Request, viewer: Viewer) -> Response:
    return page(request, "family/name.html", name=viewer.family_name, problem=None)


@post("/family/name", sync_to_thread=True)
def rename(request: Request, library: Library, viewer: Viewer, data: NameForm) -> Response:
    try:
        actions.rename_family(library, viewer, data.name)
    except Refused as refusal:
        return page(request, "family/name.html", status=refusal.status, name=data.name, problem=refusal)
    return go("/family")


@get("/family/leaving", sync_to_thread=True)
def leaving_form(request: Request, library: Library, viewer: Viewer) -> Response:
    last = store.owners(library, viewer.family) == [viewer.id]
    others = [one for one in store.members(library, viewer.family, viewer.id) if one.id != viewer.id]
    frames = frame_store.frames_of(library, viewer.family, viewer.id)
    return page(request, "family/leaving.html", last_owner=last, others=others, frames=frames)


@post("/family/leaving", sync_to_thread=True)
def leave(library: Library, viewer: Viewer, data: FarewellForm) -> Response:
    """The browser keeps its cookie: it may still hold another of this person's families, or somebody else."""
    actions.leave(library, viewer, data.successor)
    return go("/")


@get("/families", sync_to_thread=True)
def families(request: Request, library: Library, viewer: Viewer) -> Response:
    """The families this person is in; an owner may found one more."""
    circles = store.circles(library, viewer.id)
    return page(request, "family/families.html", circles=circles, name="", problem=None, here="/family")


@post("/families", sync_to_thread=True)
def found(request: Request, library: Library, viewer: Viewer, data: NameForm) -> Response:
    try:
        actions.found_another(library, viewer, data.name)
    except Refused as refusal:
        circles = store.circles(library, viewer.id)
        return page(
            request,
            "family/families.html",
            status=refusal.status,
            circles=circles,
            name=data.name,
            problem=refusal,
            here="/family",
        )
    return go("/family")


@post("/family/switch", sync_to_thread=True)
def switch(library: Library, viewer: Viewer, data: WantedForm) -> Response:
    devices.switch(library, viewer, data.family)
    return go("/")


handlers = [family, name_form, rename, leaving_form, leave, families, found, switch]
