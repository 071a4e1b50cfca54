"""Which pictures share a page, and in which rows. Pure.

Chosen like the line breaks of a paragraph (Knuth and Plass 1981): of all ways to cut the album into pages, the one
whose pages are best on the whole, on every kind of leaf, so that a page of the screen is a page of the print.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from backupd.book.placing import Row, filling, fitted
from backupd.book.records import Format, Shot
from backupd.book.typesetting import line_count

MOST = 5
"""Pictures on a page."""

LANDSCAPE, PANORAMA = 1.15, 2.1

WORDY, LINES = 0.05, 3
"""A caption of more lines than this is a tower beside its picture's neighbour."""

CROWD = {1: 0.22, 2: 0.0, 3: 0.0, 4: 0.10, 5: 0.34}
ANOTHER_DAY, DAY_GOES_ON, STORY_TORN, SAME_AGAIN, LONELY = 0.14, 0.03, 0.06, 0.09, 0.5
"""LONELY: a panorama by itself, a strip on a white page. What is disliked, each in parts of a page left white."""


class Arrangement(NamedTuple):
    rows: tuple[Row, ...]
    cost: float

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(row.shots) for row in self.rows)


class _Way(NamedTuple):
    """The best way to have set everything before some picture, ending with a page of a certain shape."""

    cost: float
    start: int
    before: tuple[int, ...]
    page: Arrangement | None


def pages_of(
    shots: Sequence[Shot], leaves: tuple[Format, ...], last_day: str | None = None
) -> list[Arrangement]:
    """All shots in their order, each once. last_day: the day on the page before, whose heading need not come again."""
    ways: list[dict[tuple[int, ...], _Way]] = [{(): _Way(0.0, 0, (), None)}]
    for end in range(1, len(shots) + 1):
        best: dict[tuple[int, ...], _Way] = {}
        for start in range(max(0, end - MOST), end):
            before = shots[start - 1] if start else None
            known = before.day if before else last_day
            after = shots[end] if end < len(shots) else None
            for page in _arrangements(tuple(shots[start:end]), known, leaves):
                _keep_best(best, ways[start], start, page, _torn(shots[end - 1], after))
        ways.append(best)
    return _followed_back(ways)


def _keep_best(
    best: dict[tuple[int, ...], _Way],
    before: dict[tuple[int, ...], _Way],
    start: int,
    page: Arrangement,
    torn: float,
) -> None:
    count = sum(page.shape)
    for shape, way in before.items():
        again = SAME_AGAIN if shape == page.shape else 0.0
        cost = way.cost + count * (page.cost + again + torn)
        if page.shape not in best or cost < best[page.shape].cost:
            best[page.shape] = _Way(cost, start, shape, page)


def _torn(last: Shot, after: Shot | None) -> float:
    """A page that ends inside a story, or inside a day."""
    if after is None:
        return 0.0
    return STORY_TORN if last.story == after.story else DAY_GOES_ON if last.day == after.day else 0.0


def _followed_back(ways: list[dict[tuple[int, ...], _Way]]) -> list[Arrangement]:
    pages: list[Arrangement] = []
    end = len(ways) - 1
    shape = min(ways[end], key=lambda shape: (ways[end][shape].cost, shape))
    while end:
        way = ways[end][shape]
        assert way.page is not None
        pages.append(way.page)
        end, shape = way.start, way.before
    return pages[::-1]


def _arrangements(
    shots: tuple[Shot, ...], known: str | None, leaves: tuple[Format, ...]
) -> Iterator[Arrangement]:
    """Every way to set these pictures on one page; for a single one there is always a way."""
    for sizes in _compositions(len(shots)):
        rows = _rows(shots, sizes, known)
        if rows is None or (len(shots) > 1 and not all(map(_may_be_large_enough, rows))):
            continue
        cost = _cost(rows, leaves)
        if cost is not None:
            yield Arrangement(rows, cost)


@lru_cache
def _compositions(count: int) -> tuple[tuple[int, ...], ...]:
    """1+1+1, 1+2, 2+1, 3: rows of at most three."""
    if not count:
        return ((),)
    return tuple(
        (first, *rest) for first in range(1, min(3, count) + 1) for rest in _compositions(count - first)
    )


def _rows(shots: tuple[Shot, ...], sizes: tuple[int, ...], known: str | None) -> tuple[Row, ...] | None:
    """None where a row would mix two days: a heading stands over whole rows."""
    rows, at = [], 0
    for size in sizes:
        side_by_side = shots[at : at + size]
        days = {shot.day for shot in side_by_side}
        if len(days) > 1:
            return None
        day = side_by_side[0].day
        rows.append(Row(side_by_side, side_by_side[0].heading if day != known else ""))
        known, at = day, at + size
    return tuple(rows)


def _cost(rows: tuple[Row, ...], leaves: tuple[Format, ...]) -> float | None:
    """How much is wrong with a page, 0 at best; None where a picture would be too small on one of the leaves."""
    count = sum(len(row.shots) for row in rows)
    white = 0.0
    for leaf in leaves:
        home = fitted(rows, leaf)
        if home is None:
            return None
        for number, row in enumerate(rows):
            if count > 1 and not _large_enough(row, home.widths(row, number), leaf):
                return None
        white += WORDY * sum(_words_over(row, home.widths(row, at), leaf) for at, row in enumerate(rows))
        covered = sum(row.ratio * height**2 for row, height in zip(rows, home.heights, strict=True))
        white += 0.0 if filling(rows, leaf) else 1 - covered / (leaf.within * leaf.tall)
    headings = sum(1 for row in rows[1:] if row.heading)
    lonely = LONELY if count == 1 and rows[0].ratio > PANORAMA else 0.0
    return white / len(leaves) + CROWD[count] + ANOTHER_DAY * headings + lonely


def _words_over(row: Row, widths: list[float], leaf: Format) -> float:
    if len(row.shots) == 1:
        return 0.0
    return sum(
        max(0, line_count(shot.caption, width / leaf.text) - LINES)
        for shot, width in zip(row.shots, widths, strict=True)
        if shot.caption
    )


def _may_be_large_enough(row: Row) -> bool:
    """Whatever the leaf: what each picture can have of its row at best. Spares most of the fitting."""
    whole = row.ratio
    return all(shot.ratio / whole >= _least(shot.ratio) for shot in row.shots)


def _large_enough(row: Row, widths: list[float], leaf: Format) -> bool:
    """No landscape becomes a sliver: half the page at least, a panorama nearly all of what a row can have."""
    return all(
        width >= _least(shot.ratio) * leaf.within for shot, width in zip(row.shots, widths, strict=True)
    )


def _least(ratio: float) -> float:
    return 0.9 if ratio > PANORAMA else 0.52 if ratio > LANDSCAPE else 0.24
