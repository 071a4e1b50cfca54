"""Listening for others who use, want or take back our host name."""

import socket
import struct
import threading
from collections.abc import Callable
from ipaddress import ip_address

from zeroconf import DNSAddress, DNSIncoming, RecordUpdate, RecordUpdateListener, Zeroconf

from .addresses import Address, link_of, own_addresses
from .records import Registration

_GROUP, _GROUP6, _PORT = "224.0.0.251", "ff02::fb", 5353
_ANY = 255


class Hearing(RecordUpdateListener):
    """Everything said about our host name: by strangers, and by ourselves when it comes back to us."""

    def __init__(self, registration: Registration, wake: Callable[[], None]):
        self._host = f"{registration.host}."
        self._own = own_addresses() | set(registration.addresses)
        self._wake = wake
        self.stranger = threading.Event()
        self.rescue: Callable[[], None] | None = None
        self.start_over()

    def start_over(self) -> None:
        self.strangers: set[Address] = set()
        self.ourselves = False
        self.stranger.clear()

    def async_update_records(self, zeroconf: Zeroconf, now: float, records: list[RecordUpdate]) -> None:
        for record in (update.new for update in records):
            if isinstance(record, DNSAddress) and record.name.lower() == self._host:
                self._hear(str(ip_address(record.address)), gone=record.is_expired(now))

    def _hear(self, address: Address, gone: bool) -> None:
        if address not in self._own:
            self._hear_stranger(address, gone)
        elif not gone:
            self.ourselves = True
        elif self.rescue:  # another BackUP on this machine said goodbye for both (RFC 6762 section 10.2)
            self.rescue()

    def _hear_stranger(self, address: Address, gone: bool) -> None:
        if not gone:
            self.strangers.add(address)
            self.stranger.set()
            self._wake()


class Defence:
    """Answers those who probe for our host name, at once, as RFC 6762 section 8.1 wants the holder to."""

    def __init__(self, zeroconf: Zeroconf, registration: Registration, say_again: Callable[[], None]):
        assert zeroconf.loop  # it has one from its start to its close
        self._loop = zeroconf.loop
        self._host = f"{registration.host}."
        self._say_again = say_again
        self._ear = _group_socket(registration.addresses)

    def __enter__(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.add_reader, self._ear, self._hear)

    def __exit__(self, *_) -> None:
        self._loop.call_soon_threadsafe(self._loop.remove_reader, self._ear)
        self._loop.call_soon_threadsafe(self._ear.close)

    def _hear(self) -> None:
        heard = DNSIncoming(self._ear.recv(9000))
        if heard.valid and heard.is_query() and any(self._is_ours(asked) for asked in heard.questions):
            self._say_again()

    def _is_ours(self, asked) -> bool:
        return asked.type == _ANY and asked.name.lower() == self._host


def _group_socket(addresses: tuple[Address, ...]) -> socket.socket:
    """Bound to the group, not to the machine, so that it takes no unicast answer away from zeroconf's own socket."""
    ipv4 = [address for address in addresses if ip_address(address).version == 4]
    ear = socket.socket(socket.AF_INET if ipv4 else socket.AF_INET6, socket.SOCK_DGRAM)
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        ear.setsockopt(socket.SOL_SOCKET, option, 1)
    ear.setblocking(False)
    _join(ear, ipv4) if ipv4 else _join6(ear, link_of(addresses[0]))
    return ear


def _join(ear: socket.socket, addresses: list[Address]) -> None:
    ear.bind((_GROUP, _PORT))
    for address in addresses:
        try:
            member = socket.inet_aton(_GROUP) + socket.inet_aton(address)
            ear.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
        except OSError:  # a second address of the same link: joined already
            continue


def _join6(ear: socket.socket, link: int) -> None:
    ear.bind((_GROUP6, _PORT, 0, link))
    member = socket.inet_pton(socket.AF_INET6, _GROUP6) + struct.pack("@I", link)
    ear.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, member)
