"""Announcing through the avahi-daemon that is at home on this machine.

`avahi-publish` (Debian's avahi-utils) and not our own D-Bus: one small program a record, there on every system that
has the package; each ends with its record when avahi ends, when we end it, or when we die.
"""

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from .records import NameTaken, Refused, Registration, Silenced

_SOCKET = Path("/run/avahi-daemon/socket")
_ESTABLISHING = 5.0  # seconds; avahi probes for one
_LEAVING = 1.0


def running_avahi() -> int | None:
    """A number that stands for this run of avahi-daemon (another after its restart); None when there is none to use."""
    if not shutil.which("avahi-publish"):
        return None
    try:
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.connect(str(_SOCKET))
        return _SOCKET.stat().st_ctime_ns
    except OSError:
        return None


class AvahiPublication:
    """Holds one registration from `__enter__` to `__exit__`; `check` finds out whether it still does.

    avahi probes, defends and follows links itself. NameTaken: it found another holder; Refused: it never
    published; Silenced: it went away.
    """

    def __init__(self, registration: Registration, wake: Callable[[], None]):
        self._registration = registration
        self._wake = wake
        self._established = 0
        self._taken = self._over = False
        self._news = threading.Condition()

    def __enter__(self) -> "AvahiPublication":
        with ExitStack() as opening:
            self._publish_addresses(opening)
            self._wait_until_established()
            opening.enter_context(_Child(*_service_words(self._registration), words_to=subprocess.DEVNULL))
            self._closing = opening.pop_all()
        return self

    def __exit__(self, *_) -> None:
        self._closing.close()

    def check(self) -> None:
        if self._taken:
            raise NameTaken(self._registration.host)
        if self._over:
            raise Silenced("avahi went away")

    def _publish_addresses(self, opening: ExitStack) -> None:
        reading, writing = os.pipe()
        listener = threading.Thread(target=self._listen, args=(reading,), daemon=True)
        listener.start()
        opening.callback(listener.join, _LEAVING)
        try:
            for address in self._registration.addresses:
                words = ("--address", "--no-reverse", self._registration.host, address)
                opening.enter_context(_Child(*words, words_to=writing))
        finally:
            os.close(writing)

    def _listen(self, reading: int) -> None:
        with os.fdopen(reading) as lines:
            for line in lines:
                self._hear(line)
        self._hear("")

    def _hear(self, line: str) -> None:
        with self._news:
            self._established += line.startswith("Established")
            # avahi-publish 0.8 names the collision and then aborts, having no next name for a name with a dot
            self._taken |= "collision" in line.lower() or "conflict" in line.lower()
            self._over |= not line
            self._news.notify_all()
        if self._taken or self._over:
            self._wake()

    def _wait_until_established(self) -> None:
        with self._news:
            self._news.wait_for(self._is_settled, _ESTABLISHING)
        if self._taken:
            raise NameTaken(self._registration.host)
        if self._established < len(self._registration.addresses):
            raise Refused("avahi does not publish for us")

    def _is_settled(self) -> bool:
        return self._taken or self._over or self._established == len(self._registration.addresses)


class _Child:
    """One avahi-publish, told by the kernel to end with the thread that started it (where setpriv is at hand)."""

    def __init__(self, *words: str, words_to: int):
        leash = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
        self._child = subprocess.Popen(
            [*leash, "avahi-publish", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words_to,
            env={**os.environ, "LC_ALL": "C"},
        )

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_) -> None:
        self._child.terminate()
        try:
            self._child.wait(_LEAVING)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()


def _service_words(registration: Registration) -> tuple[str, ...]:
    title = registration.title.encode()[:63].decode(errors="ignore")  # a DNS label holds 63 bytes
    return ("--service", "--host", registration.host, title, "_http._tcp", str(registration.port), "path=/")
