"""The body of a request into the file of its upload: a megabyte in memory at most, however long the video."""

from collections.abc import AsyncIterator, Callable

from anyio import to_thread
from litestar import Request

from backupd.core.errors import Refused, TooLarge
from backupd.core.library import Library
from backupd.intake.growing import Growing
from backupd.intake.turns import Busy, Turn

PIECE = 1 << 20
CRUMBS = 512  # bodies of tiny chunks; writev(2) takes 1024 at once


class FellSilent(Refused):
    """Nothing came for a minute, or the sender is gone."""

    status = 408


class Body:
    """The bytes as they come. `whole` once the end was announced, so that a cut connection is not taken for one."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self.whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while not self.whole:
            event = await self._request.receive()
            if event["type"] != "http.request":
                return
            yield event["body"]
            self.whole = not event["more_body"]


async def pour(
    library: Library, body: Body, growing: Growing, turn: Turn, length: int, then: Callable[[], None]
) -> None:
    """Append the body up to the file's `length`, make it safe from a power cut, and go on with `then` in the same
    thread: a photo costs two changes of thread, not six. What came before a cut, a silence or a take-over is kept; of a
    body that is longer than was said, nothing."""
    try:
        rest = await _read(library, body, growing, turn, length - growing.size)
    except TooLarge:
        await to_thread.run_sync(growing.take_back)
        raise
    except BaseException:
        await to_thread.run_sync(growing.settle, False)
        raise
    if not await to_thread.run_sync(_end, library, growing, rest, body, length, then):
        raise Busy("resumable.busy") if turn.superseded else FellSilent("resumable.silent")


async def _read(library: Library, body: Body, growing: Growing, turn: Turn, room: int) -> list[bytes]:
    """Append all but the last of it, which is returned."""
    waiting: list[bytes] = []
    size = 0
    with turn.reading:
        async for arrived in body:
            turn.hear()
            waiting.append(arrived)
            size += len(arrived)
            room -= len(arrived)
            if room < 0:
                raise TooLarge("resumable.longer_than_said")
            if size >= PIECE or len(waiting) >= CRUMBS:
                await to_thread.run_sync(_append, library, growing, waiting)
                waiting, size = [], 0
    return waiting


def _append(library: Library, growing: Growing, pieces: list[bytes]) -> None:
    library.files.must_take(sum(map(len, pieces)))
    growing.append(pieces)


def _end(
    library: Library, growing: Growing, rest: list[bytes], body: Body, length: int, then: Callable[[], None]
) -> bool:
    """Append the last of it and settle; whether that was all of the body."""
    whole = False
    try:
        _append(library, growing, rest)
        whole = body.whole or growing.size == length
    finally:
        growing.settle(whole)
    if whole:
        then()
    return whole
