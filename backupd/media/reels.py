"""What a film of highlights is made of: pieces in frames, each drawn on one canvas. Runs inside the darkroom's worker.

A frame is one array of 8-bit planes, BT.709 in video range, as x264 takes it (I420): nothing on the way is rounded twice.
"""

from typing import Any, Protocol

import av
import numpy as np
from PIL import Image, ImageFilter

RATE = 30
"""Frames a second."""

DARKER = 0.45
BLACK, GREY = 16, 128
ROWS = 32
"""As many rows of a frame at once as the processor keeps near."""

Frame = Any
"""A numpy array of bytes, one and a half canvases high."""


class Canvas:
    """width and height are multiples of four."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    def black(self) -> Frame:
        frame = np.full((self.height * 3 // 2, self.width), GREY, np.uint8)
        frame[: self.height] = BLACK
        return frame

    def planes(self, frame: Frame) -> tuple[Any, Any, Any]:
        """Luma and the two chroma planes of a frame, to write into."""
        half, quarter = (self.height // 2, self.width // 2), self.height // 4
        below = self.height + quarter
        return frame[: self.height], frame[self.height : below].reshape(half), frame[below:].reshape(half)

    def blurred(self, picture: Image.Image, darker: float) -> Image.Image:
        """The picture beyond recognition and dark, all over the canvas."""
        small = (max(8, self.width // 24), max(8, self.height // 24))
        scale = max(small[0] / picture.width, small[1] / picture.height)
        wide, high = min(picture.width, small[0] / scale), min(picture.height, small[1] / scale)
        left, top = (picture.width - wide) / 2, (picture.height - high) / 2
        box = left, top, left + wide, top + high
        soft = picture.resize(small, Image.Resampling.BOX, box=box, reducing_gap=2).filter(
            ImageFilter.GaussianBlur(3)
        )
        return soft.point(lambda value: round(value * darker)).resize(self.size, Image.Resampling.BICUBIC)

    def surround(self, picture: Image.Image) -> Frame:
        """What stands around a picture of another shape: itself, out of focus."""
        return converted(self.blurred(picture, DARKER))


class Piece(Protocol):
    """Something that is shown for a while. Frames are asked for one after the other."""

    def frame(self, number: int) -> Frame: ...

    def close(self) -> None: ...


def converted(picture: Image.Image) -> Frame:
    """An RGB picture with even sides as a frame."""
    pixels = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
    return pixels.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG").to_ndarray()


def blended(one: Frame, other: Frame, part: float) -> Frame:
    """`part` of the other over the one, 0 to 1."""
    share, mixed = round(part * 256), np.empty_like(one)
    for top in range(0, len(one), ROWS):
        rows = slice(top, top + ROWS)
        sum_ = np.multiply(one[rows], 256 - share, dtype=np.uint16)
        sum_ += np.multiply(other[rows], share, dtype=np.uint16)
        sum_ >>= 8
        mixed[rows] = sum_
    return mixed
