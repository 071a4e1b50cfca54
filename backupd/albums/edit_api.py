"""JSON addresses of edits."""

from litestar import get, post

from backupd.albums import edit_store, editing
from backupd.albums.actions import must_contribute
from backupd.albums.edit_records import Edit, EditOrder, Removal
from backupd.core.library import Library
from backupd.family import Viewer


@get("/stories/{number:int}/edit", sync_to_thread=True)
def edit(library: Library, viewer: Viewer, number: int, clip: int = 0) -> Edit:
    """What the family made of the `clip`-th media of a story, and how far the drawing of it is."""
    must_contribute(viewer)
    return edit_store.edit_of_clip(library, viewer, number, clip)


@post("/stories/{number:int}/edit", sync_to_thread=True, status_code=200)
def save(library: Library, viewer: Viewer, number: int, data: EditOrder, clip: int = 0) -> Edit:
    """Carry a recipe out on it; the original stays as it is."""
    editing.edit_clip(library, viewer, number, clip, data)
    return edit_store.edit_of_clip(library, viewer, number, clip)


@post("/stories/{number:int}/edit/removal", sync_to_thread=True, status_code=200)
def remove(library: Library, viewer: Viewer, number: int, data: Removal) -> Edit:
    """Show it as it came again."""
    editing.remove_edit(library, viewer, number, data.clip)
    return edit_store.edit_of_clip(library, viewer, number, data.clip)


routes = [edit, save, remove]
