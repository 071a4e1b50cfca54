"""HTML addresses of search."""

from litestar import Request, Response, Router, get

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, page
from backupd.search import store


@get("/search", sync_to_thread=True)
def search(request: Request, library: Library, viewer: Viewer, q: str = "") -> Response[str]:
    found = store.find(library, viewer, q)
    if fragment_wanted(request):
        return page(request, "search/_found.html", found=found)
    examples = [] if found.words else store.examples(library, viewer)
    return page(request, "search/search.html", found=found, examples=examples)


pages = Router("/", route_handlers=[search])
