"""HTML addresses of categories."""

from litestar import Request, Response, get, post
from litestar.response import Redirect

from backupd.albums import categories
from backupd.albums.bodies import CategoryNameForm, CategoryStepForm
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page


@get("/categories", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    return page(request, "categories/categories.html", categories=categories.shelves(library, viewer))


@post("/categories", sync_to_thread=True, status_code=303)
def add(library: Library, viewer: Viewer, data: CategoryNameForm) -> Redirect:
    categories.add_category(library, viewer, data.name)
    return go("/categories")


@post("/categories/{number:int}", sync_to_thread=True, status_code=303)
def rename(library: Library, viewer: Viewer, number: int, data: CategoryNameForm) -> Redirect:
    categories.rename_category(library, viewer, number, data.name)
    return go("/categories")


@post("/categories/{number:int}/position", sync_to_thread=True, status_code=303)
def place(library: Library, viewer: Viewer, number: int, data: CategoryStepForm) -> Redirect:
    categories.place_category(library, viewer, number, data.step)
    return go("/categories")


@post("/categories/{number:int}/removal", sync_to_thread=True, status_code=303)
def remove(library: Library, viewer: Viewer, number: int) -> Redirect:
    categories.remove_category(library, viewer, number)
    return go("/categories")


routes = [show, add, rename, place, remove]
