"""Work in the background stands back for a moment while the web process is busy: what a phone is sending is nowhere else
than on that phone until it is kept, and a page is waited for; a picture can be drawn a little later. Being nice does not
do it: memory, disk and caches know no niceness.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

BUSY = 0.4
"""Of one processor."""

LOOK = 0.1
LONGEST = 2.0
"""Seconds. A box that is busy all day still gets everything drawn."""

STALE = 5.0
"""Seconds after which an earlier look says nothing about now."""


class Courtesy:
    """Towards one process, of which `spent` tells how many seconds of processor time it has used."""

    def __init__(
        self,
        spent: Callable[[], float],
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._spent, self._now, self._pause = spent, now, pause
        self._looked, self._had_spent = now(), spent()

    def give_way(self) -> None:
        """Wait while the other was busy since the last look, LONGEST seconds at most."""
        until = self._now() + LONGEST
        while self._busy() and self._now() < until:
            self._pause(LOOK)

    def _busy(self) -> bool:
        looked, had_spent = self._looked, self._had_spent
        self._looked, self._had_spent = self._now(), self._spent()
        since = self._looked - looked
        return since < STALE and self._had_spent - had_spent > BUSY * since


def spent_by(pid: int) -> Callable[[], float]:
    """Processor time of a process, user and system, as proc(5) tells it; nothing where it is gone or there is no /proc."""
    tick = os.sysconf("SC_CLK_TCK")

    def spent() -> float:
        try:
            told = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
        except OSError:
            return 0.0
        user, system = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / tick

    return spent
