"""공유 링크: what a member sees and makes, and the same in JSON."""

from typing import Annotated

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd import albums, family
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import PassWish, Viewer
from backupd.http.answers import go, page
from backupd.sharing.records import Made, Sharing
from backupd.sharing.showing import sharing


@get("/albums/{number:int}/sharing", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    return _page(request, library, viewer, number)


@post("/albums/{number:int}/sharing", sync_to_thread=True, status_code=200)
def make(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    data: Annotated[PassWish, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[str]:
    """Answers with the link itself: it is kept nowhere, so no other page could show it."""
    try:
        return _page(request, library, viewer, number, made=_made(request, library, viewer, number, data))
    except Refused as refusal:
        if refusal.key != "sharing.password_short":
            raise
        return _page(request, library, viewer, number, wish=data, refusal=refusal)


@post("/passes/{number:int}/ending", sync_to_thread=True, status_code=303)
def end(library: Library, viewer: Viewer, number: int) -> Response:
    return go(f"/albums/{family.end_pass(library, viewer, number).album}/sharing")


def _page(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    made: Made | None = None,
    wish: PassWish | None = None,
    refusal: Refused | None = None,
) -> Response[str]:
    return page(
        request,
        "sharing/sharing.html",
        status=refusal.status if refusal else 200,
        sharing=sharing(library, viewer, number),
        made=made,
        qr=family.qr_of(made.address) if made else None,
        wish=wish or PassWish(),
        refusal=refusal,
        now=viewer.here(library.clock.now()),
        here="/albums",
    )


def _made(request: Request, library: Library, viewer: Viewer, number: int, wish: PassWish) -> Made:
    album = albums.album(library, viewer, number)
    if wish.kind == "add":
        albums.must_take_from_all(library, album.id)
    new = family.make_pass(library, viewer, album.id, wish)
    return Made(new.link, f"{family.reachable(request, library)}/p/{new.token}")


@get("/albums/{number:int}/sharing", sync_to_thread=True)
def listed(library: Library, viewer: Viewer, number: int) -> Sharing:
    """The links to an album in force: an owner's all, a member's own. Their addresses are not kept."""
    return sharing(library, viewer, number)


@post("/albums/{number:int}/sharing", sync_to_thread=True)
def made(request: Request, library: Library, viewer: Viewer, number: int, data: PassWish) -> Made:
    """A new link to look (`look`) or to add (`add`), for 1, 7 or 30 days. `address` is told only now."""
    return _made(request, library, viewer, number, data)


@post("/passes/{number:int}/ending", sync_to_thread=True, status_code=204)
def ended(library: Library, viewer: Viewer, number: int) -> None:
    """Take a link back at once."""
    family.end_pass(library, viewer, number)


pages: list = [show, make, end]
api: list = [listed, made, ended]
