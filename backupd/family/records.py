"""What people, families, devices and codes are."""

from typing import Literal

import msgspec

Role = Literal["owner", "member", "reader"]


class Viewer(msgspec.Struct, frozen=True):
    """Who is asking: a person on a device, in the family in force there. Every read binds `id` and `family`.

    text_size, contrast, motion and easy are how this person wants every page to look, on any device.
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
    role: Role
    last_visit: str

    @property
    def owner(self) -> bool:
        return self.role == "owner"

    @property
    def contributes(self) -> bool:
        """Readers look and react; owners and members add, edit and invite."""
        return self.role != "reader"


class Family(msgspec.Struct, frozen=True):
    id: int
    name: str
    time_zone: str
    created: str


class Member(msgspec.Struct, frozen=True):
    """A person as their family sees them. last_visit is the newest of their devices', None before the first."""

    id: int
    name: str
    colour: int
    face: int | None
    role: Role
    since: str
    last_visit: str | None = None


class Device(msgspec.Struct, frozen=True):
    id: int
    name: str
    created: str
    last_visit: str
    revoked: str | None


class FamilyCode(msgspec.Struct, frozen=True):
    """Six digits that let people in until `seconds_left` is 0. person None: new people as `role`."""

    id: int
    code: str
    family: int
    person: int | None
    role: Role
    made_by: int | None
    boot: str
    born: float


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
