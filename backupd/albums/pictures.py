"""What a picture in an album is, for pages: its shape, its placeholder, and whether it moves."""

from typing import Literal

import msgspec

LARGEST_ANIMATION = 10_000_000
"""Bytes; a larger one stands still on the page and can be saved."""


class Picture(msgspec.Struct, frozen=True):
    """A media as pages need it: pixels after orientation, seconds; `tiny` is a WebP of a few hundred bytes.

    rendered: there are a grid picture and a preview. film: None when browsers play the original themselves.
    edition: which of the family's edits is shown; None for the picture as it came.
    motion: the film inside a photo: needed, made, set_aside or cut. scan: made of paper, its date is not to be believed.
    """

    id: int
    kind: str | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    rendered: bool = False
    film: str | None = None
    state: str = "ready"
    reason: str | None = None
    tiny: bytes | None = None
    size: int = 0
    motion: str | None = None
    animated: bool = False
    panorama: Literal["flat", "sphere"] | None = None
    scan: bool = False
    edition: int | None = None

    def at(self, size: str) -> str:
        """The address of `grid`, `preview` or `film` that a browser may keep: another one after every edit."""
        return f"/media/{self.id}/{size}?v={self.edition or 0}"

    @property
    def moving(self) -> str | None:
        """The address at which an animation plays; a huge one only stands still."""
        return f"/media/{self.id}/original" if self.animated and self.size <= LARGEST_ANIMATION else None


class Motion(msgspec.Struct, frozen=True):
    """What a photo plays when it is touched: address of the clip once it is `made`, and of its own file if it has one."""

    state: Literal["needed", "made", "set_aside", "cut"]
    address: str
    original: str | None = None
