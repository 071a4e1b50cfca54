"""A zip as an answer, written while it is sent: no temporary file, and one piece in memory at a time.

Stored, not squeezed: photos and films are squeezed already. Nobody can seek in what was sent, so sizes and checksums
follow each file (APPNOTE.TXT 4.3.9), which every program that opens zips by their list of contents understands.
"""

import zipfile
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import anyio
from litestar.types import Receive, Scope, Send

PIECE = 1 << 20
EARLIEST, LATEST = datetime(1980, 1, 1), datetime(2107, 12, 31, 23, 59, 58)  # what MS-DOS could write


@dataclass(frozen=True)
class Entry:
    """One file of a zip: under which name, from where, and from when (local wall time; None: nobody knows)."""

    name: str
    path: Path
    size: int
    when: datetime | None = None


class _Outlet:
    """What zipfile writes into: it holds what has not been sent yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """zipfile asks for it; nothing stands in between."""

    def taken(self) -> bytes:
        piece, self._pieces = b"".join(self._pieces), []
        return piece


@dataclass(frozen=True)
class Zip:
    """An ASGI answer. What cannot be opened any more when its turn comes is left out, and `missing` makes of those
    entries a small text file, as (name, words), for the end."""

    name: str
    entries: list[Entry]
    missing: Callable[[list[Entry]], tuple[str, str]]
    headers: dict[str, str] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self._head()})
        async with anyio.create_task_group() as group:
            group.start_soon(_until_they_leave, receive, group.cancel_scope)
            with closing(self.pieces()) as pieces:
                while (piece := await anyio.to_thread.run_sync(next, pieces, None)) is not None:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            group.cancel_scope.cancel()

    def _head(self) -> list[tuple[bytes, bytes]]:
        headers = {
            "content-type": "application/zip",
            "cache-control": "private, no-store",
            "content-disposition": f"attachment; filename*=UTF-8''{quote(self.name, safe='')}",
            **self.headers,
        }
        return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]

    def pieces(self) -> Generator[bytes, None, None]:
        """The bytes of the zip, at most a little over a megabyte at a time."""
        outlet = _Outlet()
        with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
            gone = []
            for entry in self.entries:
                try:
                    source = entry.path.open("rb")
                except OSError:
                    gone.append(entry)
                    continue
                with source, archive.open(_described(entry), "w", force_zip64=entry.size > 1 << 30) as target:
                    while piece := source.read(PIECE):
                        target.write(piece)
                        yield outlet.taken()
            if gone:
                name, words = self.missing(gone)
                archive.writestr(_described(Entry(name, Path(), 0)), words)
        yield outlet.taken()


def _described(entry: Entry) -> zipfile.ZipInfo:
    when = min(max(entry.when or EARLIEST, EARLIEST), LATEST)
    described = zipfile.ZipInfo(
        entry.name, (when.year, when.month, when.day, when.hour, when.minute, when.second)
    )
    described.external_attr = 0o644 << 16
    described.create_system = 3
    return described


async def _until_they_leave(receive: Receive, answering: anyio.CancelScope) -> None:
    """Whoever closes the page needs no more of it: the disk may rest."""
    while (await receive())["type"] != "http.disconnect":
        pass
    answering.cancel()
