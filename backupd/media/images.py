"""Opening and decoding originals that are pictures: once, at the smallest scale that still fills the preview."""

import io
import re
import resource
import warnings
from importlib import import_module
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from backupd.media.errors import Unreadable
from backupd.media.records import Kind, Limits
from backupd.media.tones import Coding

IMPOSSIBLE_PIXELS = 1_000_000_000
"""No panorama is known beyond this; a header that claims more is a bomb."""

PLUGINS = {
    "jpeg": ("JPEG", "JpegImagePlugin"),
    "png": ("PNG", "PngImagePlugin"),
    "webp": ("WEBP", "WebPImagePlugin"),
    "gif": ("GIF", "GifImagePlugin"),
    "heif": ("HEIF", None),
    "avif": ("AVIF", "AvifImagePlugin"),
    "tiff": ("TIFF", "TiffImagePlugin"),
    "bmp": ("BMP", "BmpImagePlugin"),
}
"""Pillow's name and room for each format. No other is ever tried: some of its readers start programs."""

PROPERTIES_BYTES = 65536
"""Where a HEIF file keeps its properties: at the beginning."""

HELD_BYTES = 12
"""Bytes a pixel takes at worst while decoding: the decoder's planes, its result, and Pillow's own four."""

LOST_ROWS = 32
"""A JPEG whose last marker alone is missing loses at most its last two rows of blocks."""


ORIENTATION = 0x0112


class TooLarge(Exception):
    """More pixels than may be held at once; the file is kept without pictures."""


def open_picture(path: Path, kind: Kind) -> Image.Image:
    """The picture with its header read, nothing decoded. Raises Unreadable."""
    Image.MAX_IMAGE_PIXELS = None  # our own limits follow, with sentences
    picture = _opened(path, kind)
    if picture.width * picture.height > IMPOSSIBLE_PIXELS:
        raise Unreadable("media.too_many_pixels")
    return picture


def _opened(path: Path, kind: Kind) -> Image.Image:
    warnings.simplefilter("ignore")
    name, room = PLUGINS[kind.format]
    if room is None:
        _register_heif()
    else:
        import_module(f"PIL.{room}")
    try:
        return Image.open(path, formats=[name])
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        if kind.format == "webp" and _may_lack_memory(_webp_pixels(path)):
            raise MemoryError from error
        raise Unreadable(_why(error)) from error


def _webp_pixels(path: Path) -> int:
    """From the header (RFC 9649, 2.5 to 2.7): the decoder takes its memory on opening, before it tells the size."""
    with path.open("rb") as file:
        head = file.read(30).ljust(30, b"\0")
    if head[12:16] == b"VP8X":
        return (int.from_bytes(head[24:27], "little") + 1) * (int.from_bytes(head[27:30], "little") + 1)
    sides = int.from_bytes(head[21:25] if head[12:16] == b"VP8L" else head[26:30], "little")
    return (sides & 0x3FFF) * (sides >> (14 if head[12:16] == b"VP8L" else 16) & 0x3FFF)


def _register_heif() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def turn(picture: Image.Image, path: Path, kind: Kind, orientation: int) -> int:
    """The EXIF orientation, 1 to 8, that is still to be applied to the decoded pixels.

    Pillow turns TIFFs and libheif turns by the boxes `irot` and `imir` (ISO 23008-12, 6.5.10), which outrank EXIF;
    programs that lost the boxes left EXIF as the only truth.
    """
    if kind.format == "tiff":
        return 1
    if kind.format == "raw":  # its picture may be turned by itself; the directory says so of all
        own = Image.Image.getexif(picture).get(ORIENTATION, 1)
        return own if own in range(2, 9) else orientation
    if kind.format != "heif" or _has_turning_box(path):
        return orientation
    original = picture.info.get("original_orientation")
    return original if isinstance(original, int) and 1 <= original <= 8 else 1


def _has_turning_box(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(PROPERTIES_BYTES)
    return b"irot" in head or b"imir" in head


def coding_of(path: Path, kind: Kind) -> Coding | None:
    """What the numbers of a HEIF or AVIF mean, by its box `colr` of kind `nclx` (ISO 14496-12, 12.1.5); Pillow does not
    say it of AVIF."""
    if kind.format not in {"heif", "avif"}:
        return None
    with path.open("rb") as file:
        head = file.read(PROPERTIES_BYTES)
    at = head.find(b"colrnclx") + 8
    return Coding(*(int.from_bytes(head[n : n + 2], "big") for n in (at, at + 2))) if at > 8 else None


def upright(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """`size` after turning by an EXIF orientation."""
    return size[::-1] if orientation >= 5 else size


def decode(picture: Image.Image, path: Path, edge: int, limits: Limits) -> Image.Image:
    """The pixels of `picture`, a JPEG at a fraction whose long edge is still `edge` or more.

    Raises Unreadable for a damaged picture and TooLarge for one beyond the limits.
    """
    box = fit(picture.size, edge)
    picture.draft(None, box)
    if _held(picture) > limits.pixels:
        raise TooLarge
    try:
        picture.load()
    except MemoryError as error:
        raise TooLarge from error
    except Exception as error:
        reason = _why(error)
        if reason == "media.broken" and _may_lack_memory(_held(picture)):
            raise TooLarge from error
        return _mended(path, box, reason)
    return picture


def _may_lack_memory(pixels: int) -> bool:
    """Decoders call a refused allocation "broken": a good picture must not be turned away for being large."""
    limit = resource.getrlimit(resource.RLIMIT_DATA)[0]
    return limit != resource.RLIM_INFINITY and pixels * HELD_BYTES > limit


def fit(size: tuple[int, int], edge: int) -> tuple[int, int]:
    """`size` shrunk until its long side is `edge`; never enlarged, never nothing."""
    scale = min(1.0, edge / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _held(picture: Image.Image) -> int:
    """Pixels in memory while decoding: a progressive JPEG holds all of its coefficients at full size."""
    scale = _shrunk_by(picture) if picture.info.get("progressive") else 1
    return picture.width * picture.height * scale * scale


def _shrunk_by(picture: Image.Image) -> int:
    """1, 2, 4 or 8: what a JPEG's draft divides its sides by."""
    return (getattr(picture, "decoderconfig", None) or (1,))[0]


def _mended(path: Path, box: tuple[int, int], reason: str) -> Image.Image:
    """A JPEG that lacks nothing but its end marker, as broken uploads and old cameras leave it; else Unreadable."""
    original = path.read_bytes() if reason == "media.truncated" else b""
    if not original.startswith(b"\xff\xd8"):
        raise Unreadable(reason)
    try:
        picture = _lenient(original, box)
    except Exception as error:
        raise Unreadable(reason) from error
    if picture.info.get("progressive") or _bottom_is_missing(picture):
        raise Unreadable(reason)
    return picture


def _bottom_is_missing(picture: Image.Image) -> bool:
    """Blocks the decoder never reached come out as even middle grey (libjpeg zeroes their coefficients)."""
    above = max(0, picture.height - LOST_ROWS // _shrunk_by(picture) - 1)
    row = picture.convert("L").crop((0, above, picture.width, above + 1)).tobytes()
    return min(row) >= 127 and max(row) <= 129


def _lenient(original: bytes, box: tuple[int, int]) -> Image.Image:
    picture = Image.open(io.BytesIO(original), formats=["JPEG"])
    picture.draft(None, box)
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    return picture


def _why(error: Exception) -> str:
    if isinstance(error, EOFError) or re.search(
        r"truncat|end of file|not enough|premature", str(error), re.I
    ):
        return "media.truncated"
    if isinstance(error, UnidentifiedImageError) and error.__context__ is not None:
        return _why(error.__context__) if isinstance(error.__context__, Exception) else "media.broken"
    return "media.broken"
