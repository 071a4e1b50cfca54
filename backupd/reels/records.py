"""What a reel is: a film of an album as it was when it was made, and how far the next one is."""

from datetime import datetime
from typing import Literal

import msgspec

from backupd.core.clock import moment
from backupd.family import Person

State = Literal["none", "asked", "making", "failed"]

MOST = 60
"""Pictures and clips in a film: somebody is to see the end of it. As many as a curation has at most."""


class Shot(msgspec.Struct, frozen=True):
    """A picture or clip of the album. Pixels and seconds are those of what the family made of it, if it did: `edition`."""

    media: int
    kind: str
    width: int
    height: int
    duration: float | None
    edition: int | None


class Material(msgspec.Struct, frozen=True):
    """What a film would show now. under: when it was, as its language says it."""

    title: str
    under: str
    shots: list[Shot]


class Film(msgspec.Struct, frozen=True):
    """A film that can be watched. size in bytes; current: it shows the album as it is; poster: the media it begins with."""

    seconds: float
    size: int
    width: int
    height: int
    made: str
    current: bool
    poster: int

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return moment(self.made)


class Receiver(Person, frozen=True):
    """Somebody of the family; hears: a message reaches them."""

    hears: bool


class Reel(msgspec.Struct, frozen=True):
    """An album's film. pictures, clips and lasts (seconds): what it would show now. done and total count frames; reason is a
    word key; music: the name of the file under it. hidden: there is one with something in it that was put away meanwhile.
    people: everybody else, for sending it."""

    album: int
    title: str
    pictures: int
    clips: int
    lasts: float
    may_make: bool
    state: State = "none"
    done: int = 0
    total: int = 0
    reason: str | None = None
    music: str | None = None
    film: Film | None = None
    hidden: bool = False
    people: list[Receiver] = []

    @property
    def busy(self) -> bool:
        return self.state in ("asked", "making")

    @property
    def too_many(self) -> bool:
        return self.pictures + self.clips > MOST


class Sent(msgspec.Struct, frozen=True):
    """How many people it was sent to."""

    people: int


class Asked(msgspec.Struct, frozen=True):
    """A reel as its row says. mark: what was asked for; film: the mark of the film that is there, None for none."""

    id: int
    family: int
    album: int
    language: str
    mark: str
    asked_by: int
    asked: str
    state: State
    done: int
    total: int
    reason: str | None
    music: int | None
    music_name: str | None
    film: str | None
    seconds: float
    size: int
    width: int
    height: int
    made: str | None
