"""The API's description: derived from the handlers, served as JSON at /api/openapi.json, readable at /api without
the internet (Litestar's own readers load from a CDN)."""

from litestar import Request, Response, get
from litestar.serialization import encode_json

from backupd.http.answers import page

METHODS = ("get", "post", "put", "patch", "delete")


@get("/api/openapi.json", opt={"open": True}, include_in_schema=False, sync_to_thread=False)
def schema(request: Request) -> Response[bytes]:
    """OpenAPI 3.1 of every address under /api."""
    return Response(encode_json(described(request)), media_type="application/vnd.oai.openapi+json")


@get("/api", opt={"open": True}, include_in_schema=False, sync_to_thread=False)
def readable(request: Request) -> Response[str]:
    """The same, for people."""
    return page(request, "api/index.html", operations=_operations(described(request)))


def described(request: Request) -> dict:
    whole = request.app.openapi_schema.to_schema()
    paths = {path: item for path, item in whole["paths"].items() if path.startswith(("/api/", "/up"))}
    return {**whole, "paths": dict(sorted(paths.items()))}


def _operations(description: dict) -> list[dict]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "says": item[method].get("description") or item[method].get("summary", ""),
        }
        for path, item in description["paths"].items()
        for method in METHODS
        if method in item
    ]
