"""The first seconds of a film: what it is called and when it was, over its first picture out of focus. Runs inside the
darkroom's worker.

Letters that the serif lacks are taken from the sans; what neither has (emoji) is left out.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from backupd.media.reels import Canvas, Frame, converted

TITLE, UNDER, SMALLEST = 0.11, 0.042, 0.04
"""Sizes of letters, in parts of the canvas's shorter side."""
WIDEST, MOST_LINES, LEADING = 0.84, 3, 1.3
WHITE, SOFT = (255, 252, 246), (232, 224, 212)
DARKER = 0.38


class Face(NamedTuple):
    """A typeface and the characters it has."""

    path: str
    known: frozenset[int]

    @classmethod
    def of(cls, path: Path) -> "Face":
        from fontTools.ttLib import TTFont

        with TTFont(path, lazy=True) as font:
            return cls(str(path), frozenset(font.getBestCmap()))


class Title:
    """The same frame all the time."""

    def __init__(
        self, picture: Path | None, canvas: Canvas, title: str, under: str, fonts: Sequence[Path]
    ) -> None:
        sheet = Image.new("RGB", canvas.size, (36, 84, 74))
        if picture is not None:
            with Image.open(picture, formats=["JPEG"]) as opened:
                sheet = canvas.blurred(opened.convert("RGB"), DARKER)
        _write(sheet, title, under, [Face.of(path) for path in fonts])
        self._frame = converted(sheet)

    def frame(self, number: int) -> Frame:
        return self._frame

    def close(self) -> None:
        pass


def _write(sheet: Image.Image, title: str, under: str, faces: Sequence[Face]) -> None:
    short, pen = min(sheet.size), ImageDraw.Draw(sheet)
    widest = sheet.width * WIDEST
    lines, size = _fitted(title, short, widest, faces)
    below = round(short * UNDER)
    high = len(lines) * size * LEADING + (below * 2.2 if under else 0)
    top = (sheet.height - high) / 2
    for line in lines:
        _line(pen, line, top, size, WHITE, faces, sheet.width)
        top += size * LEADING
    if under:
        pen.line(
            [((sheet.width - below * 2) / 2, top + below * 0.4), ((sheet.width + below * 2) / 2, top + below * 0.4)],
            fill=SOFT,
            width=max(1, short // 400),
        )  # fmt: skip
        _line(pen, under, top + below * 1.0, below, SOFT, [*faces[1:], *faces[:1]], sheet.width)


def _fitted(title: str, short: int, widest: float, faces: Sequence[Face]) -> tuple[list[str], int]:
    """The title in as few lines as it needs, in letters as large as three lines allow."""
    size = round(short * TITLE)
    while True:
        lines = _broken(title, widest, size, faces)
        if len(lines) <= MOST_LINES or size <= short * SMALLEST:
            return lines[:MOST_LINES], size
        size = round(size * 0.9)


def _broken(title: str, widest: float, size: int, faces: Sequence[Face]) -> list[str]:
    """At spaces; a word that is too long by itself is broken where the line ends."""
    lines = [""]
    for word in title.split():
        joined = f"{lines[-1]} {word}".strip()
        if _width(joined, size, faces) <= widest:
            lines[-1] = joined
            continue
        lines.append("")
        for character in word:
            if _width(lines[-1] + character, size, faces) > widest:
                lines.append("")
            lines[-1] += character
    return [line for line in lines if line]


def _runs(text: str, faces: Sequence[Face]) -> Iterator[tuple[Face, str]]:
    """The text in pieces that one face can write."""
    written = ((_face(character, faces), character) for character in text)
    for face, piece in groupby(((face, each) for face, each in written if face), key=lambda pair: pair[0]):
        yield face, "".join(each for _, each in piece)


def _face(character: str, faces: Sequence[Face]) -> Face | None:
    return next((face for face in faces if ord(character) in face.known), None)


def _width(text: str, size: int, faces: Sequence[Face]) -> float:
    return sum(_font(face, size).getlength(piece) for face, piece in _runs(text, faces))


def _line(
    pen: ImageDraw.ImageDraw, text: str, top: float, size: int, colour: tuple[int, int, int],
    faces: Sequence[Face], across: int,
) -> None:  # fmt: skip
    left = (across - _width(text, size, faces)) / 2
    for face, piece in _runs(text, faces):
        font = _font(face, size)
        pen.text((left, top + size), piece, fill=colour, font=font, anchor="ls")
        left += font.getlength(piece)


def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, size, layout_engine=ImageFont.Layout.BASIC)
