"""A picture for print: from the original, at most as large as asked for, upright, in sRGB. Runs in the darkroom."""

from pathlib import Path

from backupd.media import kinds, prints
from backupd.media.colours import SRGB_PROFILE, as_srgb, eight_bit
from backupd.media.errors import Unreadable
from backupd.media.exif import Exif
from backupd.media.images import TooLarge, decode, open_picture, turn
from backupd.media.records import Limits

JPEG_QUALITY = 90


def enlarge(original: Path, target: Path, name: str, edge: int, limits: Limits) -> None:
    """Write a JPEG whose long edge is `edge` pixels, or fewer where the original has no more. Raises Unreadable."""
    kind = kinds.judge(original, name)
    if kind.kind != "photo":
        raise Unreadable("media.no_poster")
    with open_picture(original, kind) as picture:
        profile = picture.info.get("icc_profile")
        transfer = picture.info.get("nclx_profile", {}).get("transfer_characteristics")
        orientation = turn(picture, original, kind, Exif(picture).orientation)
        try:
            image = decode(picture, original, edge, limits)
        except TooLarge as error:
            raise Unreadable("media.too_large_to_show") from error
        upright = as_srgb(prints.shrink(eight_bit(image), edge), profile, transfer)
    if orientation in prints.UPRIGHT:
        upright = upright.transpose(prints.UPRIGHT[orientation])
    upright.info.clear()  # Pillow would copy the original's comment
    upright.save(target, "JPEG", quality=JPEG_QUALITY, icc_profile=SRGB_PROFILE)
