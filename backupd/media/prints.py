"""The pictures derived from one decoded image: preview, grid, tiny placeholder, and its hash."""

import io
from pathlib import Path

from PIL import Image
from PIL.Image import Resampling, Transpose

from backupd.media.colours import SRGB_PROFILE, as_srgb, eight_bit
from backupd.media.images import fit
from backupd.media.records import Developed, Facts
from backupd.media.tones import Coding

PREVIEW_EDGE = 1440
GRID_EDGE = 480
WIDE, WIDEST = 2.4, 3
"""A panorama is looked at in parts: up to three times as long, so that its parts are sharp."""
TINY_EDGE = 24

JPEG_QUALITY = 80
"""About 150 kB at 1440. Progressive or optimised files are 4 % smaller and cost two to five times the time."""

UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


def make(
    image: Image.Image,
    facts: Facts,
    into: Path,
    profile: bytes | None,
    orientation: int,
    coding: Coding | None,
) -> Developed:
    """Write preview and grid as JPEG into `into`, in sRGB, turned upright by the EXIF orientation."""
    preview = as_srgb(shrink(eight_bit(image), preview_edge(image.size)), profile, coding)
    if orientation in UPRIGHT:
        preview = preview.transpose(UPRIGHT[orientation])
    grid = shrink(preview, GRID_EDGE)
    return Developed(
        facts=facts,
        preview=_written(preview, into / "preview.jpg"),
        grid=_written(grid, into / "grid.jpg"),
        tiny=_tiny(grid),
        phash=difference_hash(grid),
    )


def draw(picture: Image.Image, into: Path) -> bytes:
    """Write preview and grid of an upright sRGB picture; the tiny placeholder comes back."""
    preview = shrink(picture, preview_edge(picture.size))
    grid = shrink(preview, GRID_EDGE)
    _written(preview, into / "preview.jpg")
    _written(grid, into / "grid.jpg")
    return _tiny(grid)


def save(picture: Image.Image, path: Path, quality: int) -> None:
    """An sRGB picture as a JPEG to keep, without anything the original told beside its pixels."""
    picture.info.clear()
    picture.save(path, "JPEG", quality=quality, subsampling="4:4:4", icc_profile=SRGB_PROFILE)


def preview_edge(size: tuple[int, int]) -> int:
    """The long edge of the preview of a picture of this shape."""
    shape = max(size) / min(size)
    return round(PREVIEW_EDGE * min(WIDEST, shape / WIDE * 1.5)) if shape > WIDE else PREVIEW_EDGE


def shrink(image: Image.Image, edge: int) -> Image.Image:
    """Hamming: as sharp as bicubic when shrinking, at half the time of Lanczos (measured)."""
    size = fit(image.size, edge)
    return image if size == image.size else image.resize(size, Resampling.HAMMING, reducing_gap=2.0)


def difference_hash(image: Image.Image) -> int:
    """64 bits: is each of 8 × 8 fields darker than its right neighbour (dHash). Near-duplicates differ in few."""
    grey = image.convert("L").resize((9, 8), Resampling.HAMMING).tobytes()
    bits = [grey[row * 9 + column] < grey[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return sum(bit << place for place, bit in enumerate(reversed(bits)))


def _tiny(image: Image.Image) -> bytes:
    """A WebP of about 100 bytes, small enough to stand in the page itself."""
    small = io.BytesIO()
    shrink(image.convert("RGB"), TINY_EDGE).save(small, "WEBP", quality=40, method=4)
    return small.getvalue()


def _written(image: Image.Image, path: Path) -> str:
    image.info.clear()  # Pillow would copy the original's comment
    image.save(path, "JPEG", quality=JPEG_QUALITY, subsampling="4:2:0", icc_profile=SRGB_PROFILE)
    return path.name
