"""The doorway as ASGI middleware: puts the viewer on the request, notes visits and renews the device's cookie."""

import sqlite3
from collections.abc import Iterable
from urllib.parse import quote

import anyio
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from backupd.core import log
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import pass_store, passes
from backupd.family.doorway import COOKIE, COOKIE_DAYS, note_visit, token_hash, viewer, visit_due, who_is_it
from backupd.family.records import Viewer

GUEST = "backup_guest"
LINKS, GUESTS = "/p/", "/guest/"


class Doorway:
    """One indexed query for each request that is not an asset."""

    def __init__(self, app: ASGIApp, library: Library) -> None:
        self.app = app
        self.library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/assets/"):
            return await self.app(scope, receive, send)
        if scope["path"].startswith((LINKS, GUESTS)):
            scope.setdefault("state", {})["viewer"] = await self._guest(scope)
            return await self.app(scope, receive, send)
        token = cookie(scope, COOKIE)
        asking = viewer(self.library, token)
        scope.setdefault("state", {})["viewer"] = asking
        if asking is None or token is None or not visit_due(self.library, asking):
            return await self.app(scope, receive, send)
        if who_is_it(self.library, asking) and _opens_a_page(scope):
            return await _ask_who(scope, send)
        scope["state"]["viewer"] = await anyio.to_thread.run_sync(_noted, self.library, asking, token)
        return await self.app(scope, receive, _renewing(send, token))

    async def _guest(self, scope: Scope) -> Viewer | None:
        """Under a link's own addresses nobody is a member, and a guest is one nowhere else."""
        token, number = cookie(scope, GUEST), written_number(scope["path"].split("/")[2])
        if not token or number is None or not scope["path"].startswith(GUESTS):
            return None
        asking = pass_store.guest(self.library, token_hash(token), number)
        if asking and visit_due(self.library, asking):
            await anyio.to_thread.run_sync(_noted_guest, self.library, asking)
        return asking


def viewer_of(library: Library, scope: Scope) -> Viewer | None:
    """Who is behind a connection that stands for long, as of now; None once they were let go."""
    return viewer(library, cookie(scope, COOKIE))


def set_cookie(token: str) -> str:
    """The device's cookie: HttpOnly, SameSite=Lax, 400 days. Not Secure: the home network speaks plain http."""
    return f"{COOKIE}={token}; Path=/; Max-Age={COOKIE_DAYS * 86400}; HttpOnly; SameSite=Lax"


def forget_cookie() -> str:
    return f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"


def cookie(scope: Scope, name: str) -> str | None:
    """One cookie's value. Read plainly: cookies are shared by every port of a host, and http.cookies gives up on
    all of them when another program's cookie is not to its taste."""
    for header, content in scope["headers"]:
        if header == b"cookie":
            for part in content.decode("latin-1").split(";"):
                found, _, value = part.strip().partition("=")
                if found == name:
                    return value
    return None


def _noted_guest(library: Library, asking: Viewer) -> None:
    try:
        passes.note_guest(library, asking)
    except (Refused, sqlite3.OperationalError) as error:
        log.named("family").warning("a guest's visit could not be noted: %s", error)


def _noted(library: Library, asking: Viewer, token: str) -> Viewer | None:
    """The viewer once their visit is written down. Writing may wait its turn, so never on the event loop; on a full
    or read-only disk looking goes on."""
    try:
        note_visit(library, asking)
    except (Refused, sqlite3.OperationalError) as error:
        log.named("family").warning("a visit could not be noted: %s", error)
        return asking
    return viewer(library, token)


def _renewing(send: Send, token: str) -> Send:
    async def send_renewed(message: Message) -> None:
        if message["type"] == "http.response.start" and not _sets_device(message.get("headers", [])):
            message["headers"] = [*message.get("headers", []), (b"set-cookie", set_cookie(token).encode())]
        await send(message)

    return send_renewed


def _sets_device(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """An answer that gives this browser a new token, or takes it away, is the last word."""
    return any(name == b"set-cookie" and value.startswith(COOKIE.encode()) for name, value in headers)


def _opens_a_page(scope: Scope) -> bool:
    accepts = dict(scope["headers"]).get(b"accept", b"")
    asks = scope["method"] == "GET"  # type: ignore[typeddict-item]
    return asks and b"text/html" in accepts and scope["path"] != "/who"


async def _ask_who(scope: Scope, send: Send) -> None:
    there = f"/who?next={quote(scope['path'], safe='/')}"
    headers = [(b"location", there.encode()), (b"cache-control", b"no-store"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
