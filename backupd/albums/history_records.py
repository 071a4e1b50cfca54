"""What is remembered of a change, and how the history of an album tells of it."""

from typing import Literal

import msgspec

from backupd.albums.records import Picture

Value = str | int | float | None
Row = dict[str, Value]


class Touched(msgspec.Struct, frozen=True):
    """One row that a change touched. `made`: there was none before. Only columns that differ are kept."""

    table: str
    row: int
    before: Row
    after: Row
    made: bool = False


class Change(msgspec.Struct, frozen=True):
    """One change as the gate shows it, in the history of `album`. `first`: the album its ledger line names; stories
    that were moved are told of in two. undoes: the change it took back, of `undone_kind` by `undone_name`; undone: the
    one that took it back. guest_name: a guest did it, by a link of `person`."""

    id: int
    album: int
    first: int | None
    at: str
    kind: str
    person: int | None
    person_name: str | None
    colour: int | None
    face: int | None
    story: int | None
    amount: int | None
    touched: str
    undoes: int | None = None
    undone: int | None = None
    undone_kind: str | None = None
    undone_name: str | None = None
    picture: Picture | None = None
    guest_name: str | None = None

    @property
    def rows(self) -> list[Touched]:
        """The rows it touched, from their JSON."""
        return msgspec.json.decode(self.touched, type=list[Touched])


class Said(msgspec.Struct, frozen=True):
    """What stood there before and what stands there now."""

    what: Literal["title", "description"]
    before: str
    after: str


class Line(msgspec.Struct, frozen=True):
    """One or more changes told in a sentence: what one person did again and again in an hour is one line."""

    changes: list[int]
    kind: str
    at: str
    person_name: str | None
    colour: int | None
    face: int | None
    count: int
    said: list[Said]
    story: int | None
    picture: Picture | None
    undone: bool
    undoable: bool
    undone_kind: str | None = None
    undone_name: str | None = None

    @property
    def face_address(self) -> str | None:
        return f"/people/{self.face}/face" if self.face else None


class History(msgspec.Struct, frozen=True):
    """A page of an album's history, newest first; `next` continues it."""

    album: int
    title: str
    lines: list[Line]
    next: int | None
