"""The live feed as server-sent events (WHATWG HTML, section 9.2): one event whenever the ledger of a family or what
somebody has read changed, and the present state at once on every connection, so that a dropped one catches up.

All streams of a process share one look at the database a second: `PRAGMA data_version` tells for nothing whether anybody
wrote at all. A stream knows its viewer for a heartbeat at most: who was let go hears nothing more.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

import anyio
import msgspec
from litestar import Request, Response, get
from litestar.response import Stream

from backupd import family
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reactions import feed
from backupd.reactions.feed_records import Unread

LOOK_EVERY = 1.0
STILL_HERE_EVERY = 20.0
AGAIN_AFTER = 3000  # milliseconds a browser waits before it comes back
EVENTS = "text/event-stream"


class Pulse:
    """Wakes whoever waits when somebody wrote, or when the daemon is about to end. It looks only while somebody waits."""

    def __init__(self, library: Library, ending: Callable[[], bool]) -> None:
        self._library = library
        self._ending = ending
        self._waiting: set[asyncio.Event] = set()
        self._looking: asyncio.Task[None] | None = None

    async def beat(self) -> bool:
        """Wait for news, or for a while in which there was none; False when it is time to go."""
        written = asyncio.Event()
        self._waiting.add(written)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(written.wait(), STILL_HERE_EVERY)
            return not self._ending()
        finally:
            self._waiting.discard(written)

    async def _look(self) -> None:
        connection = sqlite3.connect(f"file:{self._library.database.path}?mode=ro", uri=True)
        try:
            version = _version(connection)
            while self._waiting:
                await asyncio.sleep(LOOK_EVERY)
                now = _version(connection)
                if now != version or self._ending():
                    version = now
                    for each in self._waiting:
                        each.set()
        finally:
            connection.close()


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA data_version").fetchone()[0]


@get("/feed/stream", sync_to_thread=False)
def stream(request: Request, library: Library, viewer: Viewer) -> Response:
    """How much is new, again and again for as long as the connection stands (text/event-stream); whoever does not ask
    for a stream is told once."""
    if EVENTS not in request.headers.get("accept", ""):
        return Response(feed.unread(library, viewer))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(_events(request, library, viewer), media_type=EVENTS, headers=headers)


async def _events(request: Request, library: Library, viewer: Viewer) -> AsyncIterator[str]:
    pulse = _pulse(request, library)
    told, known = None, None
    yield f"retry: {AGAIN_AFTER}\n\n"
    while True:
        now = family.viewer_of(library, request.scope)
        if now is None or (now.id, now.family) != (viewer.id, viewer.family):
            return
        if (mark := feed.how_far(library, viewer)) != known:
            known = mark
            state = await anyio.to_thread.run_sync(feed.unread, library, viewer)
            if state != told:
                told = state
                yield _event(state)
        if not await pulse.beat():
            return
        yield ":\n\n"


def _pulse(request: Request, library: Library) -> Pulse:
    state = request.app.state
    if "pulse" not in state:
        state.pulse = Pulse(library, state.get("ending", lambda: False))
    return state.pulse


def _event(state: Unread) -> str:
    told = msgspec.json.encode({"unread": state.unread, "shown": state.shown, "newest": state.newest})
    return f"id: {state.newest}\nevent: news\ndata: {told.decode()}\n\n"
