"""Which hosts we answer to, and from which origins we take changes (PRODUCT.md section 5).

A page elsewhere can make a browser send our cookie; it cannot make it send our Origin. And a name elsewhere can be
pointed at our address (DNS rebinding); so only names and addresses that are ours are answered at all.
"""

import ipaddress
import re
import socket
import sqlite3
import time
from collections.abc import Callable, Iterable

import ifaddr
from litestar import Request
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from backupd.core.errors import Forbidden
from backupd.http import problems
from backupd.http.headers import ALWAYS

SAFE = {"GET", "HEAD", "OPTIONS"}
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(\[[0-9a-f:.%]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?", re.ASCII)
_EVERYWHERE = [
    (name.lower().encode(), value.encode())
    for name, value in {**ALWAYS, "Cache-Control": "private, no-store"}.items()
]


class Hosts:
    """The names in force: what the settings list, what mDNS announced, localhost, and this machine's own name (alone
    and under .local, where an avahi of the system may announce it) and addresses."""

    def __init__(self, listed: Iterable[str], announced: Callable[[], str | None] = lambda: None) -> None:
        own = _plain(socket.gethostname())
        self._listed = {"localhost", own, f"{own}.local", *map(_plain, listed)} - {"", ".local"}
        self.announced = announced
        self._addresses: set[str] = set()
        self._asked = float("-inf")

    def admit(self, name: str) -> bool:
        """Whether a host name (lower case, without port) is in force. What cannot be read is nobody's name."""
        return bool(name) and (
            name in self._listed or name == _plain(self.announced() or "") or self._is_ours(name)
        )

    def _is_ours(self, name: str) -> bool:
        try:
            address = ipaddress.ip_address(name.strip("[]").partition("%")[0])
        except ValueError:
            return False
        return address.is_loopback or str(address) in self._our_addresses()

    def _our_addresses(self) -> set[str]:
        if time.monotonic() - self._asked > 10:
            self._addresses = {
                str(ip.ip if ip.is_IPv4 else ip.ip[0])
                for adapter in ifaddr.get_adapters()
                for ip in adapter.ips
            }
            self._asked = time.monotonic()
        return self._addresses


def read_host(host: str) -> tuple[str, int | None]:
    """A Host header's name and port, lower case, without a final dot (RFC 9110 section 7.2); brackets stay around
    IPv6. ("", None) for anything else."""
    found = _HOST.fullmatch(host.strip().lower())
    return (_plain(found[1]), int(found[2]) if found[2] else None) if found else ("", None)


def _plain(name: str) -> str:
    return name.strip().lower().removesuffix(".")


class Doors:
    """ASGI middleware in front of everything, bodies unread: refuses foreign hosts and origins, adds the headers that
    every answer carries. It answers by itself, for what it refuses never reaches the app."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        send = with_headers(send)
        request: Request = Request(scope, receive)
        try:
            check(str(scope["method"]), scope["scheme"], scope["headers"], self.hosts)  # type: ignore[typeddict-item]
            return await self.app(scope, receive, send)
        except Forbidden as refusal:
            answer = problems.refused(request, refusal)
        except (
            sqlite3.Error
        ) as error:  # who is asking could not be read; what handlers raise was answered by the app
            answer = problems.unexpected(request, error)
        return await answer.to_asgi_response(None, request)(scope, receive, send)


def check(method: str, scheme: str, headers: Iterable[tuple[bytes, bytes]], hosts: Hosts) -> None:
    """Raises Forbidden for a host that is not ours, and for a change that a page of another origin asks for."""
    named = [value.decode("latin-1") for name, value in headers if name == b"host"]
    name, port = read_host(named[0]) if len(named) == 1 else ("", None)
    if not hosts.admit(name):
        raise Forbidden("problems.foreign_host", host=name or "?")
    if method in SAFE:
        return
    given = dict(headers)
    if b"origin" not in given and b"cookie" not in given:
        return  # no browser sends a form without an Origin; a command-line client has no cookie to steal
    # A proxy that ends TLS says which scheme the browser spoke; a page elsewhere cannot add this header to a form.
    spoken = given.get(b"x-forwarded-proto", scheme.encode()).decode("latin-1").partition(",")[0].strip()
    if _origin(given.get(b"origin", b"").decode("latin-1")) != (spoken, name, port or _PORTS.get(spoken)):
        raise Forbidden("problems.foreign_origin")


def _origin(origin: str) -> tuple[str, str, int | None]:
    """Scheme, name and port (RFC 6454 section 6.2); `null` and everything unreadable match nothing."""
    scheme, found, host = origin.lower().partition("://")
    name, port = read_host(host) if found else ("", None)
    return scheme, name or "null", port or _PORTS.get(scheme)


def with_headers(send: Send) -> Send:
    """Add what every answer carries, unless the handler chose otherwise; by default no cache keeps an answer."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            present = {name.lower() for name, _ in headers}
            message["headers"] = [*headers, *(pair for pair in _EVERYWHERE if pair[0] not in present)]
        await send(message)

    return send_with_headers
