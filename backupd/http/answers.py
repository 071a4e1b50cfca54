"""How handlers answer: a page, a fragment, a redirect. The reader's language and look come from the request's state."""

import sqlite3

from litestar import MediaType, Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from backupd.http.render import Look, Renderer

LANGUAGES = ("ko", "en")


def page(request: Request, template: str, *, status: int = 200, **context: object) -> Response[str]:
    """Render a template for whoever asks. Templates whose file name starts with an underscore are fragments."""
    viewer = reader(request)
    renderer: Renderer = request.app.state.renderer
    html = renderer.page(
        template,
        language=language_of(request),
        look=viewer or Look(),
        viewer=viewer,
        path=request.url.path,
        secure=is_secure(request),
        **_beside(request, template),
        **context,
    )
    headers = {"Cache-Control": "private, no-store", "Vary": "Cookie, Accept-Language, HX-Request"}
    return Response(html, media_type=MediaType.HTML, status_code=status, headers=headers)


def _beside(request: Request, template: str) -> dict[str, object]:
    """What the app puts beside every whole page for somebody of a family; a page that tells of a broken database does
    without."""
    viewer, state = reader(request), request.app.state
    if (
        viewer is None
        or not viewer.somebody
        or "beside" not in state
        or template.rpartition("/")[2][0] == "_"
    ):
        return {}
    try:
        return state.beside(state.library, viewer)
    except sqlite3.Error:
        return {}


def is_secure(request: Request) -> bool:
    """Browsers take the page for a secure context (W3C Secure Contexts, section 3.1): only there is a microphone."""
    return request.url.scheme == "https" or request.url.hostname in ("localhost", "127.0.0.1", "::1")


def go(path: str, *, cookies: list[Cookie] | None = None, remove: list[str] | None = None) -> Redirect:
    """See Other: after a form, look there (303, so that a reload sends nothing twice)."""
    return Redirect(path, status_code=303, cookies=cookies)


def reader(request: Request):
    """The viewer the doorway put on this request, or None."""
    return request.scope.get("state", {}).get("viewer")


def fragment_wanted(request: Request) -> bool:
    """True when htmx asks for a part of the page (its own header, not a boosted navigation)."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def language_of(request: Request) -> str:
    """The viewer's language (guests have none), else the best of what the browser accepts (RFC 9110 section 12.5.4), else Korean."""
    viewer = reader(request)
    known = viewer.language if viewer else ""
    return known or accepted(request.headers.get("accept-language", ""))


def accepted(header: str) -> str:
    ranked = sorted(
        (_weight(part) for part in header.split(",") if part.strip()), reverse=True, key=lambda pair: pair[0]
    )
    return next((name for weight, name in ranked if name in LANGUAGES and weight > 0), "ko")


def _weight(part: str) -> tuple[float, str]:
    name, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), name.strip().lower()[:2]
    except ValueError:
        return 0.0, ""
