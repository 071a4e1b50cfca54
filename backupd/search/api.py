"""JSON addresses of search, twins of its pages."""

from litestar import Router, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search import store
from backupd.search.pictures import Alike, alike
from backupd.search.recent import forget, recent
from backupd.search.records import Forgetting, Found
from backupd.search.suggesting import Suggestion, suggestions


@get("/search", sync_to_thread=True)
def search(
    library: Library, viewer: Viewer, q: str = "", albums: str | None = None, stories: str | None = None
) -> Found:
    """People, places, albums and stories in whose words all the words of `q` are found, or whose day, giver and kind it
    names. `albums` and `stories` continue a group where `next_albums` and `next_stories` of an earlier answer say."""
    return store.find(library, viewer, q, albums, stories)


@get("/search/suggestions", sync_to_thread=True)
def suggest(library: Library, viewer: Viewer, q: str = "") -> list[Suggestion]:
    """What somebody who typed so far may be about to look for."""
    return suggestions(library, viewer, q)


@get("/search/recent", sync_to_thread=True)
def looked_for(library: Library, viewer: Viewer) -> list[str]:
    """What you looked for lately, the newest first."""
    return recent(library, viewer)


@post("/search/recent/removal", status_code=200, sync_to_thread=True)
def forget_recent(library: Library, viewer: Viewer, data: Forgetting) -> list[str]:
    """Forget one of them, or all where `words` is empty."""
    forget(library, viewer, data.words)
    return recent(library, viewer)


@get("/stories/{number:int}/alike", sync_to_thread=True)
def like(library: Library, viewer: Viewer, number: int) -> Alike:
    """Stories that look like this one, the likest first."""
    return alike(library, viewer, number)


api = Router("/api", route_handlers=[search, like, suggest, looked_for, forget_recent], tags=["search"])
