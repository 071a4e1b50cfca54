"""What reactions and comments are."""

from typing import Literal, get_args

import msgspec

from backupd.family import Person

Kind = Literal["heart", "laugh", "wow", "tear", "clap", "thanks"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Reaction(msgspec.Struct, frozen=True):
    """What somebody says to a story."""

    kind: Kind = "heart"


class Said(Person, frozen=True):
    """What one person said to a story."""

    kind: Kind = "heart"


class Reactions(msgspec.Struct, frozen=True):
    """What was said to a story: how many people said which, how many hearts came from frames, and what the asker
    said themselves. by: who said what, the latest first."""

    story: int
    people: dict[Kind, int]
    from_frames: int
    mine: Kind | None
    by: list[Said] = []

    def of(self, kind: Kind) -> list[Said]:
        """Who said this."""
        return [one for one in self.by if one.kind == kind]


class Mention(msgspec.Struct, frozen=True):
    """Where in a text somebody is mentioned: from `start`, `length` characters, the sign included."""

    start: int
    length: int
    person: int


class Piece(msgspec.Struct, frozen=True):
    """A part of a text; person: whom it mentions."""

    text: str
    person: int | None = None


class Photo(msgspec.Struct, frozen=True):
    """The picture of a comment. tiny: a few hundred bytes to show at once."""

    width: int
    height: int
    tiny: bytes | None = None


class Comment(msgspec.Struct, frozen=True):
    """What somebody said to a story. text: as they wrote it; pieces: as the asker reads it. voice: seconds. mine: the
    asker may change it; may_remove: or take it away. edited: when it was changed last."""

    id: int
    story: int
    by: Person
    at: str
    text: str
    pieces: list[Piece]
    edited: str | None = None
    photo: Photo | None = None
    voice: float | None = None
    mine: bool = False
    may_remove: bool = False


class Removed(msgspec.Struct, frozen=True):
    """A comment that was taken away, by its first words."""

    id: int
    text: str


class Talk(msgspec.Struct, frozen=True):
    """What is said under a story, oldest first; earlier: how many came before these. removed: what the asker took away
    lately and may bring back. people: whom one may mention."""

    story: int
    comments: list[Comment]
    earlier: int = 0
    removed: list[Removed] = []
    people: list[Person] = []
    may_write: bool = True


class Draft(msgspec.Struct, frozen=True):
    """A comment as it is sent; photo and voice are media ids."""

    text: str = ""
    photo: int | None = None
    voice: int | None = None
