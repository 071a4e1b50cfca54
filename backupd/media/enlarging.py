"""A picture at its full size as a JPEG that every program opens: sRGB, upright. Runs inside the darkroom's worker."""

from pathlib import Path
from typing import Any

from PIL import Image

from backupd.media.colours import SRGB_PROFILE, as_srgb, eight_bit
from backupd.media.errors import Unreadable
from backupd.media.facts import exif_of, opened, sort
from backupd.media.images import TooLarge, coding_of, decode, turn
from backupd.media.prints import UPRIGHT, shrink
from backupd.media.records import Limits

SHOOTING, PLACE = 0x8769, 0x8825
KEPT = {0: (0x010F, 0x0110, 0x0132), SHOOTING: (0x9003, 0x9004, 0x9010, 0x9011)}
"""Who made the camera, when it was, in which zone: what a phone's gallery sorts by (EXIF 2.32)."""


FULL = {"quality": 92, "subsampling": "4:4:4"}
"""Of a 12-megapixel photo about 4 MB; what is lost at this quality nobody sees, and prints do not show."""
SMALLER = {"quality": 90}


def enlarge(original: Path, target: Path, name: str, limits: Limits, edge: int | None = None) -> None:
    """Write `original` to `target`: with every pixel and what it says of camera, time and place, or with a long edge of
    at most `edge` pixels and no word. Raises Unreadable for what is no picture, or is beyond the limits."""
    kind = sort(original, name)
    if kind.kind != "photo":
        raise Unreadable("media.no_picture")
    with opened(original, kind) as picture:
        profile = picture.info.get("icc_profile")
        told = _told(picture) if edge is None else Image.Exif()
        try:
            pixels = eight_bit(decode(picture, original, edge or max(picture.size), limits))
            turned = turn(picture, original, kind, exif_of(picture, original, kind).orientation)
            full = as_srgb(shrink(pixels, edge) if edge else pixels, profile, coding_of(original, kind))
        except (TooLarge, MemoryError) as error:
            raise Unreadable("media.too_large_for_jpeg") from error
    upright = full.transpose(UPRIGHT[turned]) if turned in UPRIGHT else full
    _write(upright, target, told, SMALLER if edge else FULL)


def _told(picture: Image.Image) -> Image.Exif:
    """What the file says of camera, time and place, without its thumbnail, its turn and what makers add."""
    told = Image.Exif()
    try:
        said = picture.getexif()
        told.update({tag: said[tag] for tag in KEPT[0] if tag in said})
        shooting = said.get_ifd(SHOOTING)
        told.get_ifd(SHOOTING).update({tag: shooting[tag] for tag in KEPT[SHOOTING] if tag in shooting})
        told.get_ifd(PLACE).update(said.get_ifd(PLACE))
        told.tobytes()
    except Exception:
        return Image.Exif()  # a damaged block costs the block, never the picture
    return told


def _write(image: Image.Image, target: Path, told: Image.Exif, options: dict[str, Any]) -> None:
    image.info.clear()  # Pillow would copy the original's comment
    image.save(target, "JPEG", exif=told, icc_profile=SRGB_PROFILE, **options)
