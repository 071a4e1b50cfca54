"""Our own mDNS responder: python-zeroconf, with the probing and defending of the host name that it leaves out.

zeroconf 0.154 answers A and AAAA questions for the host of a service, but never asks whether the name is free, never
notices a second holder, and is silent on the ANY questions other machines probe with (RFC 6762 sections 8 and 9).
"""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

from zeroconf import DNSOutgoing, DNSQuestion, EventLoopBlocked, ServiceInfo, Zeroconf

from .addresses import is_here
from .defence import Defence, Hearing
from .records import NameTaken, Registration, Silenced, outranks

_HTTP = "_http._tcp.local."
_QUERY, _IN, _A, _AAAA, _ANY = 0, 1, 1, 28, 255
_PROBES, _PROBE_GAP, _LAST_ANSWERS = 3, 0.25, 0.35  # seconds; RFC 6762 section 8.1
_HELD_BACK = 1.1  # seconds; what was said within the last one is not said again (RFC 6762 section 6)
_PATIENCE = 60.0  # seconds of defending a name against somebody who does not give way


class Responder:
    """Holds one registration from `__enter__` to `__exit__`; `check` finds out whether it still does.

    Raises NameTaken when somebody else has the name, Silenced when nothing can be said or heard.
    """

    def __init__(
        self, registration: Registration, leaving: threading.Event, wake: Callable[[], None], recheck: float
    ):
        self._registration = registration
        self._leaving = leaving
        self._recheck = recheck
        self._hearing = Hearing(registration, wake)
        self._contested_since: float | None = None
        self._checked = time.monotonic()
        self._mute = False

    def __enter__(self) -> "Responder":
        with ExitStack() as opening:
            self._zeroconf = opening.enter_context(_multicast(self._registration))
            self._claim_host()
            self._service = _service(self._registration)
            self._register()
            opening.enter_context(Defence(self._zeroconf, self._registration, self._say_again))
            self._hearing.rescue = self._say_again
            self._closing = opening.pop_all()
        return self

    def __exit__(self, *_) -> None:
        self._hearing.rescue = None
        self._closing.close()  # zeroconf says goodbye here (RFC 6762 section 10.1)

    def check(self) -> None:
        """Ask the network again who we are, when it is time or when somebody else has been heard."""
        if not self._is_due():
            return
        strangers = self._ask_for_strangers(_HELD_BACK)
        self._checked = time.monotonic()
        if strangers:
            self._contest(strangers)
        else:
            self._contested_since = None
            self._listen_for_ourselves()

    def _is_due(self) -> bool:
        contested = self._hearing.strangers or self._contested_since or self._mute
        return bool(contested) or time.monotonic() - self._checked >= self._recheck

    def _claim_host(self) -> None:
        self._zeroconf.add_listener(self._hearing, None)
        if self._ask_for_strangers(_LAST_ANSWERS):
            raise NameTaken(self._registration.host)
        if self._leaving.is_set():
            raise Silenced("leaving")

    def _register(self) -> None:
        try:
            self._zeroconf.register_service(self._service, allow_name_change=True)
        except EventLoopBlocked as too_slow:
            raise Silenced("the machine is too busy to announce itself") from too_slow

    def _contest(self, strangers: set[str]) -> None:
        self._contested_since = self._contested_since or time.monotonic()
        outlasted = time.monotonic() - self._contested_since > min(_PATIENCE, self._recheck)
        if outlasted or not outranks(self._registration.addresses, strangers):
            raise NameTaken(self._registration.host)
        self._say_again()

    def _listen_for_ourselves(self) -> None:
        """Our own answer comes back to us while the links carry it; once unheard may be chance, twice is not."""
        if self._mute and not self._hearing.ourselves:
            raise Silenced("not even our own voice is heard")
        self._mute = not self._hearing.ourselves

    def _ask_for_strangers(self, last_answers: float) -> set[str]:
        """Who else answers to the host name now; a bad answer comes early, none after a second or two."""
        self._hearing.start_over()
        for _ in range(_PROBES):
            self._zeroconf.send(_question(self._registration.host))
            if self._hearing.stranger.wait(_PROBE_GAP) or self._leaving.is_set():
                return self._hearing.strangers
        self._hearing.stranger.wait(last_answers)
        return self._hearing.strangers

    def _say_again(self) -> None:
        self._zeroconf.send(self._zeroconf.generate_service_broadcast(self._service, None))


def _multicast(registration: Registration) -> Zeroconf:
    logging.getLogger("zeroconf").setLevel(logging.ERROR)  # its warnings are our states
    if not all(is_here(address) for address in registration.addresses):
        raise Silenced("an address has just gone")
    try:
        return Zeroconf(interfaces=list(registration.addresses))
    except (
        OSError,
        RuntimeError,
    ) as refused:  # the port is kept by another responder, the link has just gone
        raise Silenced(str(refused)) from refused


def _service(registration: Registration) -> ServiceInfo:
    instance = registration.title.encode()[:63].decode(errors="ignore")  # a DNS label holds 63 bytes
    return ServiceInfo(
        _HTTP,
        f"{instance}.{_HTTP}",
        port=registration.port,
        parsed_addresses=list(registration.addresses),
        server=f"{registration.host}.",
        properties={"path": "/"},
    )


def _question(host: str) -> DNSOutgoing:
    """ANY, which a BackUP and an avahi answer at once, and both kinds of address for the zeroconf hosts that do not."""
    asking = DNSOutgoing(_QUERY)
    for kind in (_ANY, _A, _AAAA):
        asking.add_question(DNSQuestion(f"{host}.", kind, _IN))
    return asking
