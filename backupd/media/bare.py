"""Copies for people outside the family: the picture or the film, and nothing of what its file tells beside it."""

from pathlib import Path

from backupd.core import log
from backupd.core.library import Library
from backupd.media import store
from backupd.media.actions import darkroom, derived_path
from backupd.media.errors import DarkroomDied, Unreadable

SOI, EOI, START_OF_SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
JFIF, PROFILE, ADOBE = 0xE0, 0xE2, 0xEE
APPLICATION = range(0xE0, 0xF0)
COMMENT = 0xFE
RESTARTS = range(0xD0, 0xD8)
# An EXIF block with one tag, the orientation (EXIF 2.32, 4.6.2), so that a picture stands as it stood.
_TURNED = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"


def bare_jpeg(whole: bytes) -> bytes:
    """The same pixels without EXIF, XMP, IPTC, comments, previews and whatever follows the picture (a motion photo's
    film, a second picture of another size, each with places of their own). ISO 10918-1, B.1. Raises Unreadable."""
    if not whole.startswith(SOI):
        raise Unreadable("media.broken")
    kept, at, orientation = [SOI], 2, 1
    while at + 4 <= len(whole):
        marker, end = _segment(whole, at)
        if marker == START_OF_SCAN:
            end = _end_of_scan(whole, end)
        if marker == 0xE1 and orientation == 1:
            orientation = _orientation(whole[at + 4 : end])
        if _belongs(marker, whole[at + 4 : at + 16]):
            kept.append(whole[at:end])
        at = end
        if whole[at : at + 2] == EOI:
            return b"".join([*kept[:1], _turned(orientation), *kept[1:], EOI])
    raise Unreadable("media.truncated")


def _segment(whole: bytes, at: int) -> tuple[int, int]:
    """A segment's marker and where it ends."""
    length = int.from_bytes(whole[at + 2 : at + 4], "big")
    if whole[at] != 0xFF or length < 2 or at + 2 + length > len(whole):
        raise Unreadable("media.broken")
    return whole[at + 1], at + 2 + length


def _end_of_scan(whole: bytes, at: int) -> int:
    """Where the coded pixels end: at a marker that is neither a stuffed zero nor a restart."""
    while True:
        at = whole.find(b"\xff", at)
        if at < 0 or at + 1 >= len(whole):
            raise Unreadable("media.truncated")
        following = whole[at + 1]
        if following not in (0x00, 0xFF) and following not in RESTARTS:
            return at
        at += 1 if following == 0xFF else 2


def _belongs(marker: int, beginning: bytes) -> bool:
    """What the pixels need: tables, frames, scans, the colour profile, and how colours are laid out."""
    if marker == COMMENT:
        return False
    if marker == PROFILE:
        return beginning.startswith(b"ICC_PROFILE")
    return marker not in APPLICATION or marker == ADOBE or (marker == JFIF and beginning.startswith(b"JFIF"))


def _orientation(segment: bytes) -> int:
    """1 to 8, from an EXIF segment; 1 for any other, or a damaged one."""
    tiff = segment[6:]
    order = "little" if tiff[:2] == b"II" else "big"
    if not segment.startswith(b"Exif\0\0"):
        return 1

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)  # type: ignore[arg-type]

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * min(number(first, 2), 100), 12):
        if number(entry, 2) == 0x0112:
            return number(entry + 8, 2) if 1 <= number(entry + 8, 2) <= 8 else 1
    return 1


def _turned(orientation: int) -> bytes:
    if orientation == 1:
        return b""
    block = _TURNED % orientation
    return b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block


def bare_film(library: Library, media: int) -> None:
    """A copy of a film that browsers play as it is, without what it tells. A job: may run twice."""
    known = store.find(library, media)
    target = derived_path(library, media, "bare")
    if known is None or known.kind != "video" or target.exists() or not library.files.online:
        return
    making = target.with_name(f".{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        darkroom(library).remux(library.files.originals / known.path, making)
        making.replace(target)
    except (DarkroomDied, Unreadable) as error:
        log.named("media").warning("%s could not be copied bare: %s", known.path, error.reason)
        making.unlink(missing_ok=True)


def bare_path(library: Library, media: int) -> Path:
    """Where the bare film lies or will lie."""
    return derived_path(library, media, "bare")
