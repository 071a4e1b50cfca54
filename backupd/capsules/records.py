"""What a capsule, a thing in it and a change of it are. The same object goes to page and JSON."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

from backupd.core.clock import moment
from backupd.family import Person

State = Literal["sealed", "opening", "open"]
LONGEST_TITLE, LONGEST_TEXT = 120, 2000


class Capsule(msgspec.Struct, frozen=True):
    """A capsule as one person sees it. opens: the instant; zone and wall: how it was said. inside: may put something in.
    mine: made it and may change its moment while `alone`. problem: why opening waits, a word key."""

    id: int
    title: str
    purpose: str
    opens: str
    zone: str
    wall: str
    show_who: bool
    made_by: int
    made: str
    state: State
    inside: bool
    mine: bool
    maker_here: bool
    problem: str | None = None
    opened: str | None = None
    album: int | None = None
    made_by_name: str = ""

    @property
    def local(self) -> datetime:
        """The moment as the clocks show it in the zone in which it was said."""
        return moment(self.opens).astimezone(ZoneInfo(self.zone))


class Thing(msgspec.Struct, frozen=True):
    """Something I put in. reason: why it was refused, or cannot be opened; withdrawn: taken out, can be put back."""

    id: int
    capsule: int
    name: str
    size: int
    line: str
    added: str
    may_withdraw: bool
    reason: str | None = None
    withdrawn: str | None = None


class Change(msgspec.Struct, frozen=True):
    """A line of a capsule's history; before and after: where the moment was
    changed, as the clocks of the family show it."""

    id: int
    at: str
    kind: Literal["made", "moment", "trashed", "restored", "opened"]
    person_name: str | None
    before: str | None
    after: str | None


class Looked(msgspec.Struct, frozen=True):
    """Who has looked into it, in the order they came."""

    person: int
    name: str
    colour: int
    face: int | None
    at: str

    @property
    def picture(self) -> str | None:
        return f"/people/{self.person}/face" if self.face else None


class Left(msgspec.Struct, frozen=True):
    """Until it opens, rounded up to the minute; seconds: all of it, rounded up, for what counts on by itself."""

    days: int
    hours: int
    minutes: int
    seconds: int


class Waiting(msgspec.Struct, frozen=True):
    """A capsule that counts down. left: None while the clock is not to be trusted, and once it is being opened."""

    capsule: Capsule
    left: Left | None


class Progress(msgspec.Struct, frozen=True):
    """How far opening is: bytes taken out, things that stand in the album already."""

    bytes: int
    of_bytes: int
    placed: int
    things: int


class Seen(msgspec.Struct, frozen=True):
    """The page of a capsule. takers None: nobody is to know. hidden: for its maker alone, who must not know of it.
    damaged: names of files that could not be opened, once it is open."""

    capsule: Capsule
    left: Left | None
    takers: list[Person] | None
    mine: int
    changes: list[Change]
    progress: Progress | None = None
    looks: list[Looked] = []
    looked: bool = False
    may_move: bool = False
    may_trash: bool = False
    hidden: list[Person] = []
    damaged: list[str] = []


class Shelf(msgspec.Struct, frozen=True):
    """Capsules that wait, the next one first; those that are open; those in the trash that the viewer may bring back."""

    waiting: list[Capsule]
    open: list[Capsule]
    trashed: list[Capsule]


class NewCapsule(msgspec.Struct, frozen=True):
    """day YYYY-MM-DD and time HH:MM in `zone` (an IANA name; empty: the family's). people: who puts something in beside
    its maker, None: everybody who adds to albums; hidden: who must not know of it."""

    title: str = ""
    purpose: str = ""
    day: str = ""
    time: str = "09:00"
    zone: str = ""
    people: list[int] | None = None
    hidden: list[int] = []
    show_who: bool = True


class NewMoment(msgspec.Struct, frozen=True):
    day: str = ""
    time: str = "09:00"
    zone: str = ""


class Made(msgspec.Struct, frozen=True):
    id: int


class Kept(msgspec.Struct, frozen=True):
    """A thing as the vault and the opening know it."""

    id: int
    capsule: int
    person: int
    name: str
    size: int
    sha256: bytes | None
    path: str | None
    line: str
    recipe: str | None
    together: int | None
    place: int | None
    added: str
    reason: str | None
    media: int | None
    story: int | None
