"""What a batch, an arrival and a drop folder are, and how a sitting stands. The same object goes to page and JSON."""

from typing import Literal

import msgspec

from backupd import albums

Door = Literal["browser", "drop_folder", "import"]
Outcome = Literal["imported", "duplicate", "refused"]


class Batch(msgspec.Struct, frozen=True):
    """Files that came together: one sitting at the upload page, one wave of a drop folder, one import. guest: who
    sent it by a link of `person`."""

    id: int
    family: int
    person: int
    door: Door
    album: int | None
    description: str
    source: str | None
    begun: str
    decided: str | None
    closed: str | None
    told: str | None
    told_imported: int
    told_refused: int
    guest: int | None = None
    story: int | None = None
    together: bool = False
    fits: bool = False
    capsule: int | None = None
    turn: int | None = None


class Wishes(msgspec.Struct, frozen=True):
    """What the sender wishes for a sitting. album: where its files go, None: as `fits` says, else each by its month.
    fits: each to the album whose date fits. story: they become its clips. together: they make one story.
    capsule: they are sealed in it. turn: they take that turn of a rolling picture."""

    album: int | None = None
    description: str = ""
    story: int | None = None
    together: bool = False
    fits: bool = False
    capsule: int | None = None
    turn: int | None = None


class Arrival(msgspec.Struct, frozen=True):
    """One file that was offered, and what became of it. `reason` is a word key; `media` is set while we hold bytes."""

    id: int
    batch: int
    name: str
    size: int
    source: str | None
    folder: str
    title: str
    album: int | None
    media: int | None
    story: int | None
    replaces: int | None
    state: Literal["received", "settled"]
    outcome: Outcome | None
    reason: str | None
    arrived: str
    dismissed: str | None
    place: int | None = None
    recipe: str | None = None


class Goal(msgspec.Struct, frozen=True):
    """A story that is to get more clips; `media` is its face where it can be shown."""

    story: int
    title: str
    clips: int
    media: int | None

    @property
    def room(self) -> int:
        return albums.MOST_CLIPS - self.clips


class Where(msgspec.Struct, frozen=True):
    """An album that holds what arrived, as far as the viewer may see."""

    album: int
    title: str
    story: int


class Line(msgspec.Struct, frozen=True):
    """An arrival as its page shows it: `places` are where it is now, or was already."""

    id: int
    name: str
    outcome: Outcome | None
    reason: str | None
    media: int | None
    door: Door
    source: str | None
    places: list[Where] = []


class Counts(msgspec.Struct, frozen=True):
    """How a batch stands. `waiting` are kept already and only want looking at. overflowed: of the imported, how many
    found their story full."""

    total: int = 0
    waiting: int = 0
    imported: int = 0
    duplicate: int = 0
    refused: int = 0
    overflowed: int = 0

    @property
    def finished(self) -> bool:
        return self.waiting == 0


class Made(msgspec.Struct, frozen=True):
    """An album that a batch put something into, and a picture of it to show."""

    album: int
    title: str
    stories: int
    media: int


class Offer(msgspec.Struct, frozen=True):
    """A file of a batch that made the story `made`, while the same photo lies in the trash as `story` of an album:
    brought back, it has its words and its place again."""

    name: str
    media: int
    made: int
    story: int
    title: str


class Sitting(msgspec.Struct, frozen=True):
    """A batch as its page shows it. `more`: the line to go on from when there are too many for one page."""

    id: int
    door: Door
    person: int
    person_name: str | None
    begun: str
    source: str | None
    finished: bool
    counts: Counts
    albums: list[Made]
    lines: list[Line]
    offers: list[Offer] = []
    more: int | None = None


class Summary(msgspec.Struct, frozen=True):
    """A sitting in a list of them."""

    id: int
    door: Door
    person_name: str
    begun: str
    imported: int
    duplicate: int
    refused: int
    waiting: int
    guest_name: str | None = None


class Source(msgspec.Struct, frozen=True):
    """A file in a drop folder that was found stable."""

    id: int
    path: bytes
    folder: str
    size: int
    mtime_ns: int
    inode: int
    state: Literal["ready", "waiting", "taken", "unreadable"]
    since: float
    boot: str
    arrival: int | None
    reason: str | None


class DropState(msgspec.Struct, frozen=True):
    """How a drop folder is doing, for 집."""

    path: str
    family: str
    person: str
    albums: str
    state: Literal["watched", "polled", "offline", "unreadable", "resting"]
    reason: str | None = None
    waiting: int = 0
    taken: int = 0
    refused: int = 0


class Unread(msgspec.Struct, frozen=True):
    """A file in a drop folder that could not be opened."""

    path: str
    reason: str
