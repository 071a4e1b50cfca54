"""JSON addresses of frames, twins of their pages."""

from litestar import get, post

from backupd.core.library import Library
from backupd.family import frame_store, frames
from backupd.family.forms import Name
from backupd.family.records import Frame, Viewer


@get("/family/frames/{number:int}", sync_to_thread=True)
def frame(library: Library, viewer: Viewer, number: int) -> Frame:
    """A TV or tablet that is a device of the family."""
    return frame_store.frame(library, viewer, number)


@post("/family/frames/{number:int}/name", status_code=204, sync_to_thread=True)
def rename_frame(library: Library, viewer: Viewer, number: int, data: Name) -> None:
    frames.rename_frame(library, viewer, number, data.name)


@post("/family/frames/{number:int}/revocation", status_code=204, sync_to_thread=True)
def end_frame(library: Library, viewer: Viewer, number: int) -> None:
    """End it at once; an owner, or whoever let it in."""
    frames.end_frame(library, viewer, number)


handlers = [frame, rename_frame, end_frame]
