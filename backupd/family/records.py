"""What people, families, devices and codes are."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

Role = Literal["owner", "member", "reader"]
Standing = Role | Literal["guest", "frame"]
NewRole = Literal["member", "reader"]
Language = Literal["ko", "en"]
TextSize = Literal["normal", "large", "largest"]
Contrast = Literal["normal", "high"]
Motion = Literal["normal", "calm"]
FRAMES = -(1 << 40)
"""The frame that is device n looks as FRAMES - n, far from the numbers of people and of guests."""


class Viewer(msgspec.Struct, frozen=True):
    """Who is asking: a person on a device, in the family in force there. Every read binds `id` and `family`.
    A guest has a negative number, no device and no rights; `by_pass` is the pass that lets them see one album. A frame
    (a TV on the wall) is a device of nobody: it sees what the whole family may see, and gives an unnamed heart.

    text_size, contrast, motion and easy are how this person wants every page to look, on any device.
    last_visit: when this person's visit before the present one ended; what came since is new to them.
    noted: when this device's visit was last written down. families, company: how many families this person is in,
    how many people share this device. arrived: a device that came in as this person and was not yet looked at here.
    """

    id: int
    name: str
    colour: int
    face: int | None
    language: str
    text_size: str
    contrast: str
    motion: str
    easy: bool
    device: int
    family: int
    family_name: str
    time_zone: str
    role: Standing
    last_visit: str
    noted: str = ""
    families: int = 1
    company: int = 1
    arrived: int | None = None
    arrived_name: str | None = None
    by_pass: int | None = None

    @property
    def guest(self) -> bool:
        return self.role == "guest"

    @property
    def frame(self) -> bool:
        return self.role == "frame"

    @property
    def somebody(self) -> bool:
        """A person of the family, to whom its pages are open."""
        return not (self.guest or self.frame)

    @property
    def owner(self) -> bool:
        return self.role == "owner"

    def here(self, instant: datetime) -> datetime:
        """An instant as the clocks of the family in force show it."""
        return instant.astimezone(ZoneInfo(self.time_zone))

    @property
    def contributes(self) -> bool:
        """Readers look and react, guests and frames look; owners and members add, edit and invite."""
        return self.role in ("owner", "member")


class Family(msgspec.Struct, frozen=True):
    id: int
    name: str
    time_zone: str
    created: str


class Circle(msgspec.Struct, frozen=True):
    """A family that the viewer is in, and what they are there."""

    id: int
    name: str
    role: Role


class Member(msgspec.Struct, frozen=True):
    """A person as their family sees them. last_visit is None before the first visit; devices is how many they have.
    own_name: how they call themselves, where the asker calls them otherwise."""

    id: int
    name: str
    colour: int
    face: int | None
    role: Role
    since: str
    last_visit: str | None = None
    devices: int = 0
    own_name: str | None = None


class Person(msgspec.Struct, frozen=True):
    """Somebody as the asker calls them; what other features show of people. face is a media id."""

    id: int
    name: str
    colour: int
    face: int | None

    @property
    def picture(self) -> str | None:
        """The address of their face."""
        return f"/people/{self.id}/face" if self.face else None


class Called(msgspec.Struct, frozen=True):
    """What the asker calls a person, and what that person calls themselves."""

    person: int
    name: str
    own_name: str


class Device(msgspec.Struct, frozen=True):
    """A browser that was let in. people: who shares it."""

    id: int
    name: str
    created: str
    last_visit: str
    people: int = 1


class Frame(msgspec.Struct, frozen=True):
    """A TV or tablet that belongs to the family and to nobody in it. let_in_by made its code."""

    id: int
    name: str
    created: str
    last_visit: str
    let_in_by: int | None
    let_in_by_name: str | None


class FamilyCode(msgspec.Struct, frozen=True):
    """Six digits that let people in until `seconds_left` is 0. person None: new people as `role`, or one `frame`."""

    id: int
    code: str
    family: int
    person: int | None
    role: Role
    made_by: int | None
    boot: str
    born: float
    frame: bool = False


class Invitation(msgspec.Struct, frozen=True):
    """A family code as it is shown while it lives."""

    code: str
    seconds_left: int
    role: Role
    person: int | None
    person_name: str | None
    frame: bool = False


class LetIn(msgspec.Struct, frozen=True):
    """A browser that was just let in. token goes into its cookie and is kept nowhere else. person None: as a frame."""

    token: str
    device: int
    person: int | None
    family: int


class Entrant(msgspec.Struct, frozen=True):
    """Somebody at the door. asking: who this browser already belongs to; myself: that very person comes in."""

    name: str = ""
    language: str = "ko"
    device_name: str = ""
    asking: Viewer | None = None
    myself: bool = False

    @property
    def known(self) -> Viewer | None:
        """The person this browser already belongs to; a frame is nobody."""
        return self.asking if self.asking and self.asking.somebody else None


class SetupKey(msgspec.Struct, frozen=True):
    """What entitles to found the first family: the printed token, or sitting at the box itself."""

    token: str | None = None
    at_the_box: bool = False


class Household(msgspec.Struct, frozen=True):
    """The family as one of its people sees it. joining_closed: when wrong guesses last closed the door, today."""

    family: Family
    members: list[Member]
    families: list[Circle]
    joining_closed: str | None
    frames: list[Frame]


class Acquaintance(msgspec.Struct, frozen=True):
    """A person's page: their devices only for themselves and for owners."""

    member: Member
    devices: list[Device]


class Preferences(msgspec.Struct, frozen=True):
    """How a person wants every page to be."""

    name: str
    language: Language
    text_size: TextSize
    contrast: Contrast
    motion: Motion
    easy: bool = False


class Happening(msgspec.Struct, frozen=True):
    """One line of the ledger, ids only."""

    id: int
    family: int
    at: str
    kind: str
    person: int | None
    about_person: int | None
    device: int | None
    album: int | None
    story: int | None
    amount: int | None
