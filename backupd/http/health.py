"""GET /up: is the box well? For systemd, for other programs, and for the one who looks after it."""

from typing import Protocol

import msgspec
from litestar import Request, Response, get

from backupd import __version__


class Worker(Protocol):
    """What the web process knows of the worker it started."""

    @property
    def alive(self) -> bool: ...


class Health(msgspec.Struct, frozen=True):
    """status: ok · degraded (something below is not ok). disk_free in bytes where the originals lie."""

    status: str
    version: str
    database: str
    worker: str
    originals: str
    disk_free: int


@get("/up", opt={"open": True}, sync_to_thread=True, tags=["box"])
def up(request: Request) -> Response[Health]:
    """The box's health; always 200 while pages can be served."""
    library = request.app.state.library
    database = "ok" if library.database.sound else "damaged"
    worker = "ok" if request.app.state.worker.alive else "stopped"
    originals = _originals(library.files)
    well = (database, worker, originals) == ("ok", "ok", "ok")
    health = Health(
        "ok" if well else "degraded", __version__, database, worker, originals, library.files.free
    )
    return Response(health, headers={"Cache-Control": "no-store"})


def _originals(files) -> str:
    if not files.online:
        return "offline"
    return "ok" if files.writable else "read_only"
