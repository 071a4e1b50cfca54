"""Who is writing an upload at this moment: one at a time, and a newer connection takes over from one that hangs.

A phone that changes its Wi-Fi leaves its old connection open for minutes; what it sent is kept, and the new one goes
on from there. All of this lives in the web process, which is the only one that writes uploads.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import inf

import anyio

from backupd.core.errors import Refused

HANGS_AFTER = 1.0
PATIENCE = 5.0
SILENCE = 60.0


class Busy(Refused):
    """Another connection is sending this very upload, and well."""

    status = 423


class Turn:
    """One writer. Its `reading` scope is cancelled when somebody newer asks while it hears nothing, or after a minute
    of silence; only waiting for bytes is ever cut short, never a write."""

    def __init__(self) -> None:
        self.reading = anyio.CancelScope()
        self.over = anyio.Event()
        self.superseded = False
        self._put_off = -inf
        self.hear()

    def hear(self) -> None:
        """Bytes came in. The deadline is put off once a second, not ten thousand times in a film."""
        self._heard = time.monotonic()
        if self._heard > self._put_off + 1:
            self._put_off = self._heard
            self.reading.deadline = anyio.current_time() + SILENCE

    def give_up_if_hanging(self) -> None:
        if time.monotonic() - self._heard > HANGS_AFTER:
            self.superseded = True
            self.reading.cancel()


class Turns:
    """The turns being taken now, by upload."""

    def __init__(self) -> None:
        self._now: dict[str, Turn] = {}

    @asynccontextmanager
    async def taken(self, upload: str) -> AsyncIterator[Turn]:
        """Be the one who may look at or write this upload. Raises Busy when another goes on sending for 5 seconds."""
        await self._wait_for(upload)
        turn = self._now[upload] = Turn()
        try:
            yield turn
        finally:
            del self._now[upload]
            turn.over.set()

    async def _wait_for(self, upload: str) -> None:
        until = anyio.current_time() + PATIENCE
        while writing := self._now.get(upload):
            if anyio.current_time() > until:
                raise Busy("resumable.busy")
            writing.give_up_if_hanging()
            with anyio.move_on_after(0.1):
                await writing.over.wait()
