"""What a rolling picture, a turn and a frame of its strip are. The same object goes to page and JSON."""

from typing import Literal

import msgspec

from backupd.albums import Picture
from backupd.family import Person
from backupd.media import Moment

State = Literal["running", "finishing", "ended"]
TurnState = Literal["holding", "coming", "done", "nothing", "passed", "skipped", "late", "left"]
IDEAS = (
    "sky", "table", "smile", "walk", "red", "window", "hands", "season", "desk", "shoes", "old", "sound",
    "shadow", "small", "together", "evening",
)  # fmt: skip
"""Prompts of ours; words/relays.toml has them in every language."""
SPANS = (60, 180, 360, 720, 1440, 2880, 4320, 10080)
"""Minutes per turn that the form offers; a day unless somebody says otherwise."""
SHORTEST, LONGEST = 5, 60 * 24 * 60
MOST_ROUNDS, LONGEST_TITLE, LONGEST_PROMPT = 20, 120, 200


class NewRelay(msgspec.Struct, frozen=True):
    """idea: a name from IDEAS, or nothing and a `prompt` of one's own. people: who takes turns, in this order, None:
    everybody who adds to albums; its maker only where named. minutes: per turn. hidden: revealed at the end."""

    title: str = ""
    idea: str = ""
    prompt: str = ""
    people: list[int] | None = None
    shuffled: bool = False
    minutes: int = 1440
    rounds: int = 1
    hidden: bool = False


class Relay(msgspec.Struct, frozen=True):
    """A rolling picture as one person sees it. mine: they began it; inside: they take turns in it."""

    id: int
    title: str
    prompt: str
    idea: str | None
    minutes: int
    rounds: int
    shuffled: bool
    hidden: bool
    album: int
    state: State
    nominee: int | None
    made_by: int
    made: str
    inside: bool
    mine: bool
    ended: str | None = None
    made_by_name: str = ""

    @property
    def secret(self) -> bool:
        """What is in it is shown to nobody yet."""
        return self.hidden and self.state != "ended"


class Turn(msgspec.Struct, frozen=True):
    """One turn as the verbs know it."""

    id: int
    relay: int
    number: int
    round: int
    person: int
    state: TurnState
    deadline: str | None
    sending: str | None
    sitting: int | None = None
    files: int = 0
    story: int | None = None
    warned: bool = False


class Frame(msgspec.Struct, frozen=True):
    """A turn in the film strip. story and picture: once they may be seen, and while they are not in the trash."""

    id: int
    number: int
    round: int
    person: int
    name: str
    colour: int
    face: int | None
    begun: str
    deadline: str | None
    state: TurnState
    ended: str | None
    sending: str | None
    story: int | None = None
    description: str = ""
    picture: Picture | None = None
    nominated_by_name: str | None = None

    @property
    def portrait(self) -> str | None:
        return f"/people/{self.person}/face" if self.face else None


class Left(msgspec.Struct, frozen=True):
    """What is left of a turn, rounded up to the minute."""

    days: int
    hours: int
    minutes: int


class Seen(msgspec.Struct, frozen=True):
    """The page of a rolling picture. left None: nobody knows what time it is. over: its time is up, the next one comes in
    a moment. coming_up: who is still to come in this round, in order; nominees: whom the holder may send forward."""

    relay: Relay
    frames: list[Frame]
    people: list[Person]
    coming_up: list[Person]
    holder: Frame | None = None
    round: int = 1
    left: Left | None = None
    over: bool = False
    my_turn: bool = False
    nominees: list[Person] = []
    nominee: Person | None = None
    may_skip: bool = False
    may_end: bool = False
    may_join: bool = False


class Going(msgspec.Struct, frozen=True):
    """A rolling picture that goes on, as a line of a list: whose turn it is and what is left of it."""

    relay: Relay
    holder: Person | None = None
    left: Left | None = None
    my_turn: bool = False
    taken: int = 0


class Shelf(msgspec.Struct, frozen=True):
    """Those that go on, mine to take first; those that have ended, the last one first."""

    going_on: list[Going]
    ended: list[Relay]


class Passing(msgspec.Struct, frozen=True):
    """turn: the one that was looked at, so that nobody passes on what is another's meanwhile."""

    turn: int


class Nomination(msgspec.Struct, frozen=True):
    """person 0: nobody in particular; the order goes on."""

    turn: int
    person: int


class Made(msgspec.Struct, frozen=True):
    id: int


class Placed(msgspec.Struct, frozen=True):
    """A file of a turn that has been looked at, on its way into the album. place: among those sent with it."""

    media: int
    name: str
    place: int
    description: str
    moment: Moment
