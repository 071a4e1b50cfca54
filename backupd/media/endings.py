"""Whether a file stops before its container says it ends: still being copied, or cut off.

Only lengths and markers are read, no pixels, so that a drop folder can ask often.
"""

import mmap
import os
from pathlib import Path
from typing import BinaryIO

from backupd.media import kinds
from backupd.media.boxes import boxes
from backupd.media.errors import Unreadable
from backupd.media.jpeg import end_of_image
from backupd.media.motion import is_cut_off


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
    """No end marker after the first scan; or the film of a motion photo behind it is not all there yet."""
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return end_of_image(whole) is None or is_cut_off(file, whole, kinds.JPEG)


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


def _picture_boxes(file: BinaryIO, size: int) -> bool:
    return any(box.end > size for box in boxes(file, 0, size))


def _video_boxes(file: BinaryIO, size: int) -> bool:
    """Recorders write the index (moov) last: without it nothing plays."""
    found = list(boxes(file, 0, size))
    return any(box.end > size for box in found) or b"moov" not in {box.name for box in found}


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
