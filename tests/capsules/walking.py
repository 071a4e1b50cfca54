"""Every address of the app with every method, as the app itself lists them, and what could be said to each of them: a
new one joins by itself. What a handler takes is read from its signature."""

import base64
import dataclasses
import re
from collections.abc import Iterator
from itertools import product
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from litestar import Litestar
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

NUMBER = re.compile(r"\{(\w+):\w+\}")
GIVEN = {"request", "library", "viewer", "data", "state", "scope", "path"}
KINDS = ("capsule", "thing", "story", "media", "picture", "clip", "album", "batch", "upload", "token", "pass")
SAME = {"picture": "media", "clip": "media", "upload_id": "upload", "groups": "story", "group": "story", "chosen": "story",
        "at": "story", "instead": "story"}  # fmt: skip
ROOMS = {"stories": "story", "media": "media", "guest": "pass", "p": "token", "heart": "token"}
WORDS = {"day": "2030-01-01", "days": "2019-08-05", "begins": "2030-01-01", "ends": "2031-01-01", "time": "09:00",
         "zone": "Asia/Seoul", "path": "none.css", "paper": "a4", "month": "2019-08", "year": "2019"}  # fmt: skip
Numbers = dict[str, list[Any]]


class Way(NamedTuple):
    """One request: what a client is to be asked."""

    method: str
    address: str
    sent: dict[str, Any] = {}


def handlers(app: Litestar) -> Iterator[tuple[str, str, HTTPRouteHandler | None]]:
    """(path with its placeholders, method, handler); a mounted folder has no handler."""
    for route in sorted(app.routes, key=lambda route: route.path):
        if not isinstance(route, HTTPRoute):
            yield f"{route.path}/{{path:path}}", "GET", None
            continue
        if route.path.startswith("/api/_litestar/"):
            continue  # what the framework makes of the list of routes
        for method, (handler, _) in sorted(route.route_handler_map.items()):
            if method != "OPTIONS" and not (method == "HEAD" and "GET" in route.route_handler_map):
                yield route.path, method, handler


def ways(app: Litestar, numbers: Numbers, file: tuple[str, bytes]) -> Iterator[Way]:
    """Everything that can be asked: with each number that could stand in an address, in a query and in a body. numbers:
    by kind, those of what is sealed before those of what everybody sees. file: what is sent where files are taken."""
    for path, method, handler in handlers(app):
        for address in addresses(path, numbers):
            if handler is None or method in ("GET", "HEAD"):
                yield from (Way(method, f"{address}{query}") for query in queries(handler, path, numbers))
            elif handler.parsed_data_field:
                kind = "data" if _is_form(handler) else "json"
                for body in bodies(handler.parsed_data_field.annotation, numbers):
                    yield Way(method, address, {kind: body})
            else:
                yield from (
                    Way(method, f"{address}{query}", sent) for query, sent in unread(path, numbers, file)
                )


def _is_form(handler: HTTPRouteHandler) -> bool:
    field = handler.parsed_data_field
    return (
        field is not None
        and getattr(field.kwarg_definition, "media_type", None) == RequestEncodingType.URL_ENCODED
    )


def addresses(path: str, numbers: Numbers) -> list[str]:
    names = NUMBER.findall(path)
    found = []
    for values in product(*(meant(_kind(name, path), numbers) for name in names)):
        left = iter(values)
        found.append(NUMBER.sub(lambda _: str(next(left)), path))  # noqa: B023 - used at once
    return found


def _kind(name: str, path: str = "") -> str:
    """Of what a number is: by its own name, or by the word before it in the address."""
    if f"{{{name}:" not in path or name not in ("number", "token"):
        return SAME.get(name, name)
    before = path[: path.index(f"{{{name}:")].rstrip("/").split("/")[-1]
    return ROOMS.get(before, before.rstrip("s"))


def meant(kind: str, numbers: Numbers) -> list[Any]:
    return numbers.get(kind) or [WORDS.get(kind, 1)]


def queries(handler: HTTPRouteHandler | None, path: str, numbers: Numbers) -> list[str]:
    """Without one, and with everything in it that the handler knows."""
    if handler is None:
        return [""]
    known = {*handler.parsed_fn_signature.parameters} - GIVEN - {*NUMBER.findall(path)}
    named = [name for name in sorted(known) if _kind(name) in (*numbers, *WORDS)]
    asked = "&".join(f"{name}={meant(_kind(name), numbers)[0]}" for name in named)
    return list(dict.fromkeys(["", f"?{asked}" if asked else ""]))


def bodies(annotation: object, numbers: Numbers) -> list[dict[str, Any]]:
    """A body for each choice that it offers, with what is sealed wherever a number fits; and lists that begin with
    something everybody sees."""
    fields = get_type_hints(annotation)
    optional = {name for name in fields if _has_default(annotation, name)}
    wanted = {
        name: kind
        for name, kind in fields.items()
        if name not in optional or _kind(name) in (*numbers, "act", "way")
    }
    choices = [name for name, kind in wanted.items() if _options(kind)]
    base = {name: _value(name, kind, numbers) for name, kind in wanted.items()}
    found = [base]
    if choices:
        found = [{**base, choices[0]: option} for option in _options(wanted[choices[0]])]
    lists = {
        name: [*meant(_kind(name), numbers)[::-1]] for name, value in base.items() if isinstance(value, list)
    }
    return [*found, *([{**each, **lists} for each in found] if lists else [])]


def _has_default(annotation: object, name: str) -> bool:
    if dataclasses.is_dataclass(annotation):
        field = {each.name: each for each in dataclasses.fields(annotation)}[name]
        return (field.default, field.default_factory) != (dataclasses.MISSING, dataclasses.MISSING)
    return not {field.name: field for field in msgspec.structs.fields(annotation)}[name].required


def _options(kind: object) -> tuple[Any, ...]:
    inner = next((each for each in get_args(kind) if get_origin(each) is Literal), kind)
    return get_args(inner) if get_origin(inner) is Literal else ()


def _value(name: str, kind: object, numbers: Numbers) -> Any:
    if options := _options(kind):
        return options[0]
    inside = [each for each in get_args(kind) if each is not type(None)]
    if get_origin(kind) in (list, tuple):
        return [_value(name, inside[0], numbers)]
    if get_origin(kind) is dict:
        return {}
    if str not in (kind, *inside) and int not in (kind, *inside):
        return True if kind is bool else {}
    found = meant(_kind(name), numbers)[0]
    return int(found) if int in (kind, *inside) and str(found).isdigit() else str(found)


def unread(path: str, numbers: Numbers, file: tuple[str, bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is sent where a handler reads the body itself: the bytes that lie sealed, by a form and in pieces."""
    name, content = file
    if path.startswith("/uploads"):
        yield "", in_pieces(name, content, numbers["batch"][0])
        return
    if path.endswith("/me/face"):
        yield "", {}  # a picture would wait for the worker to draw it
        return
    whole = {"files": [("files", ("one.jpg", content, "image/jpeg"))]}
    yield "", whole
    for kind in ("capsule", "album", "story"):
        yield f"?{kind}={numbers[kind][0]}", {**whole, "data": {kind: str(numbers[kind][0])}}


def in_pieces(name: str, content: bytes, batch: int, length: int | None = None) -> dict[str, Any]:
    """A tus request that makes an upload or goes on with one from its first byte."""
    told = ",".join(
        f"{key} {base64.b64encode(value.encode()).decode()}"
        for key, value in (("filename", name), ("batch", str(batch)))
    )
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(length or len(content)), "Upload-Metadata": told,
               "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}  # fmt: skip
    return {"headers": headers, "content": content}
