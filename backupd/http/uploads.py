"""A multipart form read as it comes (RFC 7578): fields are remembered, files go on at once, nothing stands in memory.

The feature says where files go; this file knows no feature.
"""

from collections.abc import AsyncIterator, Callable
from typing import Protocol

import anyio
from litestar import Request
from litestar.exceptions import InternalServerException
from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from backupd.core.errors import Refused

PIECE = 1 << 20
LONGEST_FIELD = 64 * 1024
MOST_PARTS = 5000
DRAINED = 64 * 1024 * 1024


class Part(Protocol):
    """A file of the form: filled piece by piece, then whole or cut off."""

    def write(self, piece: bytes) -> None: ...
    def whole(self) -> None: ...
    def cut(self) -> None: ...


class FormReader:
    """Takes the body in pieces. `open_part(field, file name)` says where a file goes; None: it is passed over."""

    def __init__(
        self,
        content_type: str,
        open_part: Callable[[str, str], Part | None],
        longest_field: int = LONGEST_FIELD,
    ) -> None:
        kind, options = parse_options_header(content_type)
        if kind != "multipart/form-data" or not options.get("boundary"):
            raise Refused("problems.not_understood")
        self.fields: dict[str, str] = {}
        self._open_part, self._longest_field = open_part, longest_field
        self._parser = PushMultipartParser(options["boundary"], max_segment_count=MOST_PARTS)
        self._file: Part | None = None
        self._field: bytearray | None = None
        self._name = ""

    def feed(self, piece: bytes) -> None:
        """Raises Refused for what is no form."""
        try:
            for event in self._parser.parse(piece):
                self._take(event)
        except MultipartError as error:
            raise Refused("problems.not_understood") from error

    def end(self) -> None:
        """The body is over; one that ends in the middle of a part is refused."""
        try:
            self._parser.close()
        except MultipartError as error:
            raise Refused("problems.not_understood") from error

    def cut(self) -> None:
        """Let go of the file in hand."""
        if self._file:
            self._file.cut()
        self._file = None

    def _take(self, event: MultipartSegment | bytes | None) -> None:
        if isinstance(event, MultipartSegment):
            self._begin(event)
        elif event is None:
            self._finish()
        elif self._file:
            self._file.write(event)
        elif self._field is not None:
            self._field += event
            if len(self._field) > self._longest_field:
                raise Refused("problems.not_understood")

    def _begin(self, segment: MultipartSegment) -> None:
        self._name = segment.name
        if segment.filename is None:
            self._field = bytearray()
        elif segment.filename:
            self._file = self._open_part(segment.name, segment.filename)

    def _finish(self) -> None:
        if self._file:
            self._file.whole()
        elif self._field is not None:
            self.fields[self._name] = self._field.decode("utf-8", "replace").strip()
        self._file, self._field = None, None


async def pour(request: Request, reader: FormReader) -> None:
    """Read the whole body into `reader`, in threads. A sender cut off raises Refused too: somebody must clean up.

    What is refused half-way is read on for a while and thrown away: a browser that cannot finish sending shows no answer.
    """
    body = request.stream()
    try:
        piece = bytearray()
        async for some in body:
            piece += some
            if len(piece) >= PIECE:
                await anyio.to_thread.run_sync(reader.feed, bytes(piece))
                piece.clear()
        if piece:
            await anyio.to_thread.run_sync(reader.feed, bytes(piece))
        await anyio.to_thread.run_sync(reader.end)
    except InternalServerException as error:
        raise Refused("problems.not_understood") from error
    except Refused:
        await _drain(body)
        raise
    finally:
        await anyio.to_thread.run_sync(reader.cut)


async def _drain(body: AsyncIterator[bytes]) -> None:
    left = DRAINED
    try:
        async for some in body:
            left -= len(some)
            if left < 0:
                return
    except InternalServerException:
        return
