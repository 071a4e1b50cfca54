"""A person of the family: role, last visit, devices; what an owner may change."""

from litestar import Request, Response, get, post

from backupd.core.library import Library
from backupd.family import actions, calling, frame_store, store
from backupd.family.forms import NameForm, NewPlaceForm
from backupd.family.records import Viewer
from backupd.http.answers import go, page


@get("/family/members/{person:int}", sync_to_thread=True)
def member(request: Request, library: Library, viewer: Viewer, person: int) -> Response:
    found = store.acquaintance(library, viewer, person)
    return page(
        request,
        "family/member.html",
        member=found.member,
        devices=found.devices,
        last_owner=store.owners(library, viewer.family) == [person],
        now=viewer.here(library.clock.now()),
    )


@post("/family/members/{person:int}/role", sync_to_thread=True)
def change_role(library: Library, viewer: Viewer, person: int, data: NewPlaceForm) -> Response:
    actions.change_role(library, viewer, person, data.role)
    return go(f"/family/members/{person}")


@get("/family/members/{person:int}/removal", sync_to_thread=True)
def removal_form(request: Request, library: Library, viewer: Viewer, person: int) -> Response:
    """Asks before somebody is taken out."""
    found = store.acquaintance(library, viewer, person)
    frames = frame_store.frames_of(library, viewer.family, person)
    return page(request, "family/removal.html", member=found.member, frames=frames)


@post("/family/members/{person:int}/removal", sync_to_thread=True)
def remove(library: Library, viewer: Viewer, person: int) -> Response:
    actions.remove(library, viewer, person)
    return go("/family")


@post("/family/members/{person:int}/called", sync_to_thread=True)
def call(library: Library, viewer: Viewer, person: int, data: NameForm) -> Response:
    """What the viewer calls this person; nothing: by their own name."""
    calling.call(library, viewer, person, data.name)
    return go(f"/family/members/{person}")


handlers = [member, call, change_role, removal_form, remove]
