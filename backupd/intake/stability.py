"""When is a file that somebody is copying finished? Pure: paths, what stat(2) said, and seconds of the boot clock.

Stable means: 5 s since a close or a move into place, else 90 s since anything was heard, and size and time of change
are what they were, and there is something in it (SURVIVE.md "Drop folders").
"""

import heapq

import msgspec


class Seen(msgspec.Struct, frozen=True):
    """What tells two states of a file apart."""

    size: int
    mtime_ns: int
    inode: int


class _Wait(msgspec.Struct):
    seen: Seen
    due: float


class Stability:
    """The files in flight. Touching one again, or a virus scanner doing so, moves its moment; it never doubles it."""

    def __init__(self, stable: float, quiet: float) -> None:
        self._stable = stable
        self._quiet = quiet
        self._waits: dict[bytes, _Wait] = {}
        self._order: list[tuple[float, bytes]] = []

    def __len__(self) -> int:
        return len(self._waits)

    def mark(self, path: bytes, seen: Seen, now: float, *, closed: bool) -> None:
        """Something was heard of `path`. `closed`: its writer closed it, or it was moved here whole."""
        waiting = self._waits.get(path)
        if waiting and waiting.seen == seen and not closed:
            return
        self._wait(path, seen, now + (self._stable if closed else self._quiet))

    def due(self, now: float) -> list[bytes]:
        """The paths whose moment has come; each must be looked at and passed to `looked`."""
        paths = []
        while self._order and self._order[0][0] <= now:
            moment, path = heapq.heappop(self._order)
            if (waiting := self._waits.get(path)) and waiting.due == moment:
                paths.append(path)
        return paths

    def looked(self, path: bytes, seen: Seen | None, now: float) -> bool:
        """True: stable now, and no longer in flight. `seen` None: it is gone, or is no ordinary file."""
        waiting = self._waits.pop(path, None)
        if waiting is None or seen is None or seen.size == 0:
            return False
        if seen != waiting.seen:
            self._wait(path, seen, now + self._quiet)
            return False
        return True

    def next_moment(self) -> float | None:
        return self._order[0][0] if self._order else None

    def _wait(self, path: bytes, seen: Seen, due: float) -> None:
        self._waits[path] = _Wait(seen, due)
        heapq.heappush(self._order, (due, path))
