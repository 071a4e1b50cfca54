"""첫 만남: the two doors, and the first set-up."""

from litestar import Request, Response, get, post

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import setup, store, visitor
from backupd.family.forms import Setup, SetupForm, There
from backupd.family.records import Viewer
from backupd.http.answers import go, page


@get("/welcome", opt={"open": True}, sync_to_thread=True)
def welcome(
    request: Request,
    library: Library,
    viewer: Viewer | None,
    there: There = "/",
) -> Response:
    """Two doors: a family code, and, while the box is empty, a new family."""
    if viewer:
        return go("/frame" if viewer.frame else visitor.way_on(there))
    return page(
        request,
        "welcome/welcome.html",
        empty=store.empty(library),
        next=visitor.way_on(there),
        code="",
        problem=None,
    )


@get("/setup", opt={"open": True}, sync_to_thread=True)
def setup_form(request: Request, library: Library, token: str = "") -> Response:
    if not store.empty(library):
        return go("/welcome")
    return _setup_page(request, library, Setup(token=token))


@post("/setup", opt={"open": True}, sync_to_thread=True)
def set_up(request: Request, library: Library, viewer: Viewer | None, data: SetupForm) -> Response:
    try:
        key, founder = visitor.key_of(request, data.token), visitor.entrant(request, viewer, data.name)
        let_in = setup.found(library, key, data.family_name, founder)
    except Refused as refusal:
        return _setup_page(request, library, data, refusal)
    return go("/", cookies=visitor.device_cookies(let_in))


def _setup_page(
    request: Request, library: Library, filled: Setup, refusal: Refused | None = None
) -> Response:
    key_needed = not setup.entitled(library, visitor.key_of(request, filled.token))
    status = refusal.status if refusal else 200
    return page(
        request,
        "welcome/setup.html",
        status=status,
        filled=filled,
        key_needed=key_needed,
        problem=refusal,
    )


handlers = [welcome, setup_form, set_up]
