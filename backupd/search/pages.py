"""HTML addresses of search."""

from typing import Annotated

from litestar import Request, Response, Router, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page
from backupd.search import store
from backupd.search.pictures import alike
from backupd.search.recent import forget, recent, remember
from backupd.search.records import Forgetting
from backupd.search.suggesting import suggestions

Form = Annotated[Forgetting, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/search", sync_to_thread=True)
def search(
    request: Request,
    library: Library,
    viewer: Viewer,
    q: str = "",
    albums: str | None = None,
    stories: str | None = None,
) -> Response[str]:
    found = store.find(library, viewer, q, albums, stories)
    if found.words and not found.nothing:
        remember(library, viewer, found.instead or found.words)
    before = not found.words
    return page(
        request,
        "search/search.html",
        found=found,
        recent=recent(library, viewer) if before else [],
        examples=store.examples(library, viewer) if before else [],
    )


@get("/search/suggestions", sync_to_thread=True)
def suggest(request: Request, library: Library, viewer: Viewer, q: str = "") -> Response[str]:
    """What to look for, for the list under the box; a piece of its page."""
    return page(request, "search/_suggestions.html", suggestions=suggestions(library, viewer, q))


@post("/search/recent/removal", sync_to_thread=True)
def forget_recent(library: Library, viewer: Viewer, data: Form) -> Redirect:
    forget(library, viewer, data.words)
    return go("/search")


@get("/stories/{number:int}/alike", sync_to_thread=True)
def like(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    """Pictures that look like this one."""
    return page(request, "search/alike.html", alike=alike(library, viewer, number))


pages = Router("/", route_handlers=[search, like, suggest, forget_recent])
