"""Every address of the app, as the app itself lists them: a new one joins by itself."""

import json
import re
from collections.abc import Iterator

from litestar.testing import TestClient

from backupd import app
from backupd.core.library import Library
from backupd.http.doors import Hosts
from tests.people import Awake, renderer

NUMBER = re.compile(r"\{(\w+):(\w+)\}")
WORDS = ("q", "title", "name", "description", "text")


def addresses(library: Library) -> list[tuple[str, str]]:
    """(path with its placeholders, method)."""
    routes = app.build(library, renderer(), Hosts((), lambda: "backup.local"), Awake()).routes
    return sorted(
        (route.path, method)
        for route in routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS"
    )


def filled(path: str, numbers: dict[str, list[object]]) -> Iterator[str]:
    """The address with each number that could stand there: what is there, what is sealed, what is nothing."""
    names = NUMBER.findall(path)
    if not names:
        yield path
        return
    room = path.strip("/").removeprefix("api/").split("/")[0]
    for number in numbers.get(room, numbers["any"]):
        yield NUMBER.sub(str(number), path)


def read(client: TestClient, address: str, method: str, words: str) -> str:
    """Everything an answer says: status, headers, body, and the words of a book or a zip as far as they are plain."""
    bodies = {} if method in ("GET", "HEAD") else _body(address, words)
    answer = client.request(method, address, **bodies)
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    return f"{answer.status_code}\n{headers}\n{answer.content.decode('utf-8', 'replace')}"


def _body(address: str, words: str) -> dict:
    fields = dict.fromkeys(WORDS, words)
    return {"json": fields} if address.startswith("/api") else {"data": fields}


def traces_in(said: str, secrets: dict[str, str]) -> list[str]:
    """Which secrets an answer holds, however it wrote them: plain, as JSON, as HTML, in an address."""
    seen = said + said.encode("utf-8", "replace").decode("unicode_escape", "replace")
    return [name for name, secret in secrets.items() if secret in seen or json.dumps(secret)[1:-1] in said]
