"""What a curation is: from where pictures are proposed, which, and why each of them."""

from typing import Literal

import msgspec

from backupd.albums import Collage, Story
from backupd.family import Person

Source = Literal["albums", "category", "person", "month", "year"]
SOURCES: tuple[Source, ...] = ("albums", "category", "person", "month", "year")
Why = Literal[
    "chosen", "votes", "reactions", "comments", "looks", "eyes", "best", "hour", "day", "month", "clear", "told", "only",
    "moment",
]  # fmt: skip
Step = Literal["earlier", "later"]
Vote = Literal["none", "open", "closed"]
AMOUNTS = (12, 24, 40)
"""How many pictures people choose from, and what a film of highlights is made for."""
FEWEST, MOST = 3, 60


class Reason(msgspec.Struct, frozen=True):
    """Why a picture was chosen; each reader reads it in their language (web/words/curation.toml, why_*). count: how many
    reactions, comments, people, pictures of the moment, of the hour, day or month, or votes."""

    why: Why
    count: int = 1


class Wish(msgspec.Struct, frozen=True):
    """From where, and how many. albums, category, person and period (2026-10, 2026) count where `source` says so."""

    source: Source = "albums"
    albums: list[int] = []
    category: int | None = None
    person: int | None = None
    period: str = ""
    amount: int = AMOUNTS[1]


class Kept(msgspec.Struct, frozen=True):
    """A curation as it is stored. albums: JSON. made_by None: it came by itself. scorer: what scored it, "" while it waits
    to be scored; unmarked: pictures nobody had measured then. album: what was made of it. left_out: JSON, albums that
    nothing is chosen from."""

    id: int
    family: int
    source: Source
    albums: str
    category: int | None
    person: int | None
    period: str
    amount: int
    made_by: int | None
    made: str
    scorer: str
    considered: int
    unmarked: int
    touched: bool
    vote: Vote
    album: int | None
    left_out: str = "[]"

    @property
    def wish(self) -> Wish:
        albums = msgspec.json.decode(self.albums, type=list[int])
        return Wish(self.source, albums, self.category, self.person, self.period, self.amount)

    @property
    def in_peace(self) -> list[int]:
        return msgspec.json.decode(self.left_out, type=list[int])

    @property
    def waiting(self) -> bool:
        return not self.scorer


class Hands(msgspec.Struct, frozen=True):
    """What people did to a curation: whether anything, whether they vote on it, what they put in (and who), what they took
    out."""

    touched: bool
    vote: Vote
    put_in: dict[int, int]
    taken_out: set[int]


class Line(msgspec.Struct, frozen=True):
    """One picture of a curation as it is stored. beside: stories that could stand in its place, the best first, as JSON.
    by: who put it in, None: the scorer did."""

    story: int
    place: float
    score: float
    reasons: str
    beside: str
    by: int | None = None

    @property
    def whys(self) -> list[Reason]:
        return msgspec.json.decode(self.reasons, type=list[Reason])

    @property
    def others(self) -> list[int]:
        return msgspec.json.decode(self.beside, type=list[int])


class Pick(msgspec.Struct, frozen=True):
    """A picture of a curation as somebody sees it. reasons: in their language. score: what it was worth to the scorer, for
    what is measured of it and what the family did. others: how many could stand in its place.
    votes: how many people voted for it, None while that is nobody's to know."""

    story: Story
    why: list[Reason]
    reasons: list[str]
    score: float
    others: int = 0
    votes: int | None = None
    mine: bool = False


class Card(msgspec.Struct, frozen=True):
    """A curation on a shelf of them. title: from where, in the reader's language. gone: pictures that were put away."""

    id: int
    title: str
    source: Source
    made: str
    made_by: int | None
    made_by_name: str | None
    waiting: bool
    vote: Vote
    album: int | None
    pictures: int
    gone: int
    collage: Collage

    @property
    def day(self) -> str:
        return self.made[:10]


class Opened(msgspec.Struct, frozen=True):
    """A curation with its pictures. considered: how many there were to choose from; unmarked: how many of them nobody has
    measured yet, while it is chosen anew when they are. voters: who has voted; voted: the asker has."""

    card: Card
    picks: list[Pick]
    considered: int
    unmarked: int
    voters: list[Person]
    """Who has voted; for what, nobody learns."""
    voted: bool
    may_change: bool


class Offered(msgspec.Struct, frozen=True):
    """Pictures that could join, the best first. more: the next sheet of them."""

    card: Card
    picks: list[Pick]
    may_change: bool
    more: int | None = None


class Shelf(msgspec.Struct, frozen=True):
    """All curations a person sees, the newest first."""

    cards: list[Card]
