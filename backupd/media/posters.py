"""One frame that stands for a whole video: early, upright, and not black."""

from collections.abc import Iterator

import av
from av.container import InputContainer
from av.video.stream import VideoStream
from PIL import Image, ImageStat
from PIL.Image import Transpose

from backupd.media.images import fit
from backupd.media.records import Limits
from backupd.media.videos import picture_stream, shown_size

QUARTER_TURNS = {90: Transpose.ROTATE_90, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_270}

BT709, UNSPECIFIED, HIGH_DEFINITION = 1, 2, 720

LATER_TRIES = (0.1, 0.3, 0.5)
"""Where to look for a poster, as parts of the length, when the beginning is dark."""

ENOUGH_DRAWING = 10.0
"""Standard deviation of luma in a small copy: black, white and fades stay below."""


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
    picture = frame.to_image(width=width, height=height, interpolation="AREA", src_colorspace=colours(frame))
    turn = QUARTER_TURNS.get(frame.rotation % 360)
    return picture.transpose(turn) if turn is not None else picture


def colours(frame: av.VideoFrame) -> int:
    """The colour matrix (H.273) of a frame; high definition that does not tell is BT.709 by custom."""
    unspecified = frame.colorspace == UNSPECIFIED
    return BT709 if unspecified and frame.height >= HIGH_DEFINITION else frame.colorspace
