"""Which hosts we answer to, and from which origins we take changes (PRODUCT.md section 5).

A page elsewhere can make a browser send our cookie; it cannot make it send our Origin. And a name elsewhere can be
pointed at our address (DNS rebinding); so only names and addresses that are ours are answered at all.
"""

import ipaddress
import time
from collections.abc import Callable, Iterable

import ifaddr
from litestar.types import ASGIApp, Receive, Scope, Send

from backupd.core.errors import Forbidden

SAFE = {"GET", "HEAD", "OPTIONS"}


class Hosts:
    """The names in force: what the settings list, what mDNS announced, localhost, and this machine's own addresses."""

    def __init__(self, listed: Iterable[str], announced: Callable[[], str | None] = lambda: None) -> None:
        self._listed = {"localhost", *(name.lower().strip() for name in listed)}
        self.announced = announced
        self._addresses: set[str] = set()
        self._asked = float("-inf")

    def admit(self, host: str) -> bool:
        name = bare(host)
        return name in self._listed or name == (self.announced() or "") or self._is_ours(name)

    def _is_ours(self, name: str) -> bool:
        try:
            address = ipaddress.ip_address(name.strip("[]"))
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


def bare(host: str) -> str:
    """A Host header without its port, lower case (RFC 9110 section 7.2; brackets stay around IPv6)."""
    host = host.strip().lower().rstrip(".")
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


class Doors:
    """ASGI middleware in front of everything, bodies unread: refuses foreign hosts and foreign origins, adds headers."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            _check(scope["method"], headers, self.hosts)  # type: ignore[typeddict-item]
        await self.app(scope, receive, send)


def _check(method: str, headers: dict[bytes, bytes], hosts: Hosts) -> None:
    host = headers.get(b"host", b"").decode("latin-1")
    if not hosts.admit(host):
        raise Forbidden("problems.foreign_host", host=bare(host) or "?")
    if method in SAFE:
        return
    origin = headers.get(b"origin")
    if origin is None and b"cookie" not in headers:
        return  # no browser sends a form without an Origin; a command-line client has no cookie to steal
    if origin is None or origin.decode("latin-1").partition("://")[2].lower() != host.lower():
        raise Forbidden("problems.foreign_origin")
