"""Pictures wider than the eye: panoramas, and pictures all around.

Google's GPano properties (developers.google.com/streetview/spherical-metadata); phones that write none are known by
the shape alone.
"""

from backupd.media.exif import forgiving
from backupd.media.records import Panorama
from backupd.media.xmp import Xmp

GPANO = "{http://ns.google.com/photos/1.0/panorama/}"

WIDE, LARGE, SWEPT = 2.4, 2500, 1.5
"""Screens and films end at 21:9; a panorama has pixels for its width, or says how it was swept."""

ALL_AROUND = (1.9, 2.1)
"""An equirectangular picture of everything is twice as wide as high."""


def panorama(size: tuple[int, int], xmp: Xmp, camera: bool) -> Panorama | None:
    """What kind of panorama a picture of this size is. A tall one without a camera is a long screenshot."""
    width, height = size
    projection = xmp.text(f"{GPANO}ProjectionType").lower()
    if projection == "equirectangular" and _all_around(size, xmp):
        return "sphere"
    if projection in {"equirectangular", "cylindrical"} and max(size) >= SWEPT * min(size):
        return "flat"
    wide = max(size) >= max(LARGE, WIDE * min(size))
    return "flat" if wide and (camera or width > height) else None


def _all_around(size: tuple[int, int], xmp: Xmp) -> bool:
    """The whole sphere, not a part of one as phones sweep it."""
    least, most = ALL_AROUND
    full, seen = (
        forgiving(int, 0, xmp.text(f"{GPANO}{name}"))
        for name in ("FullPanoWidthPixels", "CroppedAreaImageWidthPixels")
    )
    return least * size[1] <= size[0] <= most * size[1] and seen >= 0.95 * full
