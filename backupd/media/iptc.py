"""The day and time press and scanning programs write: IPTC IIM 4.2, datasets 2:55 and 2:60."""

from collections.abc import Iterator

from PIL import Image, ImageFile, IptcImagePlugin

from backupd.media.dates import from_iso
from backupd.media.exif import forgiving
from backupd.media.records import Moment

DAY, TIME = (2, 55), (2, 60)


def iptc_moments(picture: Image.Image) -> Iterator[Moment | None]:
    """DateCreated with TimeCreated, "20140808" and "080808+0900"."""
    yield forgiving(_created, None, picture)


def _created(picture: Image.Image) -> Moment | None:
    if not isinstance(picture, ImageFile.ImageFile):
        return None
    written = IptcImagePlugin.getiptcinfo(picture) or {}
    day, time = _text(written.get(DAY)), _text(written.get(TIME))
    if len(day) != 8 or day.endswith("00"):
        return None
    clock = f"T{time[:2]}:{time[2:4]}:{time[4:6]}{time[6:]}" if len(time) >= 6 else ""
    return from_iso(f"{day[:4]}-{day[4:6]}-{day[6:]}{clock}", "iptc")


def _text(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value.decode("ascii", "replace").strip() if isinstance(value, bytes) else ""
