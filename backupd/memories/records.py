"""What a memory is, why it came, what people wish of memories, and what rests."""

from typing import Literal

import msgspec

from backupd.albums import Collage

Cause = Literal[
    "birthday", "holiday", "anniversary", "around", "loved", "season", "years", "decade", "months", "again"
]
Holiday = Literal["seollal", "chuseok"]
Season = Literal["spring", "summer", "autumn", "winter"]
Answer = Literal["seen", "loved", "less", "never"]
Resting = Literal["album", "person", "dates"]

NEVER_AGAIN = "9999-12-31"
"""The end of a rest that has none."""

LEAST, MOST, PACE, HOUR = 30, 1095, 3, 9
"""A month, three years, at most one message every three days, at nine in the morning."""

PACES = (1, 2, 3, 7, 14, 30)


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why an album came back, as data: each reader reads it in their language (web/words/memories.toml, why_*).
    years, months: since the event, or since anybody last looked (again). person: whose birthday it is. late: so many days ago, for the box was off."""

    cause: Cause
    years: int = 0
    months: int = 0
    person: int = 0
    holiday: Holiday | None = None
    season: Season | None = None
    late: int = 0


class Wishes(msgspec.Struct, frozen=True):
    """What a family wants of its memories. least, most: days between which an album comes back; pace: days between two
    messages; hour: of the family's clock, at which they are sent."""

    least: int = LEAST
    most: int = MOST
    pace: int = PACE
    hour: int = HOUR


class Mine(msgspec.Struct, frozen=True):
    """What a person wants for themselves. pace: days between two messages, None: as the family, 0: none at all.
    Their birthday, of the sun's or the moon's calendar; month 0: not told."""

    pace: int | None = None
    month: int = 0
    day: int = 0
    lunar: bool = False


class Birthday(msgspec.Struct, frozen=True):
    """Whose it is, and when by their calendar."""

    person: int
    name: str
    month: int
    day: int
    lunar: bool


class Rest(msgspec.Struct, frozen=True):
    """What is left in peace until a day. person None: for the whole family. begins, until: days of events (dates);
    yearly: these days of any year, on which nothing is handed back either."""

    id: int
    kind: Resting
    person: int | None
    ends: str
    album: int | None = None
    album_title: str | None = None
    about: int | None = None
    about_name: str | None = None
    begins: str | None = None
    until: str | None = None
    yearly: bool = False

    @property
    def for_ever(self) -> bool:
        return self.ends >= NEVER_AGAIN


class RestForm(msgspec.Struct, frozen=True):
    """What somebody wants left in peace. ends: a day, "" for ever. whose: me, or the family."""

    kind: Resting = "album"
    album: str = ""
    about: str = ""
    begins: str = ""
    until: str = ""
    yearly: str = ""
    whose: Literal["me", "family"] = "me"
    ends: str = ""


class Answered(msgspec.Struct, frozen=True):
    """What somebody said to a memory."""

    person: int
    name: str
    colour: int
    face: int | None
    answer: Answer

    @property
    def picture(self) -> str | None:
        return f"/people/{self.person}/face" if self.face else None


class Memory(msgspec.Struct, frozen=True):
    """An album that came back on a day, as one person may see it now. why: the reason in their language; facts: what it
    holds, in their language ("사진 42장", "엄마가 쓴 이야기"). mine: what this person said to it."""

    id: int
    album: int
    title: str
    day: str
    begins: str
    ends: str
    reason: Reason
    why: str
    facts: list[str]
    when: str
    collage: Collage
    mine: Answer | None
    loved_by: list[Answered]

    @property
    def month(self) -> str:
        return self.day[:7]
