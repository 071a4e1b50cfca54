"""What one file tells about itself, in the order of trust the family's album rests on.

EXIF original, EXIF digitised, XMP, IPTC, GPS, PNG text, file name; videos in videos.py. A date of last change is
never taken for one of making.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from PIL import Image

from backupd.media import kinds, raw
from backupd.media.dates import first_believable, from_exif, from_iso
from backupd.media.errors import Unreadable
from backupd.media.exif import Exif, forgiving
from backupd.media.images import TooLarge, decode, open_picture, turn, upright
from backupd.media.iptc import iptc_moments
from backupd.media.motion import CutOff, embedded_film
from backupd.media.names import moment_in_name
from backupd.media.panoramas import panorama
from backupd.media.records import Facts, Kind, Limits, Moment, Setting, Span
from backupd.media.scans import is_scan
from backupd.media.tags import tags_of
from backupd.media.xmp import Xmp

ANIMATIONS = {"gif", "png", "webp", "avif"}
"""The others' further pictures are pages, thumbnails or bursts."""


def read(path: Path, name: str, family_zone: str, now: datetime) -> Facts:
    """The facts of the file at `path`. Raises Unreadable for what is neither picture nor video."""
    kind, setting = sort(path, name), Setting(name, family_zone, now)
    if kind.kind == "video":
        from backupd.media.videos import read_video  # 16 MB that most files do not need

        return read_video(path, kind, setting)
    with opened(path, kind) as picture:
        size = picture.size
        if kind.format == "png":
            with suppress(TooLarge):
                decode(picture, path, max(size), Limits())  # text and EXIF may stand after the pixels
        exif = exif_of(picture, path, kind)
        return of_picture(
            picture, path, kind, upright(size, turn(picture, path, kind, exif.orientation)), exif, setting
        )


def sort(path: Path, name: str) -> Kind:
    """The kind of a file, raw files told from the TIFFs they look like. Raises Unreadable."""
    kind = kinds.judge(path, name)
    return (raw.of_tiff(path) if kind.format == "tiff" else None) or kind


def opened(path: Path, kind: Kind) -> Image.Image:
    """The picture, or the one that a raw file holds to be looked at; nothing decoded. Raises Unreadable."""
    return raw.preview(path) if kind.format == "raw" else open_picture(path, kind)


def exif_of(picture: Image.Image, path: Path, kind: Kind) -> Exif:
    return raw.exif_of(path, picture) if kind.format == "raw" else Exif.in_picture(picture)


def of_picture(
    picture: Image.Image, path: Path, kind: Kind, size: tuple[int, int], exif: Exif, setting: Setting
) -> Facts:
    """Facts of an opened picture; `size` is the one its header names, unscaled, turned upright."""
    xmp = Xmp(picture)
    # a GPS block without a position means none was known then: what a program added to XMP later is a guess
    somewhere = exif.place or (None if exif.gps else xmp.place)
    moment = first_believable(_picture_moments(picture, exif, xmp, setting), setting.now)
    return Facts.of(
        kind,
        size,
        moment,
        somewhere,
        camera=exif.camera,
        animated=kind.format in ANIMATIONS and bool(getattr(picture, "is_animated", False)),
        content_id=exif.content_id,
        panorama=panorama(size, xmp, exif.camera is not None),
        scan=is_scan(exif, xmp, moment),
        selfie=exif.selfie,
        tags=tags_of(picture, exif),
        **_film(path, kind),
    )


def of_unshown_raw(path: Path, kind: Kind, setting: Setting) -> Facts:
    """Facts of a raw file that holds no picture to look at. Raises Unreadable for one that tells nothing either."""
    exif = raw.told(path)
    if exif is None or not exif.size:
        raise Unreadable("media.broken")
    moments = (*exif.moments(), moment_in_name(setting.name, setting.family_zone))
    moment = first_believable(moments, setting.now)
    return Facts.of(kind, exif.size, moment, exif.place, camera=exif.camera)


def _film(path: Path, kind: Kind) -> dict[str, Span | bool | None]:
    try:
        return {"film": embedded_film(path, kind)}
    except CutOff:
        return {"film_cut": True}


def _picture_moments(picture: Image.Image, exif: Exif, xmp: Xmp, setting: Setting) -> Iterator[Moment | None]:
    yield from exif.moments()
    yield from xmp.moments()
    yield from iptc_moments(picture)
    yield exif.gps_moment(setting.family_zone)
    yield forgiving(_png_text_moment, None, picture)
    yield moment_in_name(setting.name, setting.family_zone)


def _png_text_moment(picture: Image.Image) -> Moment | None:
    """PNG 1.2, 11.3.4.2: "Creation Time", an RFC 1123 date by recommendation and anything in practice."""
    written = picture.info.get("Creation Time")
    if not isinstance(written, str):
        return None
    found = from_exif(written, None, "png") or from_iso(written, "png")
    return found or from_iso(parsedate_to_datetime(written).isoformat(), "png")
