"""Whether a file stops before its container says it ends: still being copied, or cut off.

Only lengths and markers are read, no pixels, so that a drop folder can ask often.
"""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from backupd.media import kinds
from backupd.media.errors import Unreadable

START_OF_SCAN, END_OF_IMAGE = 0xDA, b"\xff\xd9"
BARE_MARKERS = {0x01, *range(0xD0, 0xD9)}


def ends_early(path: Path) -> bool:
    """True when the file at `path` surely lacks its end; False when whole or when its kind cannot tell."""
    try:
        kind = kinds.judge(path, path.name)
    except Unreadable:
        return False
    with path.open("rb") as file:
        return LACKS_END.get(kind.format, _never)(file, path.stat().st_size)


def _never(file: BinaryIO, size: int) -> bool:
    return False


def _jpeg(file: BinaryIO, size: int) -> bool:
    """ISO 10918-1, B.1: no end marker after the first scan; it cannot occur inside the coded pixels."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        scan = _first_scan(whole)
        return scan is None or whole.find(END_OF_IMAGE, scan) < 0


def _first_scan(whole: mmap.mmap) -> int | None:
    at = 2
    while at + 4 <= len(whole):
        if whole[at] != 0xFF or whole[at + 1] == 0xFF or whole[at + 1] in BARE_MARKERS:
            at += 1 if whole[at] != 0xFF or whole[at + 1] == 0xFF else 2
        elif whole[at + 1] == START_OF_SCAN:
            return at
        else:
            at += 2 + int.from_bytes(whole[at + 2 : at + 4], "big")
    return None


def _png(file: BinaryIO, size: int) -> bool:
    """PNG 1.2, 5.3: chunks of length, name, content and check sum up to IEND."""
    at = 8
    while at + 12 <= size:
        file.seek(at)
        header = file.read(8)
        at += 12 + int.from_bytes(header[:4], "big")
        if header[4:] == b"IEND":
            return at > size
    return True


def _gif(file: BinaryIO, size: int) -> bool:
    file.seek(max(0, size - 16))
    return b"\x3b" not in file.read()


def _riff(file: BinaryIO, size: int) -> bool:
    file.seek(4)
    return int.from_bytes(file.read(4), "little") + 8 > size + 1


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    """Name and end of each outer box (ISO 14496-12, 4.2); length 0 means up to the end of the file."""
    at = 0
    while at + 8 <= size:
        file.seek(at)
        header = file.read(16)
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:], "big")
        end = size if length == 0 else at + length
        yield header[4:8], end
        if length in range(1, 8):
            return
        at = end


def _picture_boxes(file: BinaryIO, size: int) -> bool:
    return any(end > size for _, end in _boxes(file, size))


def _video_boxes(file: BinaryIO, size: int) -> bool:
    """Recorders write the index (moov) last: without it nothing plays."""
    boxes = list(_boxes(file, size))
    return any(end > size for _, end in boxes) or b"moov" not in {name for name, _ in boxes}


def _matroska(file: BinaryIO, size: int) -> bool:
    """RFC 9559: the segment's length follows the header element; recorders that stream leave it unknown."""
    file.seek(4)
    header_length = _vint(file)
    file.seek(header_length or 0, os.SEEK_CUR)
    if file.read(4) != b"\x18\x53\x80\x67":
        return False
    length = _vint(file)
    return length is not None and file.tell() + length > size


def _vint(file: BinaryIO) -> int | None:
    """A variable-length integer (RFC 8794, 4); None when all its bits are set, which means unknown."""
    first = file.read(1)[0]
    width = 9 - first.bit_length()
    value = int.from_bytes(bytes([first & (0xFF >> width)]) + file.read(width - 1), "big")
    return None if value == (1 << 7 * width) - 1 else value


LACKS_END = {
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "webp": _riff,
    "avi": _riff,
    "heif": _picture_boxes,
    "avif": _picture_boxes,
    "mp4": _video_boxes,
    "mov": _video_boxes,
    "m4v": _video_boxes,
    "3gp": _video_boxes,
    "mkv": _matroska,
    "webm": _matroska,
}
