"""JSON addresses of search, twins of its pages."""

from litestar import Router, get

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search import store
from backupd.search.records import Found


@get("/search", sync_to_thread=True)
def search(library: Library, viewer: Viewer, q: str = "") -> Found:
    """Albums, stories and people in whose words all the words of `q` are found."""
    return store.find(library, viewer, q)


api = Router("/api", route_handlers=[search], tags=["search"])
