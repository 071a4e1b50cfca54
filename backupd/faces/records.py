"""What is known of faces and of those they belong to. The same object goes to the template and to JSON."""

from typing import Literal

import msgspec

from backupd.albums import Story

Why = Literal["near", "years", "either", "name"]


class Face(msgspec.Struct, frozen=True):
    """One face on one picture. said: somebody put it here, it was not likeness."""

    id: int
    story: int
    said: bool = False

    @property
    def picture(self) -> str:
        """The address of its small picture."""
        return f"/faces/{self.id}/picture"


class Somebody(msgspec.Struct, frozen=True):
    """Whom faces belong to, as the asker calls them. person: of the family; name "" while nobody has said; face: the best
    to show; stories: how many this viewer sees them in."""

    id: int
    name: str
    person: int | None
    born: int | None
    face: int
    stories: int

    @property
    def picture(self) -> str:
        return f"/faces/{self.face}/picture"


class Question(msgspec.Struct, frozen=True):
    """Is `somebody` the same as `other`, or is that one face theirs? why: they are alike; years lie between; it could be
    either of two; or both were given the same name.
    story: where that one face is."""

    id: int
    somebody: Somebody
    face: int
    why: Why
    other: Somebody | None = None
    story: int | None = None

    @property
    def picture(self) -> str:
        return f"/faces/{self.face}/picture"


class Progress(msgspec.Struct, frozen=True):
    """How far the box has looked for this family. on: whether it looks at all; missing: its parts are not there."""

    on: bool
    paused: bool
    missing: bool
    seen: int
    of: int


class Gallery(msgspec.Struct, frozen=True):
    """The page of faces. waiting: questions in all; nameless: those nobody has named yet, the most often seen first."""

    progress: Progress
    named: list[Somebody]
    nameless: list[Somebody]
    question: Question | None
    waiting: int


class Shown(msgspec.Struct, frozen=True):
    """Somebody's photos, the newest first; next: where the next page begins. undo: what can be taken back now."""

    somebody: Somebody
    stories: list[Story]
    next: str | None
    undo: int | None = None


class Sorting(msgspec.Struct, frozen=True):
    """Somebody's faces, to be put right; others: whom they could be instead."""

    somebody: Somebody
    faces: list[Face]
    others: list[Somebody]
    next: str | None
