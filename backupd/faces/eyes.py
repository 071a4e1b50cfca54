"""Sees faces: finds them, turns each upright, and says in 128 numbers who it looks like. One thread, like all eyes.

Faces of one person lie close together, as lengths between vectors (dlib-models, README: within 0.6; a family wants it
stricter, see backupd.faces.grouping).
"""

import io
import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from backupd.faces.finder import Finder, Found
from backupd.faces.network import EDGE, LENGTH, converted
from backupd.faces.orders import MODEL, SeenFace

UPRIGHT = np.array([[47.5, 46.6], [100.5, 46.6], [74.0, 80.0], [50.4, 103.0], [97.6, 103.0]], np.float32)
"""Where eyes, nose and mouth stand on a chip of dlib's: its mean face, a quarter of the width around it."""
SMALLEST = 40
"""Pixels between the edges of a face below which nobody would know who it is."""
GOOD, GOOD_SIZE = 0.62, 72
TURNED = 0.34
"""How far the nose may stand beside the middle of the eyes, in widths between them, for a face to be seen from the front."""
MOST = 60
CROP = 176
NO_NUMBERS = np.full(LENGTH, np.nan, "<f2").tobytes()
AROUND = 0.35
"""Of the face's size, how much is shown around it."""


class FaceEyes:
    """folder: where the network is kept that is made of the weights at first use."""

    def __init__(self, folder: Path, weights: Path) -> None:
        from backupd.meaning import running

        self._finder = Finder(weights / "centerface.onnx")
        self._session = running.session(_network(folder, weights))

    def see(self, picture: Path) -> list[SeenFace]:
        """Raises OSError for what is no picture."""
        image = _opened(picture)
        large = [each for each in self._finder.find(image) if _wide(each) >= SMALLEST][:MOST]
        vectors = self._vectors([_chip(image, each) for each in large])
        return [_seen(image, each, vector) for each, vector in zip(large, vectors, strict=True)]

    def _vectors(self, chips: list[np.ndarray]) -> list[np.ndarray]:
        """Of each the mean of itself and its mirror."""
        both = (np.stack([chip, chip[:, :, ::-1]]) for chip in chips)
        return [self._session.run(None, {"image": pair})[0].mean(0) for pair in both]


def crop_of(picture: Path, box: list[float]) -> bytes:
    """The small picture of a face whose place is known. Raises OSError for what is no picture."""
    image = _opened(picture)
    left, top, width, height = box
    edges = np.array([left, top, left + width, top + height]) * [*image.size, *image.size]
    return _crop(image, edges)


def _opened(picture: Path) -> Image.Image:
    with Image.open(picture) as opened:
        return ImageOps.exif_transpose(opened).convert("RGB")


def _wide(face: Found) -> float:
    return float((face.box[2:] - face.box[:2]).min())


def _chip(image: Image.Image, face: Found) -> np.ndarray:
    """The face upright on 150 pixels, channels first."""
    shrink = max(
        1.0, _wide(face) / (2 * EDGE)
    )  # a chip reads single pixels: of a large face they would be too few
    if shrink > 1.5:
        corner = np.floor(face.box[:2] - (face.box[2:] - face.box[:2]))
        end = np.ceil(face.box[2:] + (face.box[2:] - face.box[:2]))
        part = image.crop((*corner.astype(int).tolist(), *end.astype(int).tolist()))
        small = part.resize(
            (max(1, round(part.width / shrink)), max(1, round(part.height / shrink))), Image.Resampling.BOX
        )
        points = (face.points - corner) / shrink
    else:
        small, points = image, face.points
    turned = small.transform((EDGE, EDGE), Image.Transform.AFFINE, _back(points), Image.Resampling.BILINEAR)
    return np.asarray(turned, np.float32).transpose(2, 0, 1)


def _back(points: np.ndarray) -> tuple[float, ...]:
    """From the chip to the picture: the turn, size and shift that fit the five points best, as Pillow wants it."""
    to, by = points - points.mean(0), UPRIGHT - UPRIGHT.mean(0)
    size = float((by**2).sum())
    a = float((by * to).sum()) / size
    b = float((by[:, 0] * to[:, 1] - by[:, 1] * to[:, 0]).sum()) / size
    turn = np.array([[a, -b], [b, a]])
    shift = points.mean(0) - turn @ UPRIGHT.mean(0)
    return a, -b, float(shift[0]), b, a, float(shift[1])


def _seen(image: Image.Image, face: Found, vector: np.ndarray) -> SeenFace:
    size = np.array([*image.size, *image.size])
    left, top, right, bottom = (np.clip(face.box / size, 0, 1)).tolist()
    good = face.sure >= GOOD and _wide(face) >= GOOD_SIZE and _from_the_front(face)
    return SeenFace(
        [round(each, 5) for each in (left, top, right - left, bottom - top)], round(face.sure, 3), good,
        vector.astype("<f2").tobytes(), _crop(image, face.box),
    )  # fmt: skip


def _from_the_front(face: Found) -> bool:
    one, other, nose = face.points[:3]
    between = float(np.linalg.norm(other - one))
    return between > 0 and abs(float((nose - (one + other) / 2) @ (other - one))) / between**2 < TURNED


def _crop(image: Image.Image, box: np.ndarray) -> bytes:
    """A square JPEG around the face."""
    middle = (box[:2] + box[2:]) / 2
    half = float((box[2:] - box[:2]).max()) * (0.5 + AROUND)
    edges = np.round(np.concatenate([middle - half, middle + half])).astype(int).tolist()
    file = io.BytesIO()
    image.crop(tuple(edges)).resize((CROP, CROP), Image.Resampling.LANCZOS).save(file, "JPEG", quality=82)
    return file.getvalue()


def _network(folder: Path, weights: Path) -> Path:
    """The ONNX file, made when it is not there yet: whole or not at all."""
    target = folder / f"{MODEL}.onnx"
    if not target.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(f".{os.getpid()}.part")
        beside.write_bytes(
            converted(weights / "face_recognition_model.bin", weights / "face_recognition_model.json")
        )
        beside.replace(target)
    return target


def unpacked(rows: list[bytes]) -> np.ndarray:
    """Vectors as they are kept; a damaged one is no number and so near to nothing, not even to another such."""
    whole = b"".join(row if len(row) == 2 * LENGTH else NO_NUMBERS for row in rows)
    return np.frombuffer(whole, "<f2").reshape(-1, LENGTH).astype(np.float32)
