"""What a request says about whoever stands at the door: their address, their browser, where they want to go."""

import ipaddress

from litestar import Request
from litestar.datastructures import Cookie

from backupd.family.browsers import browser_of, machine_of
from backupd.family.doorway import COOKIE, COOKIE_DAYS
from backupd.family.middleware import cookie
from backupd.family.records import Entrant, LetIn, SetupKey, Viewer
from backupd.http.answers import language_of
from backupd.http.doors import read_host

TICKET = "backup_ticket"
TICKET_SECONDS = 600
THE_BOX_ITSELF = {"localhost", "127.0.0.1", "[::1]"}
FORWARDING = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")


def address_of(request: Request) -> str:
    """The peer's address, which wrong guesses are counted for; IPv4 in IPv6 (RFC 4291 2.5.5.2) is plain IPv4.
    Forwarding headers are not asked: anybody can write them."""
    peer = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return peer
    mapped = address.ipv4_mapped if address.version == 6 else None
    return str(mapped or address)


def key_of(request: Request, token: str | None) -> SetupKey:
    return SetupKey(token, at_the_box(request))


def at_the_box(request: Request) -> bool:
    """A browser on the box itself: a loopback peer that asked for localhost, with nothing in between."""
    name, _ = read_host(request.headers.get("host", ""))
    passed_on = any(header.startswith("x-forwarded") or header in FORWARDING for header in request.headers)
    return name in THE_BOX_ITSELF and _is_loopback(address_of(request)) and not passed_on


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def entrant(request: Request, viewer: Viewer | None, name: str = "", myself: bool = False) -> Entrant:
    return Entrant(name, language_of(request), device_name(request), viewer, myself)


def device_name(request: Request) -> str:
    """A kind first name for this browser, in its language: 아이폰 · Safari."""
    agent, words = request.headers.get("user-agent", ""), request.app.state.renderer.words
    keys = (machine_of(agent), browser_of(agent))
    return " · ".join(words.say(language_of(request), key) for key in keys if key)


def way_on(wanted: str | None) -> str:
    """Where to go afterwards: an address of ours, never another host (`//elsewhere`, `/\\elsewhere`)."""
    wanted = wanted or "/"
    plain = wanted.isprintable() and wanted.startswith("/") and wanted[1:2] not in ("/", "\\")
    return wanted if plain and not wanted.startswith(("/api/", "/welcome", "/join", "/who")) else "/"


def ticket_of(request: Request) -> str | None:
    return cookie(request.scope, TICKET)


def ticket_cookie(token: str) -> Cookie:
    return Cookie(TICKET, value=token, max_age=TICKET_SECONDS, httponly=True, samesite="lax")


def device_cookies(let_in: LetIn) -> list[Cookie]:
    """The new token for this browser; the ticket it was exchanged for goes."""
    days = COOKIE_DAYS * 86400
    device = Cookie(COOKIE, value=let_in.token, max_age=days, httponly=True, samesite="lax")
    return [device, Cookie(TICKET, value="", max_age=0, httponly=True, samesite="lax")]


def no_device() -> list[Cookie]:
    """This browser forgets who it belonged to."""
    return [Cookie(COOKIE, value="", max_age=0, httponly=True, samesite="lax")]
