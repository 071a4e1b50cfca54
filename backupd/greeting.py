"""What the daemon prints when it is up: its addresses, a QR of the first one, and the set-up token of an empty box."""

import sys

import segno

from backupd import family
from backupd.core.library import Library
from backupd.discovery import Announcement
from backupd.http.words import Words


def print_addresses(library: Library, port: int, announcement: Announcement, words: Words) -> None:
    """To standard output, in the box's language, flushed at once (a terminal or the journal reads it)."""
    language = library.settings.language
    addresses = [
        address_of(announcement.name, port),
        *(address_of(ip, port) for ip in announcement.addresses),
    ]
    token = family.setup_token(library)
    print(words.say(language, "greeting.running"))
    for address in addresses:
        print(f"  {address}")
    if token:
        print(
            words.say(language, "greeting.setup", token=token, address=f"{addresses[-1]}/setup?token={token}")
        )
    segno.make(f"{addresses[-1]}/setup?token={token}" if token else addresses[-1]).terminal(
        out=sys.stdout, compact=True
    )
    sys.stdout.flush()


def address_of(host: str, port: int) -> str:
    """http://HOST:PORT, without the port where it is 80; IPv6 in brackets."""
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}" if port == 80 else f"http://{host}:{port}"
