"""What is said between the daemon and the process that sees faces."""

import msgspec

from backupd.meaning import records as seeing

MODEL = "dlib-resnet-1"
"""What its vectors are kept under. Another number for whatever changes them."""


class SeenFace(msgspec.Struct, frozen=True):
    """A face on a picture. box: left, top, width and height as parts of the upright picture; good: large, sharp and from
    the front, so that it may stand for somebody; vector: float16; crop: a small JPEG of it."""

    box: list[float]
    sure: float
    good: bool
    vector: bytes
    crop: bytes


class Find(msgspec.Struct, frozen=True, tag=True):
    """Find the faces on these pictures."""

    pictures: list[bytes]


class Crop(msgspec.Struct, frozen=True, tag=True):
    """Cut this face out of this picture once more."""

    picture: bytes
    box: list[float]


class Compare(msgspec.Struct, frozen=True, tag=True):
    """Which faces of this family, as far as it sees them itself, are within `reach` of these."""

    family: int
    faces: list[int]
    reach: float


class FacesFound(msgspec.Struct, frozen=True, tag=True):
    """Of each picture its faces, None for one that cannot be opened."""

    found: list[list[SeenFace] | None]


class Cropped(msgspec.Struct, frozen=True, tag=True):
    jpeg: bytes


class Near(msgspec.Struct, frozen=True):
    """A face and how far it is from the one that was asked about."""

    face: int
    distance: float


class Compared(msgspec.Struct, frozen=True, tag=True):
    """Of each face those near it, the nearest first."""

    near: list[list[Near]]


Order = Find | Crop | Compare
read_order = msgspec.json.Decoder(Order)
read_answer = msgspec.json.Decoder(FacesFound | Cropped | Compared | seeing.Trouble)
encoder = msgspec.json.Encoder()
