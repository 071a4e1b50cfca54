"""The film inside a motion photo: Google's (Motion Photo, MicroVideo) and Samsung's, in JPEG and HEIC.

XMP names a length from the end, Samsung's SEF trailer an offset in tables of several versions, HEIC has a box `mpvd`;
programs that save such a file anew leave all of these wrong or claim a film that is gone. The film alone is certain:
it begins with `ftyp` behind the picture and its boxes tell where it ends.
"""

import mmap
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from backupd.media.boxes import boxes
from backupd.media.jpeg import end_of_image
from backupd.media.records import Kind, Span

FILM_BRANDS = (b"iso", b"mp4", b"avc1", b"qt  ", b"3gp", b"3g2", b"M4V", b"MSNV")
FILM_BOXES = {
    b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"udta", b"meta", b"moof", b"mfra", b"sidx",
}  # fmt: skip
MOST_TRIES = 16
HEADER_BYTES = range(16, 257)
"""What `ftyp` can measure: two words and a list of brands."""


class CutOff(Exception):
    """There is a film, but the file ends before it does."""


def embedded_film(path: Path, kind: Kind) -> Span | None:
    """Where in the picture at `path` a whole film lies; None when there is none. Raises CutOff."""
    if kind.format not in {"jpeg", "heif"}:
        return None
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return _film(file, whole, kind)


def is_cut_off(file: BinaryIO, whole: mmap.mmap, kind: Kind) -> bool:
    """Whether behind the picture a film begins that does not end."""
    try:
        _film(file, whole, kind)
    except CutOff:
        return True
    return False


def _film(file: BinaryIO, whole: mmap.mmap, kind: Kind) -> Span | None:
    beginnings = list(islice(_beginnings(whole, _behind_picture(file, whole, kind)), MOST_TRIES))
    for start in beginnings:
        end = _end_of_film(file, start, len(whole))
        if end is not None:
            return Span(start, end - start)
    if beginnings:
        raise CutOff
    return None


def _behind_picture(file: BinaryIO, whole: mmap.mmap, kind: Kind) -> int:
    """In a JPEG nothing before its end marker is a film; in HEIC nothing before its own first box ends."""
    if kind.format == "jpeg":
        return end_of_image(whole) or len(whole)
    first = next(boxes(file, 0, len(whole)), None)
    return first.end if first else len(whole)


def _beginnings(whole: mmap.mmap, at: int) -> Iterator[int]:
    while (at := whole.find(b"ftyp", at + 4)) >= 0:
        header = int.from_bytes(whole[at - 4 : at], "big")
        if header in HEADER_BYTES and whole[at + 4 : at + 8].startswith(FILM_BRANDS):
            yield at - 4


def _end_of_film(file: BinaryIO, start: int, size: int) -> int | None:
    """Where the last of its boxes ends; None when one is cut off or the index (moov) is missing."""
    end, names = start, set[bytes]()
    for box in boxes(file, start, size):
        if box.name not in FILM_BOXES or (box.name == b"ftyp" and names):
            break
        if box.end > size:
            return None
        end = box.end
        names.add(box.name)
    return end if b"moov" in names else None
