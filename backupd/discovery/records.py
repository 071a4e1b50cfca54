"""What the box says about itself, and what can come between it and its name."""

from dataclasses import dataclass
from ipaddress import ip_address

from .addresses import Address


class NameTaken(Exception):
    """Another machine answers to the host name: the next one has to be tried."""


class Silenced(Exception):
    """What carried the announcement went away, or never carried it: say everything again, perhaps another way."""


class Refused(Silenced):
    """Avahi is there but does not publish for us."""


@dataclass(frozen=True)
class Registration:
    """A host name with its addresses, and the page behind it (RFC 6762 and RFC 6763)."""

    host: str
    addresses: tuple[Address, ...]
    title: str
    port: int


def host_name(name: str, attempt: int) -> str:
    """`backup.local`, then `backup-2.local`, `backup-3.local` …: the pattern RFC 6762 section 9 proposes."""
    return f"{name}.local" if attempt == 1 else f"{name}-{attempt}.local"


def outranks(ours: tuple[Address, ...], theirs: set[Address]) -> bool:
    """The tie-break of RFC 6762 section 8.2: the later address keeps the name, and both sides come to the same end."""
    return _rank(ours) > _rank(theirs)


def _rank(addresses: tuple[Address, ...] | set[Address]) -> tuple[bool, bytes]:
    return max((ip_address(address).version == 4, ip_address(address).packed) for address in addresses)
