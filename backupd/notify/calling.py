"""Calling a service over HTTP: one request, no redirect followed, nothing of it in the log. Standard library alone, so
that the web process may do it too."""

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from backupd.notify.guarding import guarded
from backupd.notify.unsent import Unsent, of_status

SECONDS = 10.0
MOST_READ = 200_000


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    @property
    def said(self) -> dict:
        """The body as a JSON object; empty where it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def post_form(url: str, fields: Mapping[str, str], headers: Mapping[str, str], permitted: bool) -> Answer:
    kind = {"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"}
    return call(url, urlencode(fields).encode(), {**kind, **headers}, permitted)


def post_json(url: str, body: object, headers: Mapping[str, str], permitted: bool) -> Answer:
    kind = {"Content-Type": "application/json; charset=utf-8"}
    return call(url, json.dumps(body, ensure_ascii=False).encode(), {**kind, **headers}, permitted)


def call(url: str, body: bytes | None, headers: Mapping[str, str], permitted: bool) -> Answer:
    """POST, or GET without a body. Raises Unsent where nobody answered."""
    request = Request(url, data=body, headers={"User-Agent": "BackUP", **headers})  # noqa: S310 - checked by its callers
    with guarded(permitted) as refused:
        try:
            with build_opener(ProxyHandler({}), _Stay).open(request, timeout=SECONDS) as found:
                return Answer(found.status, found.read(MOST_READ))
        except HTTPError as told:
            with told:
                return Answer(told.code, told.read(MOST_READ))
        except (OSError, http.client.HTTPException, ssl.SSLError, ValueError) as error:
            raise Unsent("forbidden" if refused else "unreachable") from error


def must_be_fine(answer: Answer) -> Answer:
    """Raises Unsent for any status but 2xx."""
    if not 200 <= answer.status < 300:
        raise of_status(answer.status)
    return answer
