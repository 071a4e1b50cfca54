"""A word to systemd, where it started us: ready, still well, stopping (sd_notify(3)). Silent anywhere else."""

import os
import socket
import threading
from collections.abc import Callable


def notify(state: str) -> bool:
    """Send one state such as READY=1; False where nobody asked to be told."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as told:
        try:
            told.connect("\0" + address[1:] if address[0] == "@" else address)
            told.sendall(state.encode())
        except OSError:
            return False
    return True


def watchdog_seconds() -> float | None:
    """How often systemd wants to hear that we are well, as a limit; None when it does not (sd_watchdog_enabled(3))."""
    microseconds, asked = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID")
    if not microseconds.isdigit() or (asked and asked != str(os.getpid())):
        return None
    return int(microseconds) / 1_000_000


class Watchdog:
    """Says READY=1, then WATCHDOG=1 twice in each interval for as long as `well` says so, and STOPPING=1 at the end."""

    def __init__(self, well: Callable[[], bool]) -> None:
        self._well = well
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ping, name="watchdog", daemon=True)

    def __enter__(self) -> "Watchdog":
        notify("READY=1")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        notify("STOPPING=1")
        self._over.set()
        self._thread.join(5)

    def _ping(self) -> None:
        interval = watchdog_seconds()
        while interval and not self._over.wait(interval / 2):
            if self._well():
                notify("WATCHDOG=1")
