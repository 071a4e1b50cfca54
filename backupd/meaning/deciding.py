"""How far the box has looked, and what an owner decides about it."""

from backupd.core.errors import Forbidden
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.meaning import store
from backupd.meaning.looking import look
from backupd.meaning.models import NAME, ready
from backupd.meaning.records import Progress


def progress(library: Library) -> Progress:
    """For the page of the box: numbers alone."""
    now = store.state(library)
    seen, of = store.counted(library, now.coming or now.model)
    return Progress(now.on, now.paused, not ready(), seen, of, now.coming is not None, now.trouble)


def switch(library: Library, viewer: Viewer, to: str) -> None:
    """`on`, `paused` or `off`; owners decide. Off also forgets what was seen."""
    if not viewer.owner:
        raise Forbidden("meaning.owners_only", back="/box")
    with library.database.writing():
        store.note(library, on_=int(to != "off"), paused=int(to == "paused"))
        if to == "off":
            store.note(library, model=NAME, coming=None, trouble=None)
            store.forget(library)
    if to == "on":
        library.jobs.later_once(look)
