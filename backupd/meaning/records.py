"""What is said between the daemon and the process that sees, and what is known of a picture."""

import msgspec


class Seen(msgspec.Struct, frozen=True):
    """What a model saw on one picture. tags: the likeliest classes and the looks (tags.py); vector: int8, for likeness
    and, of a model that reads words too, for search."""

    tags: bytes | None
    vector: bytes


class Look(msgspec.Struct, frozen=True, tag=True):
    """Look at these pictures with the model of this folder ('' is the one that comes with the box)."""

    model: str
    pictures: list[bytes]


class Ask(msgspec.Struct, frozen=True, tag=True):
    """Which pictures of this viewer's `question` is about; first and last: only of these days."""

    model: str
    question: str
    viewer: int
    family: int
    most: int
    first: str = ""
    last: str = ""


class Like(msgspec.Struct, frozen=True, tag=True):
    """Which pictures of this viewer's are like this media."""

    model: str
    media: int
    viewer: int
    family: int
    most: int


class Check(msgspec.Struct, frozen=True, tag=True):
    """Whether this folder holds a whole model."""

    model: str


class Sights(msgspec.Struct, frozen=True, tag=True):
    """Of each picture what was seen, None for one that cannot be opened."""

    seen: list[Seen | None]


class Match(msgspec.Struct, frozen=True):
    """A picture and how well it matches, between 0 and 1."""

    media: int
    score: float


class Matches(msgspec.Struct, frozen=True, tag=True):
    """The best first."""

    found: list[Match]


class Fine(msgspec.Struct, frozen=True, tag=True):
    """The folder is a model, of this name."""

    model: str


class Trouble(msgspec.Struct, frozen=True, tag=True):
    """Why not: a word key, and details for the log."""

    reason: str
    detail: str = ""


Order = Look | Ask | Like | Check
Answer = Sights | Matches | Fine | Trouble
read_order = msgspec.json.Decoder(Order)
read_answer = msgspec.json.Decoder(Answer)
encoder = msgspec.json.Encoder()


class Progress(msgspec.Struct, frozen=True):
    """How far the box has looked at its pictures. on: whether it looks at all; missing: the packages are not installed;
    trouble: why the model of the settings is not used, a word key; changing: a new model is being prepared."""

    on: bool
    paused: bool
    missing: bool
    seen: int
    of: int
    changing: bool = False
    trouble: str | None = None
