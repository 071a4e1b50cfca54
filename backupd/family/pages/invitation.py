"""초대: six large digits, a ring that runs down, and the same as a QR."""

import segno
from litestar import Request, Response, get, post

from backupd.core.library import Library
from backupd.discovery import home_addresses
from backupd.family import invitations, store, visitor
from backupd.family.forms import AskedForm
from backupd.family.records import Frame, Member, Viewer
from backupd.http.answers import go, page
from backupd.http.doors import read_host


@get("/family/invitation", sync_to_thread=True)
def invitation(request: Request, library: Library, viewer: Viewer) -> Response:
    """The viewer's living code, or whom they may invite."""
    shown = store.invitation(library, viewer)
    way = reachable(request, library)
    return page(
        request,
        "family/invitation.html",
        invitation=shown,
        joined=_came(library, viewer),
        address=way,
        qr=qr_of(f"{way}/join?code={shown.code}") if shown else "",
    )


@post("/family/invitation", sync_to_thread=True)
def invite(library: Library, viewer: Viewer, data: AskedForm) -> Response:
    invitations.invite_whom(library, viewer, data)
    return go("/family/invitation")


@get("/family/invitation/arrivals", sync_to_thread=True)
def arrivals(request: Request, library: Library, viewer: Viewer) -> Response:
    """Who came in just now, asked for every few seconds; 286 tells htmx that the code is over and to stop asking."""
    status = 200 if store.invitation(library, viewer) else 286
    return page(request, "family/_joined.html", status=status, joined=_came(library, viewer))


def _came(library: Library, viewer: Viewer) -> list[Member | Frame]:
    return [*store.just_joined(library, viewer), *store.just_lit(library, viewer)]


def reachable(request: Request, library: Library) -> str:
    """How a phone on the home network reaches this box: as this page was reached, or by number where that was
    localhost, or a .local name, which some phones do not know (SURVIVE.md)."""
    name, port = read_host(request.headers.get("host", ""))
    if name in visitor.THE_BOX_ITSELF or name.endswith(".local"):
        name = next((one for one in home_addresses(library.settings.host) if ":" not in one), name)
    shown = name if port in (None, 80) else f"{name}:{port}"
    return f"{request.scope['scheme']}://{shown}"


def qr_of(address: str) -> str:
    """A data: address of the QR (ISO/IEC 18004, medium error correction, quiet zone of four modules)."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=8, border=4)


handlers = [invitation, invite, arrivals]
