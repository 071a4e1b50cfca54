"""What a book is made of: pictures as they come, formats of paper, pages of placed pictures and words."""

from typing import Literal

import msgspec

Kind = Literal["cover", "words", "pictures", "blank", "colophon"]
Style = Literal["title", "subtitle", "heading", "caption", "prose", "foot", "colophon"]
State = Literal["none", "asked", "making", "ready", "failed"]

UNKNOWN_RATIO = 1.5


class Shot(msgspec.Struct, frozen=True):
    """One picture of the album. Pixels are after orientation. caption: the words of its story, at the story's first
    picture only. edition: which of the family's edits it shows. day: what its heading stands for, the same for pictures under one heading; heading: that heading as
    people say it, "" where the order was made by hand. dated: the day as said at the foot of a page."""

    media: int
    story: int
    kind: str | None = "photo"
    width: int | None = None
    height: int | None = None
    rendered: bool = True
    tiny: bytes | None = None
    edition: int | None = None
    day: str = ""
    heading: str = ""
    dated: str = ""
    caption: str = ""

    @property
    def ratio(self) -> float:
        """Width to height."""
        return self.width / self.height if self.width and self.height else UNKNOWN_RATIO


class Material(msgspec.Struct, frozen=True):
    """An album as its book needs it: everything is already in the reader's language."""

    title: str
    subtitle: str
    preface: str
    colophon: list[str]
    shots: list[Shot]
    cover: Shot | None = None
    colour: int = 1


class Format(msgspec.Struct, frozen=True):
    """A leaf of paper, or of screen. Lengths are in one unit: millimetres in print, hundredths of the leaf's width on
    screens. side, top and bottom bound what a printer surely leaves; text is the size of captions, prose that of words
    on their own page, title that of the cover's, at most."""

    name: str
    width: float
    height: float
    side: float
    top: float
    bottom: float
    text: float
    prose: float
    title: float
    bleed: float = 0.0

    @property
    def within(self) -> float:
        return self.width - 2 * self.side

    @property
    def tall(self) -> float:
        return self.height - self.top - self.bottom


class Frame(msgspec.Struct, frozen=True):
    """A picture on a page. filling: it runs over all four edges of the leaf, a little of it cut at sides or bottom."""

    x: float
    y: float
    width: float
    height: float
    shot: Shot
    filling: bool = False


class Passage(msgspec.Struct, frozen=True):
    """Words on a page: `size` of the letters, as many `lines` as they may need, in the box given."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float
    style: Style
    lines: int = 1
    centred: bool = False


class Page(msgspec.Struct, frozen=True):
    """A side of a leaf. Page 1 is the cover."""

    number: int
    kind: Kind
    frames: list[Frame] = []
    passages: list[Passage] = []

    @property
    def in_order(self) -> list["Frame | Passage"]:
        """Everything on the page from top to bottom, as it is read; a picture before what is written about it."""
        return sorted([*self.frames, *self.passages], key=lambda box: (round(box.y, 1), box.x))


class Day(msgspec.Struct, frozen=True):
    """Where a day begins."""

    heading: str
    page: int


class Book(msgspec.Struct, frozen=True):
    """An album as pages of one format."""

    album: int
    title: str
    format: Format
    colour: int
    pages: list[Page]

    @property
    def days(self) -> list[Day]:
        """The contents."""
        return [
            Day(words.text, page.number)
            for page in self.pages
            for words in page.passages
            if words.style == "heading"
        ]


class Printing(msgspec.Struct, frozen=True):
    """A book as a PDF: how far it is. done and total count pages; size is in bytes."""

    format: str
    state: State = "none"
    done: int = 0
    total: int = 0
    size: int = 0
    made: str | None = None
    reason: str | None = None


class Printings(msgspec.Struct, frozen=True):
    """An album's PDFs, one for each format of paper."""

    album: int
    title: str
    printings: list[Printing]

    @property
    def busy(self) -> bool:
        return any(each.state in ("asked", "making") for each in self.printings)
