"""The doorway as ASGI middleware: puts the viewer on the request, and renews the device's cookie once a day."""

from datetime import timedelta
from http.cookies import SimpleCookie

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.family.doorway import COOKIE, COOKIE_DAYS, viewer
from backupd.family.records import Viewer


class Doorway:
    """One indexed query for each request that is not an asset."""

    def __init__(self, app: ASGIApp, library: Library) -> None:
        self.app = app
        self.library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/assets/"):
            await self.app(scope, receive, send)
            return
        token = _cookie(scope)
        asking = viewer(self.library, token)
        scope.setdefault("state", {})["viewer"] = asking
        if asking is None or token is None or not _renewal_due(self.library, asking):
            await self.app(scope, receive, send)
            return
        _note_visit(self.library, asking)

        async def send_renewed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", []),
                    (b"set-cookie", set_cookie(token).encode()),
                ]
            await send(message)

        await self.app(scope, receive, send_renewed)


def set_cookie(token: str) -> str:
    """The device's cookie: HttpOnly, SameSite=Lax, 400 days. Not Secure: the home network speaks plain http."""
    return f"{COOKIE}={token}; Path=/; Max-Age={COOKIE_DAYS * 86400}; HttpOnly; SameSite=Lax"


def forget_cookie() -> str:
    return f"{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"


def _cookie(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"cookie":
            found = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            return found.value if found else None
    return None


def _renewal_due(library: Library, asking: Viewer) -> bool:
    return abs(library.clock.now() - moment(asking.last_visit)) > timedelta(hours=12)


def _note_visit(library: Library, asking: Viewer) -> None:
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE device SET last_visit = ? WHERE id = ?", (stamp(library.clock.now()), asking.device)
        )
