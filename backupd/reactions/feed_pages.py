"""소식 as a page and as JSON; the live stream stands beside it (stream.py)."""

from litestar import Request, Response, get, post
from msgspec import Struct

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, page
from backupd.reactions import feed
from backupd.reactions.feed_records import Feed, Unread


class Read(Struct):
    """newest: as far as somebody has read."""

    newest: int = 0


@get("/feed", sync_to_thread=True)
def show(
    request: Request, library: Library, viewer: Viewer, before: str | None = None, seen: int | None = None
) -> Response[str]:
    """The page; whoever opens it has read so far. For htmx the lines alone."""
    found = feed.feed(library, viewer, before, seen)
    if before is None:
        feed.visit(library, viewer, found.newest)
    return page(
        request,
        "feed/_lines.html" if fragment_wanted(request) else "feed/feed.html",
        feed=found,
        first=before is None,
        now=viewer.here(library.clock.now()),
        here="/",
    )


@get("/feed", sync_to_thread=True)
def listed(library: Library, viewer: Viewer, before: str | None = None, seen: int | None = None) -> Feed:
    """What happened in the family, newest first; after the cursor `before`. Asking does not count as reading."""
    return feed.feed(library, viewer, before, seen)


@get("/feed/unread", sync_to_thread=True)
def unread(library: Library, viewer: Viewer) -> Unread:
    """How much is new since the last look, exact to 999; 1000 means more."""
    return feed.unread(library, viewer)


@post("/feed/visit", status_code=204, sync_to_thread=True)
def visit(library: Library, viewer: Viewer, data: Read) -> None:
    """Say how far one has read."""
    feed.visit(library, viewer, data.newest)


routes = [show]
api_routes = [listed, unread, visit]
