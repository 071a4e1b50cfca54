"""The address of a link. Its secret is exchanged for a cookie of that pass alone, and leaves the browser's address."""

from typing import Annotated

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd import family
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.http.answers import go, page


class Password(Struct):
    password: str = ""


@get("/p/{token:str}", opt={"open": True}, include_in_schema=False, sync_to_thread=True)
def arrive(request: Request, library: Library, token: str) -> Response:
    """In, or asked for the password."""
    return _answer(request, library, token)


@post("/p/{token:str}", opt={"open": True}, include_in_schema=False, sync_to_thread=True)
def unlock(
    request: Request,
    library: Library,
    token: str,
    data: Annotated[Password, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response:
    try:
        return _answer(request, library, token, data.password)
    except Refused as refusal:
        if refusal.status not in (403, 429):
            raise
        return page(request, "guests/password.html", status=refusal.status, problem=refusal)


def _answer(request: Request, library: Library, token: str, password: str | None = None) -> Response:
    found = family.knock(library, token, family.address_of(request), password)
    if isinstance(found, family.Pass):
        return page(request, "guests/password.html", problem=None)
    there = f"/guest/{found.number}"
    let_in = Cookie(
        family.GUEST_COOKIE,
        path=there,
        value=found.token,
        max_age=found.seconds,
        httponly=True,
        samesite="lax",
    )
    return go(there, cookies=[let_in])


handlers = [arrive, unlock]
