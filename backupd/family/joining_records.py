"""What joining goes through: a ticket for a right code, and what its holder is asked on the doorstep."""

import msgspec

from backupd.family.records import Role


class Ticket(msgspec.Struct, frozen=True):
    """What a right code was exchanged for: who may come in, and where. person None: somebody new, as `role`, or a
    frame that made_by lets in."""

    code: int
    family: int
    family_name: str
    person: int | None
    person_name: str | None
    role: Role
    boot: str
    born: float
    frame: bool = False
    made_by: int | None = None


class Welcome(msgspec.Struct, frozen=True):
    """empty: no family yet. at_the_box: the first one may be founded from here without the printed token."""

    empty: bool
    at_the_box: bool = False


class Doorstep(msgspec.Struct, frozen=True):
    """What is asked of whoever typed a right code. person_name: it is a code for another device of that person, who
    is asked whether it is them. myself: this browser belongs to somebody who may join this family too. frame: it
    becomes a frame of the family, and is then no longer a device of `holder`."""

    family_name: str
    person_name: str | None
    role: Role
    myself: str | None
    frame: bool = False
    holder: str | None = None
