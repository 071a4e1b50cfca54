"""The built styles, scripts, fonts and icons: their addresses, and the answer to a browser that asks for one.

Names carry a hash of the bytes, so browsers keep them for good; a smaller copy made at build time is sent where
the browser reads it. Litestar's own static files know no 304 and no ready-made br.
"""

import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from litestar import asgi
from litestar.types import Receive, Scope, Send

ADDRESS = "/assets"
_FOREVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_UNNAMED = {"manifest.json", "made-of"}
_SMALLER = (("br", ".br"), ("gzip", ".gz"))
_NEVER = [(b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-cache")]


class AssetsMissing(Exception):
    """The built files are not where they should be, or a page names one that was not built."""


class Asset(NamedTuple):
    path: Path
    type: str
    smaller: Mapping[str, Path]
    lasting: bool


class Assets:
    def __init__(self, files: Mapping[str, Asset], names: Mapping[str, str], icons: frozenset[str]) -> None:
        self._files, self._names, self.icons = files, names, icons

    @classmethod
    def load(cls, folder: Path) -> "Assets":
        """Everything the build left in `folder`; nothing else can be asked for, whatever the address says."""
        manifest = folder / "manifest.json"
        if not manifest.is_file():
            raise AssetsMissing(
                f"The web pages are not built in {folder}. Run: python scripts/hatch_build.py"
            )
        built = json.loads(manifest.read_text())
        hashed = set(built["assets"].values())
        files = {path.name: _asset(path, hashed) for path in folder.iterdir() if _is_whole(path)}
        return cls(files, built["assets"], frozenset(built["icons"]))

    def address(self, name: str) -> str:
        """Where `app.js` or `icons.svg` lies now, its hash included."""
        if name not in self._names:
            raise AssetsMissing(f"No asset is named “{name}”. Built were: {', '.join(sorted(self._names))}")
        return f"{ADDRESS}/{self._names[name]}"

    def find(self, name: str) -> Asset | None:
        return self._files.get(name)


def _is_whole(path: Path) -> bool:
    return path.is_file() and path.suffix not in {".br", ".gz"} and path.name not in _UNNAMED


def _asset(path: Path, hashed: set[str]) -> Asset:
    smaller = {coding: path.with_name(path.name + ending) for coding, ending in _SMALLER}
    present = {coding: file for coding, file in smaller.items() if file.is_file()}
    type_ = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    text = "; charset=utf-8" if type_.startswith("text/") else ""
    return Asset(path, type_ + text, present, path.name in hashed or _has_hash(path))


def _has_hash(path: Path) -> bool:
    """esbuild ends the names it makes with eight capitals or digits; licence texts keep their plain names."""
    ending = path.stem.rpartition("-")[2]
    return len(ending) == 8 and ending.isalnum() and ending.upper() == ending


@asgi(ADDRESS, is_mount=True, opt={"open": True}, copy_scope=True)
async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """GET and HEAD of one file; the last step of the path names it. Open, for the welcome page needs its looks."""
    if scope["method"] not in {"GET", "HEAD"}:  # type: ignore[typeddict-item]
        return await _send(send, 405, [*_NEVER, (b"allow", b"GET, HEAD")])
    assets: Assets = scope["litestar_app"].state.renderer.assets
    asset = assets.find(scope["path"].strip("/"))
    if asset is None:
        return await _send(send, 404, _NEVER)
    asked = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    coding = _coding(asset, asked.get(b"accept-encoding", ""))
    tag = _tag(asset, coding)
    headers = _headers(asset, coding, tag)
    if tag in {one.strip().removeprefix("W/") for one in asked.get(b"if-none-match", "").split(",")}:
        return await _send(send, 304, headers)
    body = (asset.smaller[coding] if coding else asset.path).read_bytes()
    headers.append((b"content-length", str(len(body)).encode()))
    return await _send(send, 200, headers, b"" if scope["method"] == "HEAD" else body)  # type: ignore[typeddict-item]


def _coding(asset: Asset, accepted: str) -> str:
    """br before gzip, and neither where the browser says q=0 or nothing."""
    wanted = {one.split(";")[0].strip().lower() for one in accepted.split(",") if not _refused(one)}
    return next((coding for coding in asset.smaller if coding in wanted), "")


def _refused(offer: str) -> bool:
    weight = offer.partition("q=")[2].strip()
    return bool(weight) and weight.rstrip("0") in {"0.", ""}


def _tag(asset: Asset, coding: str) -> str:
    # A plain name says nothing of the bytes, so their length and time stand in.
    found = asset.path.stat()
    named = asset.path.stem if asset.lasting else f"{found.st_mtime_ns:x}-{found.st_size:x}"
    return f'"{named}-{coding or "whole"}"'


def _headers(asset: Asset, coding: str, tag: str) -> list[tuple[bytes, bytes]]:
    headers = {
        "content-type": asset.type,
        "cache-control": _FOREVER if asset.lasting else _ASK_AGAIN,
        "etag": tag,
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
    }
    if coding:
        headers["content-encoding"] = coding
    return [(name.encode(), value.encode()) for name, value in headers.items()]


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
