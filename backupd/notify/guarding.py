"""Where messages may go: never to this machine itself nor to addresses of the link, unless the settings permit it.

A name is looked at when somebody connects a channel, for a clear sentence, and again by the very call that connects a
socket (Python's audit event `socket.connect`): after the name was resolved, after every redirect, whoever does it.
"""

import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from backupd.core.errors import Refused

_guarded: ContextVar[list[str] | None] = ContextVar("addresses refused while this thread sends", default=None)


class ForbiddenTarget(OSError):
    """Raised in place of a connection that may not be."""


@contextmanager
def guarded(permitted: bool) -> Iterator[list[str]]:
    """Connections of this thread to forbidden addresses fail meanwhile; yields the addresses that were refused."""
    refused: list[str] = []
    if permitted:
        yield refused
        return
    _listen()
    before = _guarded.set(refused)
    try:
        yield refused
    finally:
        _guarded.reset(before)


@cache
def _listen() -> None:
    sys.addaudithook(_look)  # cannot be taken off again; outside `guarded` it does nothing


def _look(event: str, arguments: tuple) -> None:
    if event != "socket.connect" or (refused := _guarded.get()) is None:
        return
    address = arguments[1]
    if not isinstance(address, tuple) or forbidden(str(address[0])):
        refused.append(str(address))
        raise ForbiddenTarget("this address is not reachable for messages")


def forbidden(address: str) -> bool:
    """Loopback, link-local, multicast and the unspecified address, IPv4 also where it is written as IPv6; what is no
    address at all, too."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_loopback or found.is_link_local or found.is_multicast or found.is_unspecified


def must_be_elsewhere(host: str, permitted: bool) -> None:
    """Raises Refused for a host that is, or whose name leads to, a forbidden address. A name that nobody knows now
    may be known tomorrow."""
    if permitted:
        return
    try:
        found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return
    if any(forbidden(str(each[4][0])) for each in found):
        raise Refused("notify.target_forbidden", host=host)
