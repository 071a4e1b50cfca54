"""JSON addresses of the frame."""

from litestar import Router, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.frame import actions, store
from backupd.frame.records import FrameShow, FrameWishes


@get("/frame", opt={"frame": True}, sync_to_thread=True)
def frame(library: Library, viewer: Viewer, after: str | None = None, at: int | None = None) -> FrameShow:
    """The next pictures for a frame, as the family wishes them."""
    return actions.show(library, viewer, after, at)


@get("/family/frame", sync_to_thread=True)
def wishes(library: Library, viewer: Viewer) -> FrameWishes:
    """What the family wants its frames to show."""
    return store.wishes(library, viewer)


@post("/family/frame", sync_to_thread=True, status_code=200)
def wish(library: Library, viewer: Viewer, data: FrameWishes) -> FrameWishes:
    """Say what the family's frames show; only owners."""
    return actions.wish(library, viewer, data)


api = Router("/api", route_handlers=[frame, wishes, wish])
