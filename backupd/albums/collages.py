"""A few pictures of an album as one card: which, where each stands, and what a crop of it keeps."""

from collections.abc import Mapping, Sequence

import msgspec

from backupd import media
from backupd.media import Box, Focus


class Shot(msgspec.Struct, frozen=True):
    """A picture of a collage. edition: which of the family's edits is shown."""

    media: int
    story: int
    album: int
    kind: str | None
    width: int
    height: int
    tiny: bytes | None = None
    edition: int | None = None

    def at(self, size: str) -> str:
        return f"/media/{self.media}/{size}?v={self.edition or 0}"


class Tile(msgspec.Struct, frozen=True):
    """A picture in its place, in hundredths of the collage; across, down: where its crop lies, in hundredths."""

    shot: Shot
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float


class Collage(msgspec.Struct, frozen=True):
    """shape: width by height."""

    shape: float
    tiles: list[Tile]


def laid_out(shots: Sequence[Shot], faces: Mapping[int, Box]) -> Collage:
    """Pictures in their places. faces: by media the box around its faces, as far as somebody knows them."""
    layout = media.lay_out([shot.width / shot.height for shot in shots])
    return Collage(
        round(layout.shape, 4),
        [
            Tile(shot, *(round(100 * part, 2) for part in (*box, *_focus(shot, box, layout.shape, faces))))
            for shot, box in zip(shots, layout.boxes, strict=False)
        ],
    )


def _focus(shot: Shot, box: Box, shape: float, faces: Mapping[int, Box]) -> Focus:
    if shot.media not in faces:
        return Focus()
    return media.keeping(faces[shot.media], shot.width / shot.height, shape * box.width / box.height)
