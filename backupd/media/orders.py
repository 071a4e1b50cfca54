"""What the daemon asks of its darkroom worker and what comes back: one JSON object a line, over pipes."""

from typing import Literal

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from backupd.media.recipes import Recipe
from backupd.media.records import Developed, Rendered, Span


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
    """A picture as JPEG, written to `target`: at its full size, or with a long edge of at most `edge` pixels."""

    original: bytes
    target: bytes
    name: str
    pixels: int
    seconds: int
    edge: int | None = None


class Transcode(Struct, frozen=True, tag=True):
    """A video browsers play, made at low priority; `threads` bounds memory and heat. part: where in the original it lies,
    None for all of it. bare: nothing is encoded anew, only what the file tells beside picture and sound stays behind."""

    original: bytes
    target: bytes
    threads: int
    part: Span | None = None
    bare: bool = False


class Render(Struct, frozen=True, tag=True):
    """A photo as its recipe says, in the pages' sizes or with `full` at its own; seconds of processor time."""

    original: bytes
    into: bytes
    name: str
    recipe: Recipe
    pixels: int
    seconds: int
    full: bool = False


class Cut(Struct, frozen=True, tag=True):
    """A film as its recipe says and pictures of it, at low priority."""

    original: bytes
    into: bytes
    name: str
    recipe: Recipe
    threads: int
    frames: int


class Hear(Struct, frozen=True, tag=True):
    """A voice note as browsers play it, written to `target`; one longer than `longest` seconds is refused."""

    original: bytes
    target: bytes
    longest: float
    seconds: int


class Scene(Struct, frozen=True):
    """A piece of a film of highlights: a title over a picture, a still, or a part of a clip from `begin` seconds on. frames: how
    long it is seen, with what fades. number: its place in the film. fonts: whose letters serve, the first first."""

    kind: Literal["title", "still", "clip"]
    path: bytes
    frames: int
    number: int = 0
    begin: float = 0.0
    title: str = ""
    under: str = ""
    fonts: list[bytes] = []


class Shoot(Struct, frozen=True, tag=True):
    """The first scene from frame `begin` on, until it has faded into the second one, or into black: `fade` frames."""

    first: Scene
    second: Scene | None
    begin: int
    fade: int
    width: int
    height: int
    target: bytes


class Heard(Struct, frozen=True):
    """The sound of a clip: from `begin` seconds of it on, for `seconds`, heard `at` seconds into the film."""

    path: bytes
    begin: float
    at: float
    seconds: float


class Splice(Struct, frozen=True, tag=True):
    """Pieces put behind each other as they are, with what is heard."""

    pieces: list[bytes]
    heard: list[Heard]
    music: bytes | None
    seconds: float
    target: bytes


class Score(Struct, frozen=True, tag=True):
    """Music as it lies under films, written to `target`; what is longer than `longest` seconds is cut there."""

    original: bytes
    target: bytes
    longest: float
    seconds: int


class Progress(Struct, frozen=True, tag=True):
    """The part that is done, 0 to 1; sent at least every few seconds as a sign of life."""

    part: float


class Finished(Struct, frozen=True, tag=True):
    """The order is done; `developed` where it was one to develop, `rendered` where a recipe was carried out, `heard`
    how many seconds a voice note lasts."""

    developed: Developed | None = None
    rendered: Rendered | None = None
    heard: float | None = None


class Refused(Struct, frozen=True, tag=True):
    """The file is not readable as what it claims; trying again will not help."""

    reason: str


class Failed(Struct, frozen=True, tag=True):
    """The worker lives but could not finish, for a reason that lies in us or in the machine."""

    reason: str
    detail: str


Order = Develop | Enlarge | Transcode | Render | Cut | Hear | Score | Shoot | Splice
Answer = Progress | Finished | Refused | Failed

encoder = Encoder()
read_order = Decoder(Order).decode
read_answer: Decoder[Answer] = Decoder(Answer)
