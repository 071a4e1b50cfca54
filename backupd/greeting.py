"""What the daemon prints when it is up: its addresses, a QR of the one that always works, and the set-up token of an
empty box."""

import ipaddress
import sys

import segno

from backupd import family
from backupd.core.library import Library
from backupd.core.settings import Settings
from backupd.discovery import home_addresses
from backupd.http.words import Words


def print_addresses(library: Library, port: int, name: str, words: Words) -> None:
    """To standard output, in the box's language, flushed at once (a terminal or the journal reads it)."""
    language, found = library.settings.language, addresses(library.settings, port, name)
    print(words.say(language, "greeting.running"))
    for address in found:
        print(f"  {address}")
    scanned = found[-1]
    if token := family.setup_token(library):
        scanned = f"{found[-1]}/setup?token={token}"
        print(words.say(language, "greeting.setup", token=token, address=scanned))
    print_qr(scanned)


def addresses(settings: Settings, port: int, name: str | None = None) -> list[str]:
    """Where the album can be opened: by its name where it has one, then by number; what surely works comes last."""
    hosts = _listening(settings.host)
    named = [name] if name and settings.announce and not _loopback(hosts) else []
    return [_address(host, port) for host in (*named, *reversed(hosts))]


def print_qr(address: str) -> None:
    segno.make(address).terminal(out=sys.stdout, compact=True)
    sys.stdout.flush()


def _listening(host: str) -> list[str]:
    """The addresses behind `host`; for "every address of this family of addresses", those a neighbour can open."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104
        return [host]
    every = list(home_addresses(host))
    return every or ["127.0.0.1"]


def _loopback(hosts: list[str]) -> bool:
    return all(host == "localhost" or _is_loopback(host) for host in hosts)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(host: str, port: int) -> str:
    """http://HOST:PORT, without the port where it is 80; IPv6 in brackets."""
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}" if port == 80 else f"http://{host}:{port}"
