"""Where the rows of a photo grid end, so that every row, the last one too, fills the width with whole pictures.

Browsers can only break rows greedily, which leaves a torn last row; the page's width is not known here, so rows are
told for two shapes, a phone's and a wide screen's, and the stylesheet shows the ends of one of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import log

# How many heights of a row fit into its width: the row is this much wider than it is high.
PHONE, WIDE = 2.3, 4.6
# A row with less picture than this would be too high: the rest of its width stays empty.
PHONE_LEAST, WIDE_LEAST = 0.8, 2.5
# A group narrower than this share of a wide row shares its row with its neighbours.
SMALL = 0.7
NARROWEST, WIDEST, UNKNOWN = 0.5, 3.0, 1.5


@dataclass(slots=True)
class Placed:
    """A picture in its row; `ends` names the shapes whose row ends after it, `rest` what is left of those rows."""

    picture: object
    ratio: float
    ends: list[str] = field(default_factory=list)
    rest: dict[str, float] = field(default_factory=dict)


def in_rows(pictures: Sequence[object], of: str | None = None) -> list[Placed]:
    """Each picture with its shape and the rows it ends. Size is read from `width` and `height`, of the picture itself
    or of its attribute `of`; pictures without a size are taken as 3:2, very long ones are shown cropped."""
    placed = [Placed(picture, _ratio(getattr(picture, of) if of else picture)) for picture in pictures]
    ratios = [one.ratio for one in placed]
    for shape, target, least in (("phone", PHONE, PHONE_LEAST), ("wide", WIDE, WIDE_LEAST)):
        for first, last in row_bounds(ratios, target):
            placed[last].ends.append(shape)
            missing = least - sum(ratios[first : last + 1])
            if missing > 0.05:
                placed[last].rest[shape] = round(missing, 3)
    return placed


def share_rows(groups: Sequence[object], of: str | None = None, pictures: str = "stories") -> list[Placed]:
    """Groups of pictures, such as days: on wide screens, small ones that follow each other share rows, each with its
    heading above; one that fills a row keeps its own. `ratio` is how wide a group stands, 0 for one by itself."""
    placed = [Placed(group, _width_of(getattr(group, pictures), of)) for group in groups]
    for run in _runs_of_small(placed):
        widths = [one.ratio for one in run]
        for first, last in row_bounds(widths, WIDE):
            run[last].ends.append("wide")
            missing = WIDE_LEAST - sum(widths[first : last + 1])
            if missing > 0.05:
                run[last].rest["wide"] = round(missing, 3)
    return placed


def _width_of(pictures: Sequence[object], of: str | None) -> float:
    width = sum(_ratio(getattr(picture, of) if of else picture) for picture in pictures)
    return round(width, 4) if width < SMALL * WIDE else 0


def _runs_of_small(placed: Sequence[Placed]) -> Iterator[list[Placed]]:
    return (list(run) for small, run in groupby(placed, lambda one: one.ratio > 0) if small)


def row_bounds(ratios: Sequence[float], target: float) -> list[tuple[int, int]]:
    """First and last index of each row, so that all rows together are as near to the target as can be.

    Least total cost over all ways to break, as paragraphs are set (Knuth and Plass 1981), not greedily.
    """
    costs, starts = [0.0], [0]
    for end in range(1, len(ratios) + 1):
        cost, start = min(_ways_to_end(ratios, costs, end, target))
        costs.append(cost)
        starts.append(start)
    bounds, end = [], len(ratios)
    while end:
        bounds.append((starts[end], end - 1))
        end = starts[end]
    return bounds[::-1]


def _ways_to_end(
    ratios: Sequence[float], costs: Sequence[float], end: int, target: float
) -> Iterator[tuple[float, int]]:
    """Every row that could end before `end`: what everything up to there costs then, and where it starts."""
    width = 0.0
    for start in range(end - 1, -1, -1):
        width += ratios[start]
        yield costs[start] + log(width / target) ** 2, start
        if width > 2 * target:
            return


def _ratio(sized: object) -> float:
    return ratio_of(getattr(sized, "width", None), getattr(sized, "height", None))


def ratio_of(width: int | None, height: int | None) -> float:
    """How wide a picture stands in its row, its height being 1."""
    ratio = width / height if width and height else UNKNOWN
    return round(min(max(ratio, NARROWEST), WIDEST), 4)
