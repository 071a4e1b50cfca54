"""Opening videos: size as shown, length, whether browsers play them, and one frame to stand for the whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream
from PIL import Image, ImageStat
from PIL.Image import Transpose

from backupd.media.errors import Unreadable
from backupd.media.images import IMPOSSIBLE_PIXELS, fit
from backupd.media.records import Kind, Limits

AV_FORMATS = {"webm": "matroska", "mkv": "matroska", "avi": "avi", "mpeg": "mpeg", "mpegts": "mpegts"}

PLAYED_PICTURE = {"mp4": {"h264", "vp9", "av1"}, "mov": {"h264"}, "webm": {"vp8", "vp9", "av1"}}
PLAYED_SOUND = {"mp4": {"aac", "mp3", "opus"}, "mov": {"aac", "mp3"}, "webm": {"opus", "vorbis"}}
PLAYED_PIXELS = {"yuv420p", "yuvj420p"}

QUARTER_TURNS = {90: Transpose.ROTATE_90, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_270}

LATER_TRIES = (0.1, 0.3, 0.5)
"""Where to look for a poster, as parts of the length, when the beginning is dark."""


@contextmanager
def open_video(path: Path, kind: Kind) -> Iterator[InputContainer]:
    """The opened container. Raises Unreadable when it holds no index or no picture."""
    try:
        container = av.open(str(path), format=AV_FORMATS.get(kind.format, "mov"), metadata_errors="replace")
    except (av.FFmpegError, ValueError, UnicodeError) as error:
        raise Unreadable(_why(error)) from error
    with container:
        if picture_stream(container) is None:
            raise Unreadable("media.no_picture")
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
    heard = {sound.codec_context.name for sound in container.streams.audio[:1]}
    seen = stream.codec_context
    return (
        seen.name in PLAYED_PICTURE[family]
        and seen.pix_fmt in PLAYED_PIXELS
        and heard <= PLAYED_SOUND[family]
    )


class Poster:
    """One frame as an upright picture no larger than asked for, and how the video looks when shown."""

    def __init__(self, picture: Image.Image, frame: av.VideoFrame) -> None:
        self.picture = picture
        self.transfer = int(frame.color_trc)
        self.turned = frame.rotation % 180 != 0


def poster(container: InputContainer, edge: int, limits: Limits) -> Poster | None:
    """An early frame that shows something; the least empty one if all are dark; None if none decodes."""
    best: av.VideoFrame | None = None
    best_drawing = -1.0
    for frame in _candidates(container, limits):
        drawing = _drawing(frame)
        if drawing > best_drawing:
            best, best_drawing = frame, drawing
        if drawing > ENOUGH_DRAWING:
            break
    return Poster(_upright(best, container, edge), best) if best else None


ENOUGH_DRAWING = 10.0
"""Standard deviation of luma in a small copy: black, white and fades stay below."""


def _candidates(container: InputContainer, limits: Limits) -> Iterator[av.VideoFrame]:
    """Frames from the beginning, every tenth after the first, then single ones from later."""
    stream = picture_stream(container)
    assert stream is not None
    stream.codec_context.thread_count = 1
    for number, frame in enumerate(_decoded(container, stream)):
        if number % 10 == 0:
            yield frame
        if number >= limits.frames:
            break
    for part in LATER_TRIES:
        yield from _frame_at(container, stream, part)


def _frame_at(container: InputContainer, stream: VideoStream, part: float) -> Iterator[av.VideoFrame]:
    try:
        container.seek(int((container.duration or 0) * part))
    except (av.FFmpegError, OverflowError):
        return
    frame = next(_decoded(container, stream), None)
    if frame is not None:
        yield frame


def _decoded(container: InputContainer, stream: VideoStream) -> Iterator[av.VideoFrame]:
    """Frames until the end or until the rest is damaged."""
    try:
        yield from container.decode(stream)
    except (av.FFmpegError, ValueError):
        return


def _drawing(frame: av.VideoFrame) -> float:
    grey = frame.to_image(width=32, height=32).convert("L")
    return float(ImageStat.Stat(grey).stddev[0])


def _upright(frame: av.VideoFrame, container: InputContainer, edge: int) -> Image.Image:
    width, height = fit(shown_size(container, frame.width, frame.height), edge)
    picture = frame.to_image(width=width, height=height, interpolation="AREA")
    turn = QUARTER_TURNS.get(frame.rotation % 360)
    return picture.transpose(turn) if turn is not None else picture


def shown_size(container: InputContainer, width: int, height: int) -> tuple[int, int]:
    """Pixels of tape formats are not square: the width a viewer sees. Raises Unreadable for an absurd size."""
    if not width or not height or width * height > IMPOSSIBLE_PIXELS:
        raise Unreadable("media.broken")
    stream = picture_stream(container)
    shape = stream.sample_aspect_ratio if stream else None
    usable = shape is not None and 0.2 < float(shape) < 5
    return (round(width * shape) if usable and shape else width), height
