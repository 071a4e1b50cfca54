"""A picture that is looked at for some seconds: it comes a little nearer, or the eye steps back from it. Runs inside the
darkroom's worker.

Each frame is cut out of the picture at fractions of a pixel: whole ones would tremble in so slow a movement.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image

from backupd.media.reels import Canvas, Frame, converted
from backupd.media.windows import NEARER, window

HEADS = 0.38
"""Which part of what is cut off above and below is cut off above: heads are rather there."""
ASIDE = 0.5
"""How far the eye wanders, in parts of the room it has when it is near."""

Box = tuple[float, float, float, float]


class View(NamedTuple):
    """What is seen of a picture: how near, and where in the room that is left to the right and below."""

    nearer: float
    across: float
    down: float


class Still:
    """A picture on a canvas for so many frames. number: its place in the film, by which it moves unlike its neighbours."""

    def __init__(self, path: Path, canvas: Canvas, frames: int, number: int) -> None:
        with Image.open(path, formats=["JPEG"]) as opened:
            picture = _in_fours(opened if opened.mode == "RGB" else opened.convert("RGB"))
        self._window = window(canvas.size, picture.size)
        self._canvas, self._last = canvas, max(1, frames - 1)
        self._around = canvas.surround(picture)
        self._size = picture.size
        planes = Canvas(*picture.size).planes(converted(picture))
        self._planes = [Image.fromarray(plane) for plane in planes]
        begin, end = views(number)
        self._boxes = self._seen(begin), self._seen(end)
        self._beside = ThreadPoolExecutor(1)

    def frame(self, number: int) -> Frame:
        """Colour is drawn beside light, by a thread of its own: both take about as long."""
        drawn, box = self._around.copy(), self._box(number / self._last)
        light, *colour = zip(self._canvas.planes(drawn), self._planes, (1, 2, 2), strict=True)
        coloured = [self._beside.submit(self._draw, box, *each) for each in colour]
        self._draw(box, *light)
        for drawing in coloured:
            drawing.result()
        return drawn

    def _draw(self, box: Box, plane: Any, source: Image.Image, part: int) -> None:
        """Into the window of one plane. part: how many pixels of the canvas one of the plane's stands for."""
        left, top, wide, high = (side // part for side in self._window)
        seen = source.resize(
            (wide, high),
            Image.Resampling.BILINEAR,
            box=tuple(each / part for each in box),  # type: ignore[arg-type]
        )
        plane[top : top + high, left : left + wide] = np.asarray(seen)

    def close(self) -> None:
        self._beside.shutdown()
        self._planes = []

    def _seen(self, view: View) -> Box:
        width, height = self._size
        shape = self._window[2] / self._window[3]
        wide, high = min(width, height * shape) / view.nearer, min(height, width / shape) / view.nearer
        left, top = (width - wide) * view.across, (height - high) * view.down
        return left, top, left + wide, top + high

    def _box(self, part: float) -> Box:
        """What is seen after `part` of the time, in pixels of the picture."""
        begin, end = self._boxes
        left, top, right, bottom = (one + (other - one) * part for one, other in zip(begin, end, strict=True))
        return left, top, right, bottom


def _in_fours(picture: Image.Image) -> Image.Image:
    """Without the last rows and columns that no canvas has."""
    whole = max(4, picture.width & ~3), max(4, picture.height & ~3)
    if whole == picture.size:
        picture.load()
        return picture
    return picture.crop((0, 0, *whole))


def views(number: int) -> tuple[View, View]:
    """From where to where the eye goes: nearer and back in turns, now to one side and now to the other."""
    aside = 0.5 + ASIDE / 2 * (1 if number // 2 % 2 else -1)
    far, near = View(1.0, 0.5, HEADS), View(NEARER, aside, HEADS)
    return (near, far) if number % 2 else (far, near)
