"""Errors turned into what the asker can read: a page, a fragment beside the form, or a JSON problem (RFC 9457)."""

from urllib.parse import quote

from litestar import Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException, ValidationException
from litestar.response import Redirect

from backupd.core import log
from backupd.core.errors import Refused
from backupd.http.answers import fragment_wanted, language_of, page

_KEYS = {
    400: "problems.not_understood",
    401: "problems.join_first",
    403: "problems.not_allowed",
    404: "problems.absent",
    405: "problems.not_understood",
    413: "problems.too_large",
    429: "problems.too_many",
}


def refused(request: Request, error: Refused) -> Response:
    return _tell(request, error.status, error.key, error.values, error.back)


def no_such_number(request: Request, error: OverflowError) -> Response:
    """A number beyond what SQLite can hold: nothing has it, so nothing is there."""
    return _tell(request, 404, "problems.absent", {}, None)


def endless(request: Request, error: RecursionError) -> Response:
    """JSON nested a hundred thousand deep: no program means that."""
    return _tell(request, 422, "problems.not_understood", {}, None)


def join_first(request: Request, error: NotAuthorizedException) -> Response:
    """Nobody we know: a page leads to the welcome page and back afterwards, the API says 401."""
    if wants_json(request):
        return _json(request, 401, "problems.join_first", {})
    there = quote(str(request.url.path), safe="/") if request.method == "GET" else "/"
    address = "/welcome" if there == "/" else f"/welcome?next={there}"
    if fragment_wanted(request):
        return Response("", status_code=401, headers={"HX-Redirect": address})
    if "download" in request.query_params:  # the browser would save the welcome page under the photo's name
        return _tell(request, 401, "problems.join_first", {}, address)
    return Redirect(address, status_code=303)


def web_error(request: Request, error: HTTPException) -> Response:
    """Litestar's own errors: unknown addresses, wrong methods, values that are no numbers."""
    status = 422 if isinstance(error, ValidationException) else error.status_code
    return _tell(request, status, _KEYS.get(status, "problems.not_understood"), {}, None)


def unexpected(request: Request, error: Exception) -> Response:
    log.named("web").error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _tell(request, 500, "problems.unexpected", {}, None)


def _tell(request: Request, status: int, key: str, values: dict, back: str | None) -> Response:
    if wants_json(request):
        return _json(request, status, key, values)
    template = "problems/_problem.html" if fragment_wanted(request) else "problems/problem.html"
    return page(request, template, status=status, key=key, values=values, code=status, back=back)


def wants_json(request: Request) -> bool:
    path = request.url.path
    return (
        path.startswith(("/api/", "/uploads"))
        or path == "/up"
        or request.headers.get("accept", "").startswith("application/json")
    )


def _json(request: Request, status: int, key: str, values: dict) -> Response:
    words = request.app.state.renderer.words
    sentence = words.say(language_of(request), key, **values)
    problem = {"type": "about:blank", "status": status, "title": sentence, "reason": key}
    return Response(problem, status_code=status, media_type="application/problem+json")
