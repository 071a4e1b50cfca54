"""A part of a video inside a film of highlights: upright, in its own shape, at the film's pace. Runs inside the darkroom's
worker.

Whatever pace it was taken at, each frame of the film shows what was seen at that moment; one that ends early stands still.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
import numpy as np
from PIL import Image

from backupd.media import kinds
from backupd.media.errors import Unreadable
from backupd.media.posters import BT709
from backupd.media.reels import RATE, Canvas, Frame
from backupd.media.spans import seconds, start_of
from backupd.media.transcoding import decoded, filters, first_frame, graph, pulled
from backupd.media.videos import open_video, picture_stream, shown_size
from backupd.media.windows import window

THREADS = 1
"""Decoders hold a frame for each thread, and those of a camera are large."""

SMALL = 160

SOONER = Fraction(1, 2 * RATE)


class Take:
    """From `begin` seconds on, frame after frame. Raises Unreadable where nothing can be seen."""

    def __init__(self, path: Path, canvas: Canvas, begin: float, scratch: Path) -> None:
        self._canvas, self._begin = canvas, seconds(begin)
        kind = kinds.judge(path, path.name)
        first = first_frame(path, kind)
        self._open = ExitStack()
        try:
            room = Path(self._open.enter_context(TemporaryDirectory(dir=scratch)))
            self._source = self._open.enter_context(open_video(path, kind))
            self._prepare(first, room)
            self._coming = self._shown()
            self._now, self._next = self._started(), next(self._coming, None)
            self._around = canvas.surround(_picture(self._now[1]))
            self._draw(self._now[1])
        except BaseException:
            self._open.close()
            raise

    def _prepare(self, first: av.VideoFrame, scratch: Path) -> None:
        stream = picture_stream(self._source)
        assert stream is not None
        stream.codec_context.thread_count = THREADS
        size = shown_size(self._source, first.width, first.height)
        lying = first.rotation % 180 != 0
        self._window = window(self._canvas.size, size[::-1] if lying else size)
        cover = _covering(size[::-1] if lying else size, self._window[2:])
        self._cover = Canvas(*cover)
        wanted = cover[::-1] if lying else cover
        self._graph = graph(stream, first, filters(first, wanted, scratch, first.rotation))
        self._stream, self._start = stream, start_of(self._source)
        if self._begin:
            self._source.seek(int((self._start + self._begin) * av.time_base), backward=True)

    def frame(self, number: int) -> Frame:
        """Asked for in rising order."""
        wanted, new = self._begin + Fraction(number, RATE) + SOONER, False
        while self._next is not None and self._next[0] <= wanted:
            self._now, self._next, new = self._next, next(self._coming, None), True
        if new:
            self._draw(self._now[1])
        return self._frame

    def close(self) -> None:
        self._open.close()

    def _started(self) -> tuple[Fraction, Frame]:
        found = next(self._coming, None)
        if found is None:
            raise Unreadable("media.broken")
        return found

    def _shown(self) -> Iterator[tuple[Fraction, Frame]]:
        """Upright frames with the moment each is seen at."""
        try:
            for packet in self._source.demux(self._stream):
                for each in decoded(packet):
                    self._graph.push(each)
                    yield from self._drawn()
            self._graph.push(None)
            yield from self._drawn()
        except (av.FFmpegError, ValueError):
            return  # the rest is damaged: what was seen last stands still

    def _drawn(self) -> Iterator[tuple[Fraction, Frame]]:
        for shown in pulled(self._graph):
            if shown.pts is not None and shown.time_base is not None:
                yield Fraction(shown.pts * shown.time_base) - self._start, shown.to_ndarray()

    def _draw(self, shown: Frame) -> None:
        """Into a new frame: the one before may still be on its way into the film."""
        self._frame = self._around.copy()
        left, top, wide, high = self._window
        across, down = (self._cover.width - wide) // 4 * 2, (self._cover.height - high) // 4 * 2
        sources: Any = self._cover.planes(np.ascontiguousarray(shown))
        for plane, source, part in zip(self._canvas.planes(self._frame), sources, (1, 2, 2), strict=True):
            plane[top // part : (top + high) // part, left // part : (left + wide) // part] = source[
                down // part : (down + high) // part, across // part : (across + wide) // part
            ]


def _picture(frame: Frame) -> Image.Image:
    """A frame small, as a picture."""
    found = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="yuv420p")
    return found.to_image(
        width=SMALL, height=max(2, SMALL * found.height // found.width), src_colorspace=BT709
    )


def _covering(size: tuple[int, int], window: tuple[int, int]) -> tuple[int, int]:
    """The size, in multiples of four, at which a picture covers its window."""
    scale = max(window[0] / size[0], window[1] / size[1])
    wide, high = (max(4, -(-round(side * scale) // 4) * 4) for side in size)
    return wide, high
