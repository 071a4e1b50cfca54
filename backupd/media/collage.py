"""How up to six pictures share one rectangle so that almost nothing of them is lost. Pure.

Every way to cut a rectangle by straight lines, across or down, again and again, is tried with the pictures in their order;
each way has a shape of its own in which no picture is cropped. The one that comes nearest to the wanted shape wins, if
its parts are of about the same size and none is a sliver.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

MOST = 6
WIDEST, TALLEST = 1.5, 0.85
"""A collage takes the shape that suits its pictures, between these: width by height."""

NARROWEST = 0.18
"""No part is narrower or lower than this part of the whole."""

CROPPED, UNEVEN, SLIVER = 3.0, 1.0, 4.0
"""How much is disliked: what is cropped away, parts of different size, slivers."""

MIDDLE, UPPER = 0.5, 0.35
"""What is kept of a picture that is cropped: its middle from side to side, and rather its upper part, where faces are."""


class Box(NamedTuple):
    """A part of the whole, in parts of its width and height from the upper left."""

    left: float
    top: float
    width: float
    height: float


class Focus(NamedTuple):
    """Where a crop lies, from one side (0) to the other (1): object-position of CSS, centering of Pillow's ImageOps.fit."""

    across: float = MIDDLE
    down: float = UPPER


def keeping(faces: Box, picture: float, frame: float) -> Focus:
    """The crop of a picture that keeps all faces in it, or the middle of them where they are too far apart. faces: the box
    around them in parts of the picture; picture, frame: width by height of the picture and of what it is cropped to."""
    return Focus(
        _kept(faces.left, faces.width, min(1.0, frame / picture), MIDDLE),
        _kept(faces.top, faces.height, min(1.0, picture / frame), UPPER),
    )


def _kept(start: float, length: float, seen: float, unless: float) -> float:
    """Where a part of `seen` lies on one axis so that what is from `start` on is in its middle."""
    hidden = 1 - seen
    if hidden < 1e-6:
        return unless
    return min(max((start + length / 2 - seen / 2) / hidden, 0.0), 1.0)


class Layout(NamedTuple):
    """`shape`: width by height of the whole. boxes: one for each picture, in their order."""

    shape: float
    boxes: tuple[Box, ...]


class _Cut(NamedTuple):
    """One picture (across None), or two parts side by side (across) or one above the other."""

    shape: float
    across: bool | None = None
    first: "_Cut | None" = None
    second: "_Cut | None" = None


def lay_out(shapes: Sequence[float], tallest: float = TALLEST, widest: float = WIDEST) -> Layout:
    """Boxes for one to six pictures of these shapes (width by height), in reading order."""
    return _best(tuple(round(max(shape, 0.1), 2) for shape in shapes[:MOST]), tallest, widest)


@lru_cache(maxsize=512)
def _best(shapes: tuple[float, ...], tallest: float, widest: float) -> Layout:
    if not shapes:
        return Layout(1.0, ())
    ways = (_laid(cut, tallest, widest) for cut in _cuts(shapes))
    return min(ways, key=lambda way: _cost(way[0], way[1]))[0]


@lru_cache(maxsize=64)
def _cuts(shapes: tuple[float, ...]) -> tuple[_Cut, ...]:
    if len(shapes) == 1:
        return (_Cut(shapes[0]),)
    return tuple(
        _Cut(shape, across, first, second)
        for at in range(1, len(shapes))
        for first in _cuts(shapes[:at])
        for second in _cuts(shapes[at:])
        for across, shape in (
            (True, first.shape + second.shape),
            (False, 1 / (1 / first.shape + 1 / second.shape)),
        )
    )


def _laid(cut: _Cut, tallest: float, widest: float) -> tuple[Layout, float]:
    """The cut in the nearest shape that is wanted, and by how much its pictures are cropped for it."""
    shape = min(max(cut.shape, tallest), widest)
    return Layout(shape, tuple(_boxes(cut, Box(0.0, 0.0, 1.0, 1.0)))), abs(log(cut.shape / shape))


def _boxes(cut: _Cut, box: Box) -> Iterator[Box]:
    if cut.first is None or cut.second is None:
        yield box
    elif cut.across:
        part = box.width * cut.first.shape / cut.shape
        yield from _boxes(cut.first, box._replace(width=part))
        yield from _boxes(cut.second, box._replace(left=box.left + part, width=box.width - part))
    else:
        part = box.height * cut.shape / cut.first.shape
        yield from _boxes(cut.first, box._replace(height=part))
        yield from _boxes(cut.second, box._replace(top=box.top + part, height=box.height - part))


def _cost(layout: Layout, cropped: float) -> float:
    sizes = [log(box.width * box.height * len(layout.boxes)) for box in layout.boxes]
    uneven = sum(size * size for size in sizes) / len(sizes)
    slivers = sum(min(box.width, box.height) < NARROWEST for box in layout.boxes)
    return CROPPED * cropped + UNEVEN * uneven + SLIVER * slivers
