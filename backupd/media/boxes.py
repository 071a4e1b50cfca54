"""The boxes that MP4, QuickTime and HEIF files are made of (ISO 14496-12, 4.2): names and ends, no content."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

NAME = re.compile(rb"[\x20-\x7e\xa9]{4}")


class Box(NamedTuple):
    """Where a box begins, where what it holds begins, and where it says that it ends, perhaps beyond the file."""

    name: bytes
    start: int
    inside: int
    end: int


def boxes(file: BinaryIO, start: int, size: int) -> Iterator[Box]:
    """Boxes side by side from `start` on, until something else follows; length 0 means up to `size`."""
    at = start
    while at + 8 <= size:
        file.seek(at)
        header = file.read(16)
        length, inside = int.from_bytes(header[:4], "big"), at + 8
        if length == 1:
            length, inside = int.from_bytes(header[8:], "big"), at + 16
        if not NAME.fullmatch(header[4:8]) or 0 < length < inside - at:
            return
        box = Box(header[4:8], at, inside, at + length if length else size)
        yield box
        at = box.end
