"""What a frame shows, and how."""

from typing import Literal

import msgspec

from backupd.albums import Story

Order = Literal["shuffled", "season"]
PACES = (5, 10, 15, 30, 60, 300)


class FrameWishes(msgspec.Struct, frozen=True):
    """How the family wants its frames: from which albums, categories and years, together (none of them: everything);
    shuffled, or what was taken at this time of other years; seconds a picture; from when to when it is dark,
    "22:00" of the family's clock, or "" for never."""

    albums: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    years: tuple[str, ...] = ()
    ordered: Order = "shuffled"
    seconds: int = 15
    videos: bool = True
    night_from: str = ""
    night_until: str = ""


class FrameShow(msgspec.Struct, frozen=True):
    """A few pictures for a frame; `next` continues them. hearted: those the asker gave a heart. now: the family's
    clock; night: it is to be dark now."""

    slides: list[Story]
    next: str
    hearted: list[int]
    wishes: FrameWishes
    now: str
    night: bool
