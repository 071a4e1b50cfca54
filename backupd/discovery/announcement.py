"""The announcement as the daemon sees it: started, looked at, stopped; it never raises and never waits for a network."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from .addresses import EVERY_IPV4, EVERYWHERE, Address, home_addresses
from .avahi import AvahiPublication, running_avahi
from .records import NameTaken, Refused, Registration, Silenced, host_name
from .responder import Responder

_LOG = logging.getLogger(__name__)
_STOPPING = 3.0  # seconds
_AFTER_SILENCE = 2.0  # seconds for avahi to come back, or for a link to settle
_MANY_NAMES, _AFTER_MANY_NAMES = 15, 5.0  # a network where every name is taken; RFC 6762 section 8.1
_LOOPBACK = ("127.0.0.1",)


class Announcement:
    """Says `backup.local` and where it is for as long as it is started, following addresses and giving way to holders.

    `addresses`: None follows those of this machine that reach a server bound to `host` ("::" is IPv4 and IPv6);
    a sequence, or a function that gives one, overrules that.
    `interval`: seconds between two looks at the addresses. `recheck`: between two looks for a second holder of the name.
    """

    def __init__(
        self,
        name: str = "backup",
        port: int = 8100,
        title: str = "BackUP",
        addresses: Sequence[Address] | Callable[[], Sequence[Address]] | None = None,
        interval: float = 30.0,
        recheck: float = 180.0,
        host: str = EVERY_IPV4,
        told: Callable[[str], None] = lambda name: None,
    ):
        self._name, self._port, self._title = name, port, title
        self._told = told
        self._look = _looker(addresses, host)
        self._wants_network = addresses is None and host in EVERYWHERE
        self._interval, self._recheck = interval, recheck
        self._attempt = 1
        self._announced: Registration | None = None
        self._reason: str | None = "discovery.starting"
        self._refusing: int | None = None
        self._leaving, self._bell, self._settled = threading.Event(), threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The host name in force, or the one being tried: `backup.local`, `backup-2.local` …"""
        return host_name(self._name, self._attempt)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """What the name stands for on the network now; empty while nothing is announced."""
        return self._announced.addresses if self._announced else ()

    @property
    def reason(self) -> str | None:
        """A word key for what a person should know, also when the name had to change; None when all is well."""
        return self._reason

    def wait(self, timeout: float) -> bool:
        """Whether the box is announced, once it is or once it is known why not; never longer than `timeout` seconds."""
        self._settled.wait(timeout)
        return self._announced is not None

    def start(self) -> "Announcement":
        """Begin, in a thread of its own: registering takes over two seconds, and the network may come later."""
        if not self._thread:
            self._leaving.clear()
            self._thread = threading.Thread(target=self._run, name="announcement", daemon=True)
            self._thread.start()
        return self

    def stop(self) -> None:
        """Take the name back from the network; at most three seconds, whatever the network does."""
        self._leaving.set()
        self._bell.set()
        if self._thread:
            self._thread.join(_STOPPING)
            self._thread = None

    def __enter__(self) -> "Announcement":
        return self.start()

    def __exit__(self, *_) -> None:
        self.stop()

    def _run(self) -> None:
        while not self._leaving.is_set():
            try:
                self._announce()
            except NameTaken:
                self._try_next_name()
            except Refused:  # until avahi is started anew, our own responder speaks beside it
                self._refusing = running_avahi()
            except Exception as failure:  # whatever a network does, the album goes on
                self._admit(failure)
            self._announced = None
        self._say("discovery.stopped")

    def _announce(self) -> None:
        """One registration, from claiming the name until the addresses or the way of announcing change."""
        addresses, avahi = tuple(self._look()), self._avahi()
        if not addresses:
            return self._wait_for_network()
        registration = Registration(self.name, addresses, self._title, self._port)
        with self._publication(registration, avahi) as publication:
            self._say(self._remark(addresses), registration)
            while not self._rest(self._interval) and (tuple(self._look()), self._avahi()) == (
                addresses,
                avahi,
            ):
                publication.check()
        self._reason = "discovery.starting"
        return None

    def _publication(self, registration: Registration, avahi: int | None) -> AbstractContextManager:
        if avahi is None or registration.addresses == _LOOPBACK:
            return Responder(registration, self._leaving, self._bell.set, self._recheck)
        return AvahiPublication(registration, self._bell.set)

    def _avahi(self) -> int | None:
        avahi = running_avahi()
        return None if avahi == self._refusing else avahi

    def _remark(self, addresses: tuple[Address, ...]) -> str | None:
        if addresses == _LOOPBACK and self._wants_network:
            return "discovery.no_network"
        return None if self._attempt == 1 else "discovery.renamed"

    def _wait_for_network(self) -> None:
        self._say("discovery.no_network")
        self._rest(self._interval)

    def _rest(self, seconds: float) -> bool:
        """Sleep until the time is over or something happened; whether it is time to leave."""
        self._bell.wait(seconds)
        self._bell.clear()
        return self._leaving.is_set()

    def _try_next_name(self) -> None:
        self._attempt += 1
        if self._attempt > _MANY_NAMES:
            self._rest(_AFTER_MANY_NAMES)

    def _admit(self, failure: Exception) -> None:
        if self._leaving.is_set():
            return
        if self._reason != "discovery.unreachable":
            _LOG.warning("not announced on the network: %s", failure)
        self._say("discovery.unreachable")
        self._rest(_AFTER_SILENCE if isinstance(failure, Silenced) else self._interval)

    def _say(self, reason: str | None, registration: Registration | None = None) -> None:
        self._announced, self._reason = registration, reason
        if registration:
            self._told(registration.host)
        self._settled.set()


def _looker(
    addresses: Sequence[Address] | Callable[[], Sequence[Address]] | None, host: str
) -> Callable[[], Sequence[Address]]:
    if addresses is None:
        return lambda: home_addresses(host)
    return addresses if callable(addresses) else lambda: addresses
