"""What one file tells about itself, in the order of trust the family's album rests on.

Pictures: EXIF original, EXIF digitised, XMP, IPTC, GPS, PNG text, file name. Videos: the local time phones write,
the container's UTC, file name. A date of last change is never taken for one of making.
"""

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from av.container import InputContainer
from msgspec import Struct
from PIL import Image

from backupd.media import kinds
from backupd.media.dates import first_believable, from_exif, from_iso, from_utc
from backupd.media.exif import Exif, camera_name, forgiving
from backupd.media.images import decode, open_picture
from backupd.media.iptc import iptc_moments
from backupd.media.names import moment_in_name
from backupd.media.places import from_iso_6709, zone_of
from backupd.media.records import Facts, Kind, Limits, Moment, Place
from backupd.media.videos import Poster, browser_plays, length, open_video, picture_stream, poster, shown_size
from backupd.media.xmp import Xmp

APPLE, ANDROID = "com.apple.quicktime.", "com.android."
PLACE_KEYS = (f"{APPLE}location.ISO6709", "location", "location-eng")
LOCAL_KEYS = (f"{APPLE}creationdate", "date", "DATE_RECORDED")


class Setting(Struct, frozen=True):
    """What a file cannot know itself: the name it came with, the family's zone, and today."""

    name: str
    family_zone: str
    now: datetime


def read(path: Path, name: str, family_zone: str, now: datetime) -> Facts:
    """The facts of the file at `path`. Raises Unreadable for what is neither picture nor video."""
    kind, setting = kinds.judge(path, name), Setting(name, family_zone, now)
    if kind.kind == "photo":
        with open_picture(path, kind) as picture:
            size = picture.size
            if kind.format == "png":
                decode(picture, path, max(size), Limits())  # text and EXIF may stand after the pixels
            return of_picture(picture, kind, size, Exif(picture), setting)
    with open_video(path, kind) as container:
        return of_video(container, kind, poster(container, 64, Limits(frames=1)), setting)


def of_picture(
    picture: Image.Image, kind: Kind, size: tuple[int, int], exif: Exif, setting: Setting
) -> Facts:
    """Facts of an opened picture; `size` is the one its header names, before any scaling."""
    xmp = Xmp(picture)
    # a GPS block without a position means none was known then: what a program added to XMP later is a guess
    somewhere = exif.place or (None if exif.gps else xmp.place)
    width, height = size[::-1] if exif.orientation >= 5 and kind.format != "tiff" else size
    moment = first_believable(_picture_moments(picture, exif, xmp, setting), setting.now)
    return _facts(
        kind,
        (width, height),
        moment,
        somewhere,
        camera=exif.camera,
        animated=kind.format != "heif" and bool(getattr(picture, "is_animated", False)),
    )


def _picture_moments(picture: Image.Image, exif: Exif, xmp: Xmp, setting: Setting) -> Iterator[Moment | None]:
    yield from exif.moments()
    yield from xmp.moments()
    yield from iptc_moments(picture)
    yield exif.gps_moment(setting.family_zone)
    yield forgiving(lambda: _png_text_moment(picture), None)
    yield moment_in_name(setting.name, setting.family_zone)


def _png_text_moment(picture: Image.Image) -> Moment | None:
    """PNG 1.2, 11.3.4.2: "Creation Time", an RFC 1123 date by recommendation and anything in practice."""
    written = picture.info.get("Creation Time")
    if not isinstance(written, str):
        return None
    found = from_exif(written, None, "png") or from_iso(written, "png")
    return found or from_iso(parsedate_to_datetime(written).isoformat(), "png")


def of_video(container: InputContainer, kind: Kind, still: Poster | None, setting: Setting) -> Facts:
    """Facts of an opened video; only a decoded frame knows how the picture is turned."""
    stream = picture_stream(container)
    assert stream is not None
    width, height = shown_size(container, stream.codec_context.width, stream.codec_context.height)
    somewhere = _video_place(container.metadata)
    return _facts(
        kind,
        (height, width) if still and still.turned else (width, height),
        first_believable(_video_moments(container, kind, somewhere, setting), setting.now),
        somewhere,
        camera=_video_camera(container.metadata),
        duration=length(container),
        browser_plays=browser_plays(container, kind),
    )


def _video_moments(
    container: InputContainer, kind: Kind, somewhere: Place | None, setting: Setting
) -> Iterator[Moment | None]:
    yield from _local_moments(container.metadata)
    for tags in (container.metadata, *(stream.metadata for stream in container.streams)):
        yield forgiving(lambda tags=tags: _creation_time(tags, kind, somewhere, setting), None)
    yield moment_in_name(setting.name, setting.family_zone)


def _local_moments(tags: dict[str, str]) -> Iterator[Moment | None]:
    """Wall times with their offset, as iPhones write them; a bare year is the date of a film, not of a moment."""
    for key in LOCAL_KEYS:
        found = forgiving(lambda key=key: from_iso(tags.get(key, ""), "quicktime-local"), None)
        yield found if found and found.precision == "exact" else None


def _creation_time(
    tags: dict[str, str], kind: Kind, somewhere: Place | None, setting: Setting
) -> Moment | None:
    """UTC in MP4 and QuickTime, placed into a zone; Matroska's carries its own Z; AVI's is wall time."""
    written = tags.get("creation_time", "")
    if kind.format in {"avi", "mkv", "webm"} or not written.endswith("Z"):
        return from_iso(written, "container")
    instant = datetime.fromisoformat(written)
    if (instant.year, instant.month, instant.day) in {(1904, 1, 1), (1970, 1, 1)}:
        return None
    return from_utc(instant, zone_of(somewhere, setting.family_zone), "quicktime")


def _video_place(tags: dict[str, str]) -> Place | None:
    found = (forgiving(lambda key=key: from_iso_6709(tags.get(key, "")), None) for key in PLACE_KEYS)
    return next((somewhere for somewhere in found if somewhere), None)


def _video_camera(tags: dict[str, str]) -> str | None:
    make = tags.get(f"{APPLE}make") or tags.get(f"{ANDROID}manufacturer") or tags.get("make", "")
    model = tags.get(f"{APPLE}model") or tags.get(f"{ANDROID}model") or tags.get("model", "")
    return camera_name(make, model)


def _facts(
    kind: Kind,
    size: tuple[int, int],
    moment: Moment,
    somewhere: Place | None,
    camera: str | None,
    duration: float | None = None,
    browser_plays: bool = True,
    animated: bool = False,
) -> Facts:
    return Facts(
        kind=kind.kind,
        format=kind.format,
        mime=kind.mime,
        extension=kind.extension,
        width=size[0],
        height=size[1],
        duration=duration,
        taken=moment.taken,
        offset=moment.offset,
        precision=moment.precision,
        taken_source=moment.source,
        latitude=somewhere.latitude if somewhere else None,
        longitude=somewhere.longitude if somewhere else None,
        camera=camera,
        browser_plays=browser_plays,
        animated=animated,
    )
