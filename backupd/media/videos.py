"""What a video tells about itself: size as shown, length, when and where, and whether browsers play it.

Dates: the local time phones write, the container's UTC placed into a zone, file name. Keys: Apple QuickTime File
Format, "Metadata keys"; the 3GPP location box reaches us as `location`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from backupd.media.dates import first_believable, from_iso, from_utc
from backupd.media.errors import Unreadable
from backupd.media.exif import camera_name, forgiving
from backupd.media.images import IMPOSSIBLE_PIXELS
from backupd.media.names import moment_in_name
from backupd.media.places import from_iso_6709, zone_of
from backupd.media.records import Facts, Kind, Moment, Place, Setting

AV_FORMATS = {"webm": "matroska", "mkv": "matroska", "avi": "avi", "mpeg": "mpeg", "mpegts": "mpegts"}

PLAYED_PICTURE = {"mp4": {"h264", "vp9", "av1"}, "mov": {"h264"}, "webm": {"vp8", "vp9", "av1"}}
PLAYED_SOUND = {"mp4": {"aac", "mp3", "opus"}, "mov": {"aac", "mp3"}, "webm": {"opus", "vorbis"}}
PLAYED_PIXELS = {"yuv420p", "yuvj420p"}

APPLE, ANDROID = "com.apple.quicktime.", "com.android."
PLACE_KEYS = (f"{APPLE}location.ISO6709", "location", "location-eng")
LOCAL_KEYS = (f"{APPLE}creationdate", "date", "DATE_RECORDED")


def read_video(path: Path, kind: Kind, setting: Setting) -> Facts:
    """The facts of the video at `path`. Raises Unreadable."""
    with open_video(path, kind) as container:
        return of_video(container, kind, _is_turned(container), setting)


def _is_turned(container: InputContainer) -> bool:
    """Only a decoded frame knows how the picture is turned."""
    try:
        frame = next(container.decode(video=0), None)
    except (av.FFmpegError, ValueError):
        return False
    return frame is not None and frame.rotation % 180 != 0


@contextmanager
def open_video(path: Path, kind: Kind) -> Iterator[InputContainer]:
    """The opened container. Raises Unreadable when it holds no index or no picture."""
    try:
        container = av.open(str(path), format=AV_FORMATS.get(kind.format, "mov"), metadata_errors="replace")
    except (av.FFmpegError, ValueError, UnicodeError) as error:
        raise Unreadable(_why(error)) from error
    with container:
        stream = picture_stream(container)
        if stream is None:
            raise Unreadable("media.no_picture")
        if stream.codec_context is None:  # no decoder exists for it
            raise Unreadable("media.unsupported_video")
        yield container


def _why(error: Exception) -> str:
    """An MP4 without its index, which recorders write last, reads as invalid: it was cut off."""
    return "media.truncated" if isinstance(error, av.InvalidDataError | av.EOFError) else "media.broken"


def picture_stream(container: InputContainer) -> VideoStream | None:
    """The stream to look at; a cover picture attached to music is none."""
    cover = av.stream.Disposition.attached_pic
    streams = (stream for stream in container.streams.video if not stream.disposition & cover)
    return next(streams, None)


def length(container: InputContainer) -> float | None:
    """Seconds, by the container or else by its stream."""
    if container.duration:
        return round(container.duration / av.time_base, 3)
    stream = container.streams.video[0]
    if stream.duration and stream.time_base:
        return round(float(stream.duration * stream.time_base), 3)
    return None


def browser_plays(container: InputContainer, kind: Kind) -> bool:
    """Whether Chrome, Safari and Firefox all play the original as it is: codec, 8-bit 4:2:0, sound."""
    family = "mp4" if kind.format == "m4v" else kind.format
    stream = picture_stream(container)
    if family not in PLAYED_PICTURE or stream is None:
        return False
    heard = {sound.codec_context.name if sound.codec_context else "" for sound in container.streams.audio[:1]}
    seen = stream.codec_context
    return (
        seen.name in PLAYED_PICTURE[family]
        and seen.pix_fmt in PLAYED_PIXELS
        and heard <= PLAYED_SOUND[family]
    )


def of_video(container: InputContainer, kind: Kind, turned: bool, setting: Setting) -> Facts:
    """Facts of an opened video; `turned` when it is shown on its side."""
    stream = picture_stream(container)
    assert stream is not None
    width, height = shown_size(container, stream.codec_context.width, stream.codec_context.height)
    somewhere = _video_place(container.metadata)
    return Facts.of(
        kind,
        (height, width) if turned else (width, height),
        first_believable(_video_moments(container, kind, somewhere, setting), setting.now),
        somewhere,
        camera=_video_camera(container.metadata),
        duration=length(container),
        browser_plays=browser_plays(container, kind),
        content_id=container.metadata.get(f"{APPLE}content.identifier"),
    )


def _video_moments(
    container: InputContainer, kind: Kind, somewhere: Place | None, setting: Setting
) -> Iterator[Moment | None]:
    yield from _local_moments(container.metadata)
    for tags in (container.metadata, *(stream.metadata for stream in container.streams)):
        yield forgiving(_creation_time, None, tags, kind, somewhere, setting)
    yield moment_in_name(setting.name, setting.family_zone)


def _local_moments(tags: dict[str, str]) -> Iterator[Moment | None]:
    """Wall times with their offset, as iPhones write them; a bare year is the date of a film, not of a moment."""
    for key in LOCAL_KEYS:
        found = forgiving(from_iso, None, tags.get(key, ""), "quicktime-local")
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
    found = (forgiving(from_iso_6709, None, tags.get(key, "")) for key in PLACE_KEYS)
    return next((somewhere for somewhere in found if somewhere), None)


def _video_camera(tags: dict[str, str]) -> str | None:
    make = tags.get(f"{APPLE}make") or tags.get(f"{ANDROID}manufacturer") or tags.get("make", "")
    model = tags.get(f"{APPLE}model") or tags.get(f"{ANDROID}model") or tags.get("model", "")
    return camera_name(make, model)


def shown_size(container: InputContainer, width: int, height: int) -> tuple[int, int]:
    """Pixels of tape formats are not square: the width a viewer sees. Raises Unreadable for an absurd size."""
    if not width or not height or width * height > IMPOSSIBLE_PIXELS:
        raise Unreadable("media.broken")
    stream = picture_stream(container)
    shape = stream.sample_aspect_ratio if stream else None
    usable = shape is not None and 0.2 < float(shape) < 5
    return (round(width * shape) if usable and shape else width), height
