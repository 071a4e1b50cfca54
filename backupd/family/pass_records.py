"""What passes and guests are: links for exactly one album, and the browsers that came in by them."""

from datetime import datetime
from typing import Literal

import msgspec

PassKind = Literal["look", "add"]


class PassWish(msgspec.Struct, frozen=True):
    """What a person asks for: to look or to add, for how many days, with a password or "", with places or not."""

    kind: PassKind = "look"
    days: Literal[1, 7, 30] = 7
    password: str = ""
    with_places: str | bool = ""


class Pass(msgspec.Struct, frozen=True):
    """A pass in force. locked: it asks for a password. looks: visits by browsers; files: what guests added by it;
    bytes: of how much."""

    id: int
    family: int
    album: int
    kind: PassKind
    locked: bool
    with_places: bool
    made_by: int
    made_by_name: str
    made: str
    expires: str
    looks: int
    last_used: str | None
    files: int
    bytes: int

    @property
    def expiring(self) -> datetime:
        """The instant after which it no longer opens."""
        return datetime.fromisoformat(self.expires)


class NewPass(msgspec.Struct, frozen=True):
    """A pass just made, and the token of its link, which is kept nowhere and never shown again."""

    link: Pass
    token: str


class Admitted(msgspec.Struct, frozen=True):
    """A browser that was let in by a pass. token goes into its cookie, which lives for `seconds`."""

    number: int
    token: str
    seconds: int
