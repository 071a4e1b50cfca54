"""What reactions are."""

from typing import Literal, get_args

import msgspec

Kind = Literal["heart", "laugh", "wow", "tear", "clap", "thanks"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Reaction(msgspec.Struct, frozen=True):
    """What somebody says to a story."""

    kind: Kind = "heart"


class Person(msgspec.Struct, frozen=True):
    """Somebody of the family as the asker calls them. face is a media id."""

    id: int
    name: str
    colour: int
    face: int | None

    @property
    def picture(self) -> str | None:
        """The address of their face."""
        return f"/people/{self.id}/face" if self.face else None


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
