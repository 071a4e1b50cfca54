"""A file as an answer: byte ranges (206, 416), 304, HEAD. Litestar's own File knows none of them (STACK.md section 1).

RFC 9110 sections 13 and 14. One range is served; several are answered with the whole file, which the RFC allows.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import anyio
from litestar.types import Receive, Scope, Send

from backupd.http.headers import FILE_POLICY

PIECE = 256 * 1024
Span = tuple[int, int]
PAST_THE_END: Span = (-1, -1)
_RANGE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True)
class RangedFile:
    """An ASGI answer for one file. `mark` goes into the ETag: an id and a version, never a content hash. When the file
    was written is not said: another family may have brought these bytes first."""

    path: Path
    mime: str
    mark: str
    max_age: int = 3600
    download_as: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = str(scope["method"])  # type: ignore[typeddict-item]
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        file = await anyio.to_thread.run_sync(open, self.path, "rb")
        try:
            await self._answer(file, method, asked, send)
        finally:
            file.close()

    async def _answer(self, file, method: str, asked: dict[str, str], send: Send) -> None:
        size = os.fstat(file.fileno()).st_size
        etag = f'"{self.mark}-{size:x}"'
        if _same(asked.get("if-none-match"), etag):
            await _start(send, 304, self._headers(file, etag) | {"content-length": None})
            return await _piece(send, b"", more=False)
        whole = asked.get("if-range") not in (None, etag)
        span = None if whole else wanted(asked.get("range"), size)
        if span == PAST_THE_END:
            await _start(send, 416, {"content-range": f"bytes */{size}", "content-length": "0"})
            return await _piece(send, b"", more=False)
        first, last = span or (0, size - 1)
        headers = self._headers(file, etag) | {"content-length": str(last - first + 1)}
        if span:
            headers["content-range"] = f"bytes {first}-{last}/{size}"
        await _start(send, 206 if span else 200, headers)
        await _body(send, file, first, 0 if method == "HEAD" else last - first + 1)
        return None

    def _headers(self, file, etag: str) -> dict[str, str | None]:
        headers: dict[str, str | None] = {
            "content-type": self.mime,
            "accept-ranges": "bytes",
            "etag": etag,
            "cache-control": f"private, max-age={self.max_age}",
            "content-security-policy": FILE_POLICY,
            **self.headers,
        }
        if self.download_as is not None:
            headers["content-disposition"] = (
                f"attachment; filename*=UTF-8''{quote(self.download_as, safe='')}"
            )
        return headers


def wanted(header: str | None, size: int) -> Span | None:
    """First and last byte of a single-range header; None for none, several or nonsense; PAST_THE_END beyond the file."""
    asked = _RANGE.fullmatch(header.strip()) if header else None
    first, last = asked.groups() if asked else ("", "")
    if not first + last:
        return None
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) and size else PAST_THE_END
    if int(first) >= size:
        return PAST_THE_END
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _same(header: str | None, etag: str) -> bool:
    return header is not None and (
        header.strip() == "*" or etag in [tag.strip().removeprefix("W/") for tag in header.split(",")]
    )


async def _start(send: Send, status: int, headers: dict[str, str | None]) -> None:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items() if value is not None]
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def _piece(send: Send, piece: bytes, more: bool) -> None:
    await send({"type": "http.response.body", "body": piece, "more_body": more})


async def _body(send: Send, file, first: int, left: int) -> None:
    file.seek(first)
    while left > 0:
        piece = await anyio.to_thread.run_sync(file.read, min(PIECE, left))
        if not piece:
            break
        left -= len(piece)
        await _piece(send, piece, more=True)
    await _piece(send, b"", more=False)
