"""What forms and JSON bodies of albums hold, beside AlbumForm."""

from typing import Literal

import msgspec


class Telling(msgspec.Struct, frozen=True):
    """The words of a story, and when it was, as people write it; None leaves either as it is. was, was_taken: what
    stood there when somebody began to write; None overwrites whatever stands there now."""

    description: str | None = None
    was: str | None = None
    taken: str | None = None
    was_taken: str | None = None


class Selection(msgspec.Struct, frozen=True):
    """Stories that were ticked, what to do with them, and the album they are to go to."""

    act: Literal["move", "copy", "trash"]
    story: list[int] | int = []
    album: str | int = ""

    @property
    def stories(self) -> list[int]:
        """A form with one tick sends one number, not a list."""
        return [self.story] if isinstance(self.story, int) else self.story


class Move(msgspec.Struct, frozen=True):
    """Where a story goes, and whether it stays here too."""

    album: str | int = ""
    act: Literal["move", "copy"] = "move"


class Ordering(msgspec.Struct, frozen=True):
    ordered: Literal["taken", "hand"]


class Cover(msgspec.Struct, frozen=True):
    """story None, or an empty field: chosen for you."""

    story: int | None = None


class Step(msgspec.Struct, frozen=True):
    step: Literal["first", "earlier", "later", "last"]


class ClipChoice(msgspec.Struct, frozen=True):
    """One of the media of a story."""

    media: int = 0


class ClipStep(msgspec.Struct, frozen=True):
    """Where one of the media of a story goes among the others; `first` makes it the face."""

    step: Literal["first", "earlier", "later", "last"]
    media: int = 0


class CategoryStep(msgspec.Struct, frozen=True):
    step: Literal["earlier", "later"]


class CategoryName(msgspec.Struct, frozen=True):
    name: str
