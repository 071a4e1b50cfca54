"""A camera's raw file is kept and shown by the picture the camera put into it, whatever camera it was."""

import io
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from backupd.media.developing import develop
from backupd.media.errors import Unreadable
from backupd.media.records import Developed, Limits
from tests.media.making import scene, seen
from tests.media.moving import box

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SHORT, LONG, TEXT = 3, 4, 2


def made(path: Path) -> Developed:
    return develop(path, path.parent, path.name, "Asia/Seoul", NOW, Limits())


def jpeg(size: tuple[int, int], **options: object) -> bytes:
    written = io.BytesIO()
    scene(*size).save(written, "JPEG", **options)
    return written.getvalue()


def lossless_mosaic() -> bytes:
    """How raw pixels look to whoever searches for pictures: a JPEG of kind 3, larger than every preview."""
    frame = b"\xff\xc3" + struct.pack(">HBHHB", 17, 14, 4000, 6000, 3) + bytes(9)
    return b"\xff\xd8" + frame + b"\xff\xda\0\2" + bytes(999) + b"\xff\xd9"


def tiff(magic: bytes, make: str, tags: dict[int, tuple[int, int]], shooting: str, *behind: bytes) -> bytes:
    """A little-endian TIFF: make, model, one directory of shooting with its date, then bytes as they are."""
    texts = {0x010F: make.encode() + b"\0", 0x0110: b"Camera 7\0"}
    date = shooting.encode() + b"\0"
    entries = len(tags) + len(texts) + 1
    heap_at = 8 + 2 + 12 * entries + 4
    heap, fields = b"", {tag: (kind, 1, value) for tag, (kind, value) in tags.items()}
    for tag, text in texts.items():
        fields[tag] = (TEXT, len(text), heap_at + len(heap))
        heap += text
    fields[0x8769] = (LONG, 1, heap_at + len(heap))
    inner = heap_at + len(heap) + 18
    heap += struct.pack("<HHHIII", 1, 0x9003, TEXT, len(date), inner, 0) + date
    directory = struct.pack("<H", entries) + b"".join(
        struct.pack("<HHII", tag, *field) for tag, field in sorted(fields.items())
    )
    return magic + struct.pack("<I", 8) + directory + bytes(4) + heap + b"".join(behind)


TAKEN = "2019:08:05 10:15:00"
THUMBNAIL, PREVIEW = jpeg((160, 120)), jpeg((1200, 800))


def dng(*behind: bytes) -> bytes:
    return tiff(b"II*\0", "Apple", {254: (LONG, 1), 50706: (LONG, 0x0401)}, TAKEN, *behind)


def nef(*behind: bytes) -> bytes:
    return tiff(
        b"II*\0", "NIKON CORPORATION", {254: (LONG, 1), 330: (LONG, 8), 274: (SHORT, 6)}, TAKEN, *behind
    )


def pef(*behind: bytes) -> bytes:
    return tiff(b"II*\0", "PENTAX", {259: (SHORT, 65535)}, TAKEN, *behind)


def cr2(*behind: bytes) -> bytes:
    """`CR` stands behind the first eight bytes, where the directory would be."""
    plain = tiff(b"II*\0", "Canon", {259: (SHORT, 6)}, TAKEN, *behind)
    return plain[:4] + struct.pack("<I", 16) + b"CR\2\0" + bytes(4) + plain[8:]


def rw2(*behind: bytes) -> bytes:
    return tiff(b"IIU\0", "Panasonic", {}, TAKEN, *behind)


def orf(*behind: bytes) -> bytes:
    return tiff(b"IIRO", "OLYMPUS CORPORATION", {}, TAKEN, *behind)


def cr3(*behind: bytes) -> bytes:
    main = tiff(b"II*\0", "Canon", {}, TAKEN)
    date = TAKEN.encode() + b"\0"
    shooting = b"II*\0" + struct.pack("<IHHHIII", 8, 1, 0x9003, TEXT, len(date), 26, 0) + date
    uuid = box(b"uuid", bytes(16) + box(b"CMT1", main) + box(b"CMT2", shooting))
    return box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", uuid) + box(b"mdat", b"".join(behind))


def raf(*behind: bytes) -> bytes:
    """Fuji's tells nothing itself: the picture in it does."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "FUJIFILM", "Camera 7"
    exif.get_ifd(0x8769)[0x9003] = TAKEN
    return b"FUJIFILMCCD-RAW 0201" + bytes(64) + b"".join(behind[:-1]) + jpeg((1200, 800), exif=exif)


CAMERAS = {
    dng: ("image/x-adobe-dng", "Apple Camera 7"),
    nef: ("image/x-nikon-nef", "NIKON CORPORATION Camera 7"),
    pef: ("image/x-pentax-pef", "PENTAX Camera 7"),
    rw2: ("image/x-panasonic-rw2", "Panasonic Camera 7"),
    orf: ("image/x-olympus-orf", "OLYMPUS CORPORATION Camera 7"),
    cr3: ("image/x-canon-cr3", "Canon Camera 7"),
    raf: ("image/x-fuji-raf", "FUJIFILM Camera 7"),
}


@pytest.mark.parametrize("camera", CAMERAS)
def test_a_raw_file_is_shown_by_the_largest_picture_in_it(
    tmp_path: Path, camera: Callable[..., bytes]
) -> None:
    path = tmp_path / "DSC_0001.raw"
    path.write_bytes(camera(THUMBNAIL, lossless_mosaic(), PREVIEW))
    developed = made(path)
    facts = developed.facts
    tall = camera is nef  # its directory says: turn me
    assert (facts.mime, facts.camera) == CAMERAS[camera]
    assert (facts.kind, facts.format, facts.taken) == ("photo", "raw", "2019-08-05T10:15:00")
    assert (facts.width, facts.height) == ((800, 1200) if tall else (1200, 800))
    red, _, blue = seen(tmp_path / "preview.jpg").convert("RGB").getpixel((780, 10) if tall else (10, 10))
    assert red > 150 > blue


def test_a_canon_raw_of_the_older_kind_is_known_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001.CR2"
    path.write_bytes(cr2(THUMBNAIL, PREVIEW))
    developed = made(path)
    assert developed.facts.mime == "image/x-canon-cr2"
    assert (developed.facts.width, developed.preview) == (1200, "preview.jpg")


def test_a_raw_file_without_a_picture_is_kept_and_says_why_it_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    sizes = {0x0100: (LONG, 6000), 0x0101: (LONG, 4000)}
    path.write_bytes(tiff(b"II*\0", "Canon", {50706: (LONG, 0x0401), **sizes}, TAKEN, lossless_mosaic()))
    developed = made(path)
    assert (developed.preview, developed.skipped) == (None, "media.raw_without_preview")
    assert (developed.facts.width, developed.facts.taken) == (6000, "2019-08-05T10:15:00")


def test_a_beginning_of_a_raw_file_that_holds_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.raf"
    path.write_bytes(b"FUJIFILMCCD-RAW 0201" + bytes(500))
    with pytest.raises(Unreadable, match="broken"):
        made(path)


def test_an_ordinary_tiff_is_no_raw_file(tmp_path: Path) -> None:
    scene().save(tmp_path / "a.tif", compression="tiff_lzw")
    assert made(tmp_path / "a.tif").facts.format == "tiff"
