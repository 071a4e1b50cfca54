"""What reactions are."""

from typing import Literal

import msgspec

Kind = Literal["heart", "laugh", "wow", "tear", "clap", "thanks"]


class Reaction(msgspec.Struct, frozen=True):
    """What somebody says to a story."""

    kind: Kind = "heart"


class Reactions(msgspec.Struct, frozen=True):
    """What was said to a story: how many people said which, how many hearts came from frames, and what the asker
    said themselves."""

    story: int
    people: dict[Kind, int]
    from_frames: int
    mine: Kind | None
