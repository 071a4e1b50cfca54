"""An album as the pages of a book. Pure: the same material and format give the same pages.

Which pictures share a page is decided for all leaves at once (arranging), so that page 12 of the screen is page 12 of
the PDF; where they stand on it is each leaf's own matter (placing).
"""

from collections.abc import Iterator
from math import floor

import msgspec

from backupd.book.arranging import Arrangement, pages_of
from backupd.book.formats import A4, SQUARE, screen
from backupd.book.placing import CAPTION_WIDTH, Row, placed
from backupd.book.records import Book, Format, Frame, Kind, Material, Page, Passage, Shot, Style
from backupd.book.typesetting import LEADING, cleaned, joined, line_count, lines_of

FEW_LINES = 8
"""Prose no longer than this stands in the middle, like a verse."""

CAPTION_SHARE = 0.42
"""A caption that would take more of a page than this stands on a page of its own."""

TITLE_SIZES = (1.0, 0.85, 0.7, 0.6, 0.48)
TITLE_SHARE = 0.30


class Side(msgspec.Struct, frozen=True):
    """What a page holds, before it is placed on any leaf."""

    kind: Kind
    rows: tuple[Row, ...] = ()
    text: str = ""


def paginate(album: int, material: Material, leaf: Format, text_size: str = "normal") -> Book:
    """The book of `material` on `leaf`. text_size: as large as the reader's letters on screens; in print, normal."""
    reference = screen(text_size)
    sides = list(_sides(material, reference))
    pages = [_page(number, side, material, leaf, reference) for number, side in enumerate(sides, 1)]
    return Book(album, material.title, leaf, material.colour, pages)


def _sides(material: Material, reference: Format) -> Iterator[Side]:
    """Cover, preface, pictures and words, colophon: an even number, so that the book closes on a left page."""
    inside = [
        *(Side("words", text=text) for text in _on_pages(material.preface, reference)),
        *_of_the_album(material.shots, reference),
    ]
    last = [Side("colophon", text=text) for text in _on_pages("\n".join(material.colophon), reference)]
    blank = [Side("blank")] if (len(inside) + len(last)) % 2 == 0 else []
    yield from (Side("cover"), *inside, *blank, *last)


def _of_the_album(shots: list[Shot], reference: Format) -> Iterator[Side]:
    """Pages of pictures; a caption too long for its picture's page follows on its own."""
    leaves = (reference, A4, SQUARE)
    run: list[Shot] = []
    last_day: str | None = None
    for shot in map(_tidy, shots):
        long = shot.caption if _too_long(shot, reference) else ""
        run.append(msgspec.structs.replace(shot, caption="") if long else shot)
        if long:
            yield from _pictures(pages_of(run, leaves, last_day))
            yield from (Side("words", text=text) for text in _on_pages(long, reference))
            run, last_day = [], shot.day
    if run:
        yield from _pictures(pages_of(run, leaves, last_day))


def _tidy(shot: Shot) -> Shot:
    return msgspec.structs.replace(shot, caption=cleaned(shot.caption), heading=cleaned(shot.heading))


def _pictures(arranged: list[Arrangement]) -> Iterator[Side]:
    return (Side("pictures", rows=each.rows) for each in arranged)


def _too_long(shot: Shot, leaf: Format) -> bool:
    width = leaf.within * CAPTION_WIDTH / leaf.text
    return line_count(shot.caption, width) * LEADING * leaf.text > CAPTION_SHARE * leaf.tall


def _on_pages(text: str, leaf: Format) -> Iterator[str]:
    """A text in pieces that each fit a page, cut between lines."""
    if not cleaned(text):
        return
    lines = lines_of(text, floor(leaf.within / leaf.text * 4) / 4)
    most = floor(leaf.tall / (LEADING * leaf.text))
    for first in range(0, len(lines), most):
        yield joined(lines[first : first + most])


def _page(number: int, side: Side, material: Material, leaf: Format, reference: Format) -> Page:
    if side.kind == "cover":
        return Page(number, "cover", *_cover(material, leaf))
    if side.kind == "blank":
        return Page(number, "blank")
    frames, passages = placed(side.rows, leaf) if side.rows else ([], [_prose(side, leaf)])
    if not any(frame.filling for frame in frames):
        passages = [*passages, _foot(number, side, leaf)]
    return Page(number, side.kind, frames, passages)


def _prose(side: Side, leaf: Format) -> Passage:
    size = leaf.prose
    lines = line_count(side.text, leaf.within / size)
    height = lines * LEADING * size
    y = leaf.top + (leaf.tall - height) * (0.42 if side.kind == "words" else 0.6)
    style: Style = "prose" if side.kind == "words" else "colophon"
    centred = side.kind == "colophon" or lines <= FEW_LINES
    return Passage(leaf.side, y, leaf.within, height, side.text, size, style, lines, centred)


def _foot(number: int, side: Side, leaf: Format) -> Passage:
    """The page's number, and the day that goes on from the page before, where its heading does not stand."""
    size = leaf.text * (0.8 if leaf.bleed else 0.7)
    y = leaf.height - leaf.bottom * 0.5 - size * 0.5
    days = {shot.dated for row in side.rows for shot in row.shots}
    day = days.pop() if len(days) == 1 and not side.rows[0].heading else ""
    text = " · ".join(part for part in (day, str(number)) if part)
    return Passage(leaf.side, y, leaf.within, size * 1.3, text, size, "foot", 1, True)


def _cover(material: Material, leaf: Format) -> tuple[list[Frame], list[Passage]]:
    """The picture in the upper part, whole; title and dates below it, as on a printed album."""
    size, lines = _title_size(material.title, leaf)
    title = lines * 1.35 * size
    lines_under = line_count(material.subtitle, leaf.within / leaf.prose)
    under = lines_under * LEADING * leaf.prose
    space = leaf.prose * 1.4
    room = leaf.tall - title - under - 2 * space
    frames = [_cover_frame(material.cover, leaf, room)] if material.cover else []
    picture = frames[0].height if frames else room * 0.3
    y = leaf.top + (leaf.tall - picture - title - under - 2 * space) * 0.4
    if frames:
        frames = [msgspec.structs.replace(frames[0], y=y)]
    top = y + picture + space
    passages = [Passage(leaf.side, top, leaf.within, title, material.title, size, "title", lines, True)]
    if material.subtitle:
        box = leaf.side, top + title + space * 0.4, leaf.within, under
        passages.append(Passage(*box, material.subtitle, leaf.prose, "subtitle", lines_under, True))
    return frames, passages


def _title_size(title: str, leaf: Format) -> tuple[float, int]:
    """As large as lets the title stay within its share of the cover."""
    for scale in TITLE_SIZES:
        size = scale * leaf.title
        lines = line_count(title, leaf.within / size)
        if lines * 1.35 * size <= TITLE_SHARE * leaf.tall:
            break
    return size, lines


def _cover_frame(shot: Shot, leaf: Format, room: float) -> Frame:
    width = min(leaf.within * 0.92, room * shot.ratio)
    return Frame(leaf.side + (leaf.within - width) / 2, 0, width, width / shot.ratio, shot)
