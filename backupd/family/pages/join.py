"""Joining: a code is typed (or comes in a QR, and is confirmed), then somebody says who they are."""

from urllib.parse import quote

from litestar import Request, Response, get, post

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import joining, store, visitor
from backupd.family.forms import CodeForm, NewcomerForm, There
from backupd.family.records import Viewer
from backupd.http.answers import go, page


@get("/join", opt={"open": True}, sync_to_thread=True)
def code_form(request: Request, library: Library, code: str = "", there: There = "/") -> Response:
    """Opening an address with a code only fills the boxes in; somebody presses to confirm."""
    return _code_page(request, library, code, there)


@post("/join", opt={"open": True}, sync_to_thread=True)
def knock(request: Request, library: Library, data: CodeForm) -> Response:
    try:
        ticket = joining.knock(library, data.code, visitor.address_of(request))
    except Refused as refusal:
        return _code_page(request, library, "", data.next, refusal)
    there = visitor.way_on(data.next)
    address = "/join/person" if there == "/" else f"/join/person?next={quote(there, safe='')}"
    return go(address, cookies=[visitor.ticket_cookie(ticket)])


@get("/join/person", opt={"open": True}, sync_to_thread=True)
def person_form(
    request: Request,
    library: Library,
    viewer: Viewer | None,
    there: There = "/",
) -> Response:
    """Somebody new writes their name; a device code asks whether this is really them; a frame is given a name."""
    return _person_page(request, library, viewer, there)


@post("/join/person", opt={"open": True}, sync_to_thread=True)
def enter(request: Request, library: Library, viewer: Viewer | None, data: NewcomerForm) -> Response:
    entrant = visitor.entrant(request, viewer, data.name, data.myself == "yes")
    ticket = visitor.ticket_of(request)
    try:
        let_in = joining.enter(library, ticket, entrant)
    except Refused as refusal:
        return _person_page(request, library, viewer, data.next, refusal, data.name)
    there = "/frame" if let_in.person is None else visitor.way_on(data.next)
    return go(there, cookies=visitor.device_cookies(let_in))


def _code_page(
    request: Request, library: Library, code: str, there: str, refusal: Refused | None = None
) -> Response:
    return page(
        request,
        "welcome/join.html" if code and not refusal else "welcome/welcome.html",
        status=refusal.status if refusal else 200,
        empty=store.empty(library),
        next=visitor.way_on(there),
        code=code,
        problem=refusal,
    )


def _person_page(
    request: Request,
    library: Library,
    viewer: Viewer | None,
    there: str,
    refusal: Refused | None = None,
    name: str = "",
) -> Response:
    try:
        doorstep = joining.doorstep(library, visitor.ticket_of(request), viewer)
    except Refused as over:
        return _code_page(request, library, "", there, over)
    return page(
        request,
        "welcome/frame.html" if doorstep.frame else "welcome/person.html",
        status=refusal.status if refusal else 200,
        doorstep=doorstep,
        name=name,
        next=visitor.way_on(there),
        problem=refusal,
    )


handlers = [code_form, knock, person_form, enter]
