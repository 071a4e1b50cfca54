"""JSON addresses of family, twins of its pages: the same verbs, the same records."""

from litestar import Request, Response, Router, get, post

from backupd.core.library import Library
from backupd.family import actions, calling, devices, frame_api, invitations, joining, setup, store, visitor
from backupd.family.forms import (
    Asked,
    Chosen,
    Code,
    Farewell,
    Name,
    Newcomer,
    NewPlace,
    Setup,
    Wanted,
    Whose,
)
from backupd.family.joining_records import Doorstep, Welcome
from backupd.family.records import (
    Acquaintance,
    Called,
    Circle,
    Device,
    Household,
    Invitation,
    Member,
    Viewer,
)


@get("/welcome", opt={"open": True}, sync_to_thread=True)
def welcome(library: Library) -> Welcome:
    """Whether the box still waits for its first family."""
    return Welcome(store.empty(library))


@get("/setup", opt={"open": True}, sync_to_thread=True)
def setup_state(request: Request, library: Library) -> Welcome:
    """Whether the box waits to be set up, and whether the asker may do so without the printed token."""
    return Welcome(store.empty(library), visitor.at_the_box(request))


@post("/setup", opt={"open": True}, status_code=204, sync_to_thread=True)
def set_up(request: Request, library: Library, viewer: Viewer | None, data: Setup) -> Response[None]:
    """Found the first family. The device's token comes as a cookie."""
    founder = visitor.entrant(request, viewer, data.name)
    let_in = setup.found(library, visitor.key_of(request, data.token), data.family_name, founder)
    return Response(None, status_code=204, cookies=visitor.device_cookies(let_in))


@get("/join", opt={"open": True}, sync_to_thread=True)
def join_state(library: Library) -> Welcome:
    return Welcome(store.empty(library))


@post("/join", opt={"open": True}, status_code=200, sync_to_thread=True)
def knock(request: Request, library: Library, viewer: Viewer | None, data: Code) -> Response[Doorstep]:
    """Exchange a family code for a ticket, which comes as a cookie and lives ten minutes."""
    ticket = joining.knock(library, data.code, visitor.address_of(request))
    return Response(joining.doorstep(library, ticket, viewer), cookies=[visitor.ticket_cookie(ticket)])


@get("/join/person", opt={"open": True}, sync_to_thread=True)
def doorstep(request: Request, library: Library, viewer: Viewer | None) -> Doorstep:
    """What the ticket in the cookie lets its holder do."""
    return joining.doorstep(library, visitor.ticket_of(request), viewer)


@post("/join/person", opt={"open": True}, status_code=204, sync_to_thread=True)
def enter(request: Request, library: Library, viewer: Viewer | None, data: Newcomer) -> Response[None]:
    """Exchange the ticket for a device, whose token comes as a cookie."""
    entrant = visitor.entrant(request, viewer, data.name, data.myself == "yes")
    let_in = joining.enter(library, visitor.ticket_of(request), entrant)
    return Response(None, status_code=204, cookies=visitor.device_cookies(let_in))


@get("/family", sync_to_thread=True)
def family(library: Library, viewer: Viewer) -> Household:
    return store.household(library, viewer)


@get("/family/name", sync_to_thread=True)
def name(viewer: Viewer) -> Name:
    return Name(viewer.family_name)


@post("/family/name", status_code=204, sync_to_thread=True)
def rename_family(library: Library, viewer: Viewer, data: Name) -> None:
    actions.rename_family(library, viewer, data.name)


@get("/family/leaving", sync_to_thread=True)
def successors(library: Library, viewer: Viewer) -> list[Member]:
    """Who could be the owner when the viewer leaves."""
    return [one for one in store.members(library, viewer.family, viewer.id) if one.id != viewer.id]


@post("/family/leaving", status_code=204, sync_to_thread=True)
def leave(library: Library, viewer: Viewer, data: Farewell) -> None:
    actions.leave(library, viewer, data.successor)


@get("/families", sync_to_thread=True)
def families(library: Library, viewer: Viewer) -> list[Circle]:
    return store.circles(library, viewer.id)


@post("/families", status_code=204, sync_to_thread=True)
def found(library: Library, viewer: Viewer, data: Name) -> None:
    actions.found_another(library, viewer, data.name)


@post("/family/switch", status_code=204, sync_to_thread=True)
def switch(library: Library, viewer: Viewer, data: Wanted) -> None:
    devices.switch(library, viewer, data.family)


@get("/family/invitation", sync_to_thread=True)
def invitation(library: Library, viewer: Viewer) -> Invitation | None:
    """The viewer's living code, or null."""
    return store.invitation(library, viewer)


@post("/family/invitation", status_code=201, sync_to_thread=True)
def invite(library: Library, viewer: Viewer, data: Asked) -> Invitation:
    return invitations.invite_whom(library, viewer, data)


@get("/family/invitation/arrivals", sync_to_thread=True)
def arrivals(library: Library, viewer: Viewer) -> list[Member]:
    """Who came in during the last minutes."""
    return store.just_joined(library, viewer)


@get("/family/members/{person:int}", sync_to_thread=True)
def member(library: Library, viewer: Viewer, person: int) -> Acquaintance:
    return store.acquaintance(library, viewer, person)


@post("/family/members/{person:int}/called", status_code=200, sync_to_thread=True)
def call(library: Library, viewer: Viewer, person: int, data: Name) -> Called:
    """What the viewer calls this person, seen by nobody else; an empty name: as they call themselves."""
    return calling.call(library, viewer, person, data.name)


@post("/family/members/{person:int}/role", status_code=204, sync_to_thread=True)
def change_role(library: Library, viewer: Viewer, person: int, data: NewPlace) -> None:
    actions.change_role(library, viewer, person, data.role)


@get("/family/members/{person:int}/removal", sync_to_thread=True)
def removable(library: Library, viewer: Viewer, person: int) -> Member:
    return store.acquaintance(library, viewer, person).member


@post("/family/members/{person:int}/removal", status_code=204, sync_to_thread=True)
def remove(library: Library, viewer: Viewer, person: int) -> None:
    actions.remove(library, viewer, person)


@get("/devices/{device:int}", sync_to_thread=True)
def device(library: Library, viewer: Viewer, device: int) -> Device:
    return store.own_device(library, viewer, device)


@post("/devices/{device:int}/name", status_code=204, sync_to_thread=True)
def rename_device(library: Library, viewer: Viewer, device: int, data: Name) -> None:
    devices.rename_device(library, viewer, device, data.name)


@post("/devices/{device:int}/revocation", status_code=204, sync_to_thread=True)
def revoke(library: Library, viewer: Viewer, device: int, data: Whose) -> None:
    devices.revoke(library, viewer, device, data.person)


@post("/devices/{device:int}/seen", status_code=204, sync_to_thread=True)
def seen(library: Library, viewer: Viewer, device: int) -> None:
    devices.note_arrival_seen(library, viewer, device)


@get("/who", sync_to_thread=True)
def who(library: Library, viewer: Viewer) -> list[Member]:
    """The people who share this device."""
    return store.company(library, viewer.device)


@post("/who", status_code=204, sync_to_thread=True)
def choose(library: Library, viewer: Viewer, data: Chosen) -> None:
    devices.choose(library, viewer, data.person)


api = Router(
    "/api",
    tags=["family"],
    route_handlers=[
        welcome,
        setup_state,
        set_up,
        join_state,
        knock,
        doorstep,
        enter,
        family,
        name,
        rename_family,
        successors,
        leave,
        families,
        found,
        switch,
        invitation,
        invite,
        arrivals,
        member,
        call,
        change_role,
        removable,
        remove,
        device,
        rename_device,
        revoke,
        seen,
        who,
        choose,
        *frame_api.handlers,
    ],
)
