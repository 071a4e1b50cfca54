"""What can be done with chosen stories: the forms, as pages and JSON send them, and what is told afterwards."""

from typing import Literal

import msgspec

Act = Literal["move", "copy", "trash", "dates", "places", "split", "cover"]


class Choice(msgspec.Struct, frozen=True):
    """Stories that were ticked; the top of a stack stands for all of it."""

    story: list[int] | int = []

    @property
    def stories(self) -> list[int]:
        """A form with one tick sends one number, not a list."""
        return [self.story] if isinstance(self.story, int) else self.story


class Selection(Choice, frozen=True):
    """What to do with the ticked stories, and the album they are to go to; without one a page asks for it."""

    act: Act = "move"
    album: str | int = ""


class Dating(Choice, frozen=True):
    """Another date: as written (events.read_moment; precision: how much of it is meant), unknown, shifted by a span
    of whole days, hours and minutes, as the album's, or as the file says. alone: asked from a story's own page, about
    it and nothing that lies beneath it."""

    way: Literal["written", "unknown", "shift", "album", "file"] = "written"
    taken: str = ""
    precision: Literal["", "day", "month", "year", "decade"] = ""
    direction: Literal["earlier", "later"] = "later"
    days: str | int = ""
    hours: str | int = ""
    minutes: str | int = ""
    alone: str = ""


class Locating(Choice, frozen=True):
    """Another place: words and coordinates as written (coordinates.read; an empty field leaves what stands there),
    as another story of the album (`like`), none, or as the file says. alone: as in Dating."""

    way: Literal["written", "like", "none", "file"] = "written"
    place: str | None = None
    coordinates: str | None = None
    like: str | int = ""
    alone: str = ""


class Splitting(Choice, frozen=True):
    """The title of the album that the ticked stories make from now on."""

    title: str = ""


class Merging(msgspec.Struct, frozen=True):
    """The album that takes everything of this one."""

    album: str | int = ""


class Arranging(Choice, frozen=True):
    """Stories that are to stand behind `after` or before `before`, another story of the album."""

    after: int | None = None
    before: int | None = None


class Told(msgspec.Struct, frozen=True):
    """What became of a selection: a word key and how many; how many were left as they are, and the key that says why."""

    word: str
    count: int
    left: int = 0
    album: int | None = None
    reason: str = "albums.left_there_already"
