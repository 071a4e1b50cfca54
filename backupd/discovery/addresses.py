"""Which of this machine's addresses a neighbour can open."""

import fcntl
import re
import socket
import struct
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import ifaddr

Address = str
EVERY_IPV4 = "0.0.0.0"  # noqa: S104 (what a server is bound to, not a door)
EVERYWHERE = (EVERY_IPV4, "::")

# Bridges and cables of containers and virtual machines: up, with multicast, and no neighbour at their end.
_INSIDE_THE_BOX = re.compile(
    r"(docker|veth|virbr|vnet|lxc|lxd|incus|podman|cni|flannel|cali)|br-[0-9a-f]{12}$"
)
_SIOCGIFFLAGS, _IFF_RUNNING, _IFF_MULTICAST = 0x8913, 0x40, 0x1000
# /proc/net/if_inet6: temporary (changes daily), failed its duplicate check, deprecated, not yet checked.
_PASSING = 0x01 | 0x08 | 0x20 | 0x40


def home_addresses(host: str = EVERY_IPV4) -> tuple[Address, ...]:
    """Where a neighbour can open a server bound to `host` ("::" is both families), IPv4 first.

    Link-local ones, and in the end loopback, only where there is nothing better; nothing while no link is up.
    """
    if host not in EVERYWHERE:
        return tuple(address for address in _meant_by(host) if is_here(address))
    linked = [one for one in _linked_addresses() if host == "::" or one.version == 4]
    routable = [one for one in linked if not one.is_link_local]
    return _in_order(routable or linked) or tuple({"127.0.0.1"} & own_addresses())


def own_addresses() -> set[Address]:
    """Every address of this machine, so that it never takes itself for a stranger."""
    return {str(address) for adapter in ifaddr.get_adapters() for address in _of(adapter)}


def _meant_by(host: str) -> set[Address]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(host, None)}
    except OSError:  # no such name
        return set()


def _linked_addresses() -> list[IPv4Address | IPv6Address]:
    passing = _passing_addresses()
    linked = [address for adapter in ifaddr.get_adapters() if _reaches(adapter) for address in _of(adapter)]
    return [address for address in linked if str(address) not in passing]


def is_here(address: Address) -> bool:
    """Whether this machine still has the address, loopback networks included."""
    where = (address, 0) if ip_address(address).version == 4 else (address, 0, 0, link_of(address))
    with socket.socket(socket.AF_INET if len(where) == 2 else socket.AF_INET6, socket.SOCK_DGRAM) as trying:
        try:
            trying.bind(where)
        except OSError:
            return False
    return True


def link_of(address: Address) -> int:
    """The kernel's number of the link that has the address; 0, "any", when it has gone."""
    wanted = ip_address(address)
    return next((adapter.index or 0 for adapter in ifaddr.get_adapters() if wanted in _of(adapter)), 0)


def _of(adapter: ifaddr.Adapter) -> Iterator[IPv4Address | IPv6Address]:
    for found in adapter.ips:
        yield ip_address(found.ip if isinstance(found.ip, str) else found.ip[0])


def _reaches(adapter: ifaddr.Adapter) -> bool:
    """A link with a cable or a radio at work, that carries multicast and leaves the machine (so not wg0, tun0, lo)."""
    wanted = _IFF_RUNNING | _IFF_MULTICAST
    return not _INSIDE_THE_BOX.match(adapter.name) and _flags(adapter.name) & wanted == wanted


def _flags(link: str) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            answer = fcntl.ioctl(asking, _SIOCGIFFLAGS, struct.pack("16sH14x", link.encode()[:15], 0))
        except OSError:  # the link went away between the list and the question
            return 0
    return struct.unpack("16sH14x", answer)[1]


def _passing_addresses() -> set[Address]:
    try:
        lines = Path("/proc/self/net/if_inet6").read_text().splitlines()
    except OSError:  # a kernel without IPv6
        return set()
    rows = [line.split() for line in lines]
    return {str(IPv6Address(bytes.fromhex(row[0]))) for row in rows if int(row[4], 16) & _PASSING}


def _in_order(addresses: list[IPv4Address | IPv6Address]) -> tuple[Address, ...]:
    return tuple(
        str(address) for address in sorted(set(addresses), key=lambda one: (one.version, one.packed))
    )
