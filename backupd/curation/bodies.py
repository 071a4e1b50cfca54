"""What is sent to change a curation."""

from typing import Literal

import msgspec

from backupd.curation.records import Step


class Chosen(msgspec.Struct, frozen=True):
    """One story of a curation."""

    story: int = 0


class Moved(Chosen, frozen=True):
    """A picture one place earlier or later."""

    step: Step = "earlier"


class Several(msgspec.Struct, frozen=True):
    """Some stories; a form with one tick sends no list."""

    story: list[int] | int = []

    @property
    def stories(self) -> list[int]:
        return [self.story] if isinstance(self.story, int) else self.story


class Ticked(Several, frozen=True):
    """Stories to put in; more: the sheet that is looked at next."""

    more: int | None = None


class VoteState(msgspec.Struct, frozen=True):
    """open: everybody may vote; closed: all see what came of it."""

    state: Literal["open", "closed"] = "open"


class Naming(msgspec.Struct, frozen=True):
    """The title of the album that is made; "" for the proposed one."""

    title: str = ""
