"""What the daemon asks of its darkroom worker and what comes back: one JSON object a line, over pipes."""

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from backupd.media.records import Developed


class Develop(Struct, frozen=True, tag=True):
    """Facts and pictures of one original; paths as bytes, `now` as ISO 8601, `seconds` of processor time."""

    original: bytes
    into: bytes
    name: str
    family_zone: str
    now: str
    pixels: int
    frames: int
    seconds: int


class Enlarge(Struct, frozen=True, tag=True):
    """One picture of an original for print, its long edge at most `edge` pixels."""

    original: bytes
    target: bytes
    name: str
    edge: int
    pixels: int
    frames: int
    seconds: int


class Transcode(Struct, frozen=True, tag=True):
    """A video browsers play, made at low priority; `threads` bounds memory and heat."""

    original: bytes
    target: bytes
    threads: int


class Progress(Struct, frozen=True, tag=True):
    """The part that is done, 0 to 1; sent at least every few seconds as a sign of life."""

    part: float


class Finished(Struct, frozen=True, tag=True):
    """The order is done; `developed` where it was one to develop."""

    developed: Developed | None = None


class Refused(Struct, frozen=True, tag=True):
    """The file is not readable as what it claims; trying again will not help."""

    reason: str


class Failed(Struct, frozen=True, tag=True):
    """The worker lives but could not finish, for a reason that lies in us or in the machine."""

    reason: str
    detail: str


Order = Develop | Enlarge | Transcode
Answer = Progress | Finished | Refused | Failed

encoder = Encoder()
read_order = Decoder(Order).decode
read_answer: Decoder[Answer] = Decoder(Answer)
