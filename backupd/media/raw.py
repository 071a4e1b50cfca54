"""Camera raw files: which they are, what they tell, and the JPEG that the camera put into each to be looked at.

Every camera has a place of its own for it; what they share is that it is a JPEG of three 8-bit colours, so it is found
by its marks. LibRaw (rawpy) would find it too, with 68 MB of itself and numpy, and read no facts.
TIFF/EP (ISO 12234-2), DNG 1.6, Canon CR3 as read by exiftool.
"""

import io
import mmap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

from PIL import Image

from backupd.media.errors import Unreadable
from backupd.media.exif import Exif, forgiving
from backupd.media.jpeg import end_of_image, frame
from backupd.media.records import Kind, Span

DNG_VERSION, SUBFILE_TYPE, SUB_IFDS, COMPRESSION, PHOTOMETRIC, MAKER = 50706, 254, 330, 259, 262, 0x010F
CAMERAS_OWN = {32767, 32769, 32770, 34713, 34892, 65000, 65535}
"""Compressions of Sony, Epson, Samsung, Nikon, lossy DNG, Kodak and Pentax."""
MOSAICS = {32803, 34892}
"""Colour filter array, and linear raw."""

DNG = Kind("photo", "raw", "image/x-adobe-dng", ".dng")
BY_MAKER = {
    "nikon": Kind("photo", "raw", "image/x-nikon-nef", ".nef"),
    "sony": Kind("photo", "raw", "image/x-sony-arw", ".arw"),
    "pentax": Kind("photo", "raw", "image/x-pentax-pef", ".pef"),
    "ricoh": Kind("photo", "raw", "image/x-pentax-pef", ".pef"),
    "samsung": Kind("photo", "raw", "image/x-samsung-srw", ".srw"),
}
OTHER = Kind("photo", "raw", "image/x-raw", ".raw")

NO_PREVIEW = "media.raw_without_preview"

FIRST_BYTES = 1 << 20
"""Where Canon's CR3 keeps its facts: in the index at the beginning."""


def of_tiff(path: Path) -> Kind | None:
    """The raw kind of a TIFF; None for one that is a picture itself. A raw's first picture is only a thumbnail of what
    lies in its sub-files, or is a mosaic no viewer knows."""
    with path.open("rb") as file:
        tags: dict[int, Any] = forgiving(lambda: dict(_directory(file, file.read(8))), {})
    if DNG_VERSION in tags:
        return DNG
    thumbnail = bool(_number(tags, SUBFILE_TYPE) & 1) and SUB_IFDS in tags
    if thumbnail or _number(tags, COMPRESSION) in CAMERAS_OWN or _number(tags, PHOTOMETRIC) in MOSAICS:
        maker = str(tags.get(MAKER, "")).strip().lower()
        return next((kind for name, kind in BY_MAKER.items() if maker.startswith(name)), OTHER)
    return None


def _number(tags: dict[int, Any], tag: int) -> int:
    found = tags.get(tag)
    return found if isinstance(found, int) else 0


def preview(path: Path) -> Image.Image:
    """The largest picture for looking at, opened, not decoded. Raises Unreadable when there is none."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        pictures = list(_pictures(whole))
        if pictures:
            _, span = max(pictures, key=lambda found: found[0][0] * found[0][1])
            content = whole[span.offset : span.offset + span.length]
            return _opened(lambda: Image.open(io.BytesIO(content), formats=["JPEG"]))
    return _opened(
        lambda: Image.open(path, formats=["TIFF"])
    )  # an uncompressed thumbnail, as Adobe writes it


def _opened(opened: Callable[[], Image.Image]) -> Image.Image:
    try:
        return opened()
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        raise Unreadable(NO_PREVIEW) from error


def _pictures(whole: mmap.mmap) -> Iterator[tuple[tuple[int, int], Span]]:
    at = whole.find(b"\xff\xd8\xff")
    while at >= 0:
        size = frame(whole, at)
        end = end_of_image(whole, at) if size else None
        if size and end:
            yield size, Span(at, end - at)
        at = whole.find(b"\xff\xd8\xff", end or at + 2)


def told(path: Path) -> Exif | None:
    """What a raw file tells in its own directory or in Canon's boxes; None when it has none that can be read."""
    own = forgiving(_own_exif, None, path)
    return own if own and (own.main or own.shooting) else None


def exif_of(path: Path, looked_at: Image.Image) -> Exif:
    """The same, or else what the picture tells that it holds."""
    return told(path) or Exif.in_picture(looked_at)


def _own_exif(path: Path) -> Exif | None:
    with path.open("rb") as file:
        head = file.read(8)
        if head[:2] in {b"II", b"MM"}:
            return Exif.of_tags(_directory(file, head))
        file.seek(0)
        return _of_boxes(file.read(FIRST_BYTES)) if head[4:8] == b"ftyp" else None


def _directory(file: BinaryIO, head: bytes) -> Image.Exif:
    """The main directory of a TIFF; Panasonic and Olympus write numbers of their own where its 42 stands."""
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    tags = Image.Exif()
    tags.endian = "<" if order == "little" else ">"
    tags.load_from_fp(file, int.from_bytes(head[4:8], order))
    return tags


def _of_boxes(head: bytes) -> Exif:
    """CMT1 is the main directory, CMT2 the one of shooting, CMT4 that of the satellites: each a TIFF of its own."""
    nothing: dict[int, Any] = {}
    return Exif(*(forgiving(_box_tags, nothing, head, name) for name in (b"CMT1", b"CMT2", b"CMT4")))


def _box_tags(head: bytes, name: bytes) -> dict[int, Any]:
    at = head.index(name)
    length = int.from_bytes(head[at - 4 : at], "big")
    tags = Image.Exif()
    tags.load(b"Exif\0\0" + head[at + 4 : at - 4 + length])
    return dict(tags)
