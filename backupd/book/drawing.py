"""A page of a book in the language of PDF: points from the lower left, in the colours of the house. Pure."""

from collections.abc import Iterator
from functools import partial

from backupd.book.lettering import Lettering
from backupd.book.records import Format, Frame, Page, Passage
from backupd.book.typesetting import lines_of

POINTS = 72 / 25.4
"""Of a millimetre."""

DOTS = 300 / 25.4
"""Of a millimetre, at 300 dots an inch."""

INK, QUIET, WHITE, SAND, EDGE = "2a2622", "574f47", "ffffff", "e9e1d4", "8b7f6f"
CLOTH = ("544638", "86372b", "2b5274", "5b4377", "34593c", "6f4c12", "743150", "24545d", "544638")
"""The bookcloth of the shelf (styles/pictures.css), by the album's colour."""

FACES = {"title": "F2", "heading": "F2", "foot": "F3"}
BASELINE = 0.35
"""From the middle of a line down to where its letters stand, in parts of their size."""

CARD, MAT = "faf3e4", 2.2
PLAY_MARK = 5.0
"""Millimetres, like MAT."""


class Sheet:
    """One page being drawn."""

    def __init__(self, leaf: Format, lettering: Lettering) -> None:
        self._leaf, self._lettering = leaf, lettering
        self._said: list[str] = []

    @property
    def content(self) -> bytes:
        return "\n".join(self._said).encode("ascii")

    def cloth(self, colour: int) -> None:
        """The whole sheet in one colour, over the edge."""
        over, leaf = self._leaf.bleed, self._leaf
        self._said += [
            _fill(CLOTH[colour]),
            f"{self._box(-over, -over, leaf.width + 2 * over, leaf.height + 2 * over)} re f",
        ]

    def picture(self, frame: Frame, name: str) -> None:
        """An image in its frame; of one that fills the page the top is kept and the sides or the bottom go over."""
        width, height = covering(frame)
        x, y = frame.x + (frame.width - width) / 2, frame.y
        self._said += [
            "q",
            f"{self._box(frame.x, frame.y, frame.width, frame.height)} re W n",
            f"{width * POINTS:.3f} 0 0 {height * POINTS:.3f} {self._x(x):.3f} {self._y(y + height):.3f} cm",
            f"/{name} Do Q",
        ]

    def mat(self, frame: Frame) -> None:
        """A rim of card around the cover's picture."""
        box = frame.x - MAT, frame.y - MAT, frame.width + 2 * MAT, frame.height + 2 * MAT
        self._said += [_fill(CARD), f"{self._box(*box)} re f"]

    def missing(self, frame: Frame) -> None:
        """Where there is no picture: its place, and two hills under a sun."""
        unit = min(frame.width, frame.height) / 6
        x, y = frame.x + frame.width / 2, frame.y + frame.height / 2
        hills = [(-2, 1), (-0.6, -0.8), (0.3, 0.4), (0.9, -0.2), (2, 1)]
        self._said += [
            _fill(SAND),
            f"{self._box(frame.x, frame.y, frame.width, frame.height)} re f",
            _fill(EDGE),
        ]
        self._polygon([(x + dx * unit, y + dy * unit) for dx, dy in hills])
        self._disc(x + 1.1 * unit, y - 0.9 * unit, 0.35 * unit)

    def play_mark(self, frame: Frame) -> None:
        """A video's still says that it moved."""
        r = min(PLAY_MARK, frame.width / 5, frame.height / 5)
        x, y = frame.x + 1.5 * r, frame.y + frame.height - 1.5 * r
        self._said.append(_fill(INK))
        self._disc(x, y, r)
        self._said.append(_fill(WHITE))
        self._polygon([(x - 0.35 * r, y - 0.5 * r), (x + 0.55 * r, y), (x - 0.35 * r, y + 0.5 * r)])

    def words(self, passage: Passage, colour: str) -> None:
        """Line by line; the real letters are never wider than the guess that kept the lines free."""
        face = FACES.get(passage.style, "F1")
        advance = partial(self._lettering.advance, face)
        step = passage.height / passage.lines
        lines = lines_of(passage.text, passage.width / passage.size, advance)
        self._said.append(_fill(colour))
        for number, line in enumerate(lines):
            wide = sum(map(advance, line.text)) * passage.size
            x = passage.x + ((passage.width - wide) / 2 if passage.centred else 0)
            y = passage.y + (number + 0.5) * step + BASELINE * passage.size
            self._line(face, line.text + ("" if line.after == "" else " "), x, y, passage.size)

    def _line(self, face: str, text: str, x: float, y: float, size: float) -> None:
        points = size * POINTS
        shown = " ".join(
            f"/{each} {points:.2f} Tf <{codes}> Tj" for each, codes in self._lettering.runs(face, text)
        )
        self._said.append(f"BT {self._x(x):.3f} {self._y(y):.3f} Td {shown} ET")

    def _polygon(self, corners: list[tuple[float, float]]) -> None:
        first, *others = [f"{self._x(x):.3f} {self._y(y):.3f}" for x, y in corners]
        self._said.append(" ".join([f"{first} m", *(f"{each} l" for each in others), "h f"]))

    def _disc(self, x: float, y: float, r: float) -> None:
        """Four Bézier quarters."""
        k = 0.5523 * r
        quarters = [
            (x + r, y - k, x + k, y - r, x, y - r), (x - k, y - r, x - r, y - k, x - r, y),
            (x - r, y + k, x - k, y + r, x, y + r), (x + k, y + r, x + r, y + k, x + r, y),
        ]  # fmt: skip
        curves = " ".join(
            " ".join(f"{self._x(each[at]):.3f} {self._y(each[at + 1]):.3f}" for at in (0, 2, 4)) + " c"
            for each in quarters
        )
        self._said.append(f"{self._x(x + r):.3f} {self._y(y):.3f} m {curves} h f")

    def _box(self, x: float, y: float, width: float, height: float) -> str:
        return f"{self._x(x):.3f} {self._y(y + height):.3f} {width * POINTS:.3f} {height * POINTS:.3f}"

    def _x(self, x: float) -> float:
        return (x + self._leaf.bleed) * POINTS

    def _y(self, y: float) -> float:
        return (self._leaf.height + self._leaf.bleed - y) * POINTS


def covering(frame: Frame) -> tuple[float, float]:
    """Width and height of the whole picture when it covers its frame."""
    width = max(frame.width, frame.height * frame.shot.ratio)
    return width, width / frame.shot.ratio


def dots(frame: Frame) -> int:
    """The long edge in pixels that 300 dots an inch ask for."""
    return -int(-max(covering(frame)) * DOTS // 1)


def colours(page: Page) -> Iterator[tuple[Passage, str]]:
    for passage in page.passages:
        on_cloth = page.kind == "cover"
        yield passage, WHITE if on_cloth else QUIET if passage.style in ("foot", "colophon") else INK


def _fill(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return f"{red:.3f} {green:.3f} {blue:.3f} rg"
