"""Rows of pictures and words, placed on a leaf. Pure; every picture is shown whole, with its own shape."""

import msgspec

from backupd.book.records import Format, Frame, Passage, Shot
from backupd.book.typesetting import LEADING, line_count

GAP = 0.55
"""Between pictures, in sizes of a caption's letters; other spaces follow it."""

HEADING = 1.15
CUT = 0.08
"""How much of a picture may be lost where it fills a page: from both sides, or from the bottom."""

TALLEST = 0.54
"""A portrait that shares its page with other rows stands in the middle, not higher than this part of the page, so
that a landscape above it may have the whole width."""

CAPTION_WIDTH = 0.86
"""What is written under a single picture may be wider than the picture."""


class Row(msgspec.Struct, frozen=True):
    """Pictures side by side, as high as each other; `heading` stands over them where a day begins."""

    shots: tuple[Shot, ...]
    heading: str = ""

    @property
    def ratio(self) -> float:
        return sum(shot.ratio for shot in self.shots)


class Fitted(msgspec.Struct, frozen=True):
    """Rows at home on a leaf: each row's height of pictures, and what is left over below."""

    heights: tuple[float, ...]
    left: float

    def widths(self, row: Row, number: int) -> list[float]:
        return [shot.ratio * self.heights[number] for shot in row.shots]


def fitted(rows: tuple[Row, ...], leaf: Format) -> Fitted | None:
    """As wide as fits; None where the words leave no room for the pictures. Narrower pictures have narrower captions
    of more lines, so that this is asked again until it holds."""
    width, highest = leaf.within, leaf.tall * (TALLEST if len(rows) > 1 else 1.0)
    for _ in range(12):
        heights = tuple(_height(row, width, highest, leaf) for row in rows)
        words = sum(_words_height(row, high, leaf) for row, high in zip(rows, heights, strict=True))
        room, wanted = leaf.tall - words - gap(leaf) * (len(rows) - 1), sum(heights)
        if wanted <= room + 1e-6:
            return Fitted(heights, room - wanted)
        shrunk = max(room / wanted, 0.5) * 0.999
        width, highest = width * shrunk, highest * shrunk
        if room <= 0 or width < leaf.within * 0.02:
            break
    return None


def gap(leaf: Format) -> float:
    return GAP * leaf.text


def _height(row: Row, width: float, highest: float, leaf: Format) -> float:
    height = max(width - gap(leaf) * (len(row.shots) - 1), 0.1) / row.ratio
    return min(height, highest) if len(row.shots) == 1 and row.ratio < 1 else height


def _words_height(row: Row, height: float, leaf: Format) -> float:
    captions = [
        caption_height(shot, caption_width(row, shot.ratio * height, leaf), leaf) for shot in row.shots
    ]
    return heading_height(row, leaf) + max(captions)


def caption_width(row: Row, picture: float, leaf: Format) -> float:
    return max(picture, leaf.within * CAPTION_WIDTH) if len(row.shots) == 1 else picture


def caption_height(shot: Shot, width: float, leaf: Format) -> float:
    if not shot.caption:
        return 0.0
    return (line_count(shot.caption, width / leaf.text) * LEADING + GAP) * leaf.text


def heading_height(row: Row, leaf: Format) -> float:
    if not row.heading:
        return 0.0
    size = leaf.text * HEADING
    return line_count(row.heading, leaf.within / size) * LEADING * size + gap(leaf)


def placed(rows: tuple[Row, ...], leaf: Format) -> tuple[list[Frame], list[Passage]]:
    """Frames and passages of a page of pictures."""
    if whole := filling(rows, leaf):
        return [whole], []
    home = fitted(rows, leaf)
    assert home is not None, "no arrangement is chosen that does not fit every leaf"
    frames: list[Frame] = []
    passages: list[Passage] = []
    y = leaf.top + home.left * 0.42  # a little above the middle, where pages look at rest
    for number, row in enumerate(rows):
        y = _place_heading(row, y, leaf, passages)
        y = _place_row(row, number, y, home, leaf, frames, passages) + gap(leaf)
    return frames, passages


def _place_heading(row: Row, y: float, leaf: Format, passages: list[Passage]) -> float:
    height = heading_height(row, leaf)
    if height:
        size = leaf.text * HEADING
        lines = line_count(row.heading, leaf.within / size)
        passages.append(
            Passage(leaf.side, y, leaf.within, height - gap(leaf), row.heading, size, "heading", lines, True)
        )
    return y + height


def _place_row(
    row: Row, number: int, y: float, home: Fitted, leaf: Format, frames: list[Frame], passages: list[Passage]
) -> float:
    height, lowest = home.heights[number], 0.0
    x = leaf.side + (leaf.within - row.ratio * height - gap(leaf) * (len(row.shots) - 1)) / 2
    for shot, width in zip(row.shots, home.widths(row, number), strict=True):
        frames.append(Frame(x, y, width, height, shot))
        wide = caption_width(row, width, leaf)
        words = caption_height(shot, wide, leaf)
        if words:
            left, top = x + (width - wide) / 2, y + height + gap(leaf)
            lines = line_count(shot.caption, wide / leaf.text)
            box = left, top, wide, words - gap(leaf)
            passages.append(Passage(*box, shot.caption, leaf.text, "caption", lines, True))
        lowest = max(lowest, words)
        x += width + gap(leaf)
    return y + height + lowest


def filling(rows: tuple[Row, ...], leaf: Format) -> Frame | None:
    """A picture alone and without words fills the page where it has nearly its shape."""
    if len(rows) > 1 or len(rows[0].shots) > 1 or rows[0].heading or rows[0].shots[0].caption:
        return None
    shot, wide, high = rows[0].shots[0], leaf.width + 2 * leaf.bleed, leaf.height + 2 * leaf.bleed
    kept = min(shot.ratio / (wide / high), (wide / high) / shot.ratio)
    return Frame(-leaf.bleed, -leaf.bleed, wide, high, shot, filling=True) if kept >= 1 - CUT else None
