"""Two to six pictures of an album that tell it best and differ most from each other. Pure."""

from collections.abc import Sequence
from datetime import datetime
from math import log

import msgspec

ALL_BITS = (1 << 64) - 1
SAME = 10
"""Of 64 bits of two hashes; closer ones show the same."""

UNLIKE, LATER, SHAPED = 0.9, 0.5, 0.15
"""What makes two pictures different: how they look, when they were taken, whether upright or wide."""

SHARP, HEARTED, TOLD, COVER, FILM, PAPER = 0.5, 0.4, 0.2, 0.6, -0.3, -0.1
A_DAY = 86_400.0
PANORAMA = 2.6


class Candidate(msgspec.Struct, frozen=True):
    """A picture of an album. sharp: 0 to 1 among its album. told: somebody wrote words to it. moment: when it was taken,
    "~" for nobody knows."""

    media: int
    phash: int | None
    width: int
    height: int
    moment: str
    kind: str | None = "photo"
    sharp: float = 0.0
    hearts: int = 0
    told: bool = False
    cover: bool = False
    scan: bool = False

    @property
    def shape(self) -> float:
        return self.width / self.height


def chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """In the order of the album. Whatever shows the same as one chosen before stays away while others are there."""
    left = list(candidates)
    taken: list[Candidate] = []
    wanted = _how_many(len(left))
    while left and len(taken) < wanted:
        fresh = [each for each in left if not any(_same(each, other) for other in taken)]
        if not fresh and len(taken) > 1:
            break
        best = max(fresh or left, key=lambda each: _worth(each, taken))
        taken.append(best)
        left.remove(best)
    place = {each.media: order for order, each in enumerate(candidates)}
    return sorted(taken, key=lambda each: place[each.media])


def _how_many(pictures: int) -> int:
    return min(
        pictures,
        2 if pictures < 3 else 3 if pictures < 5 else 4 if pictures < 8 else 5 if pictures < 14 else 6,
    )


def _worth(each: Candidate, taken: Sequence[Candidate]) -> float:
    nearest = min((_difference(each, other) for other in taken), default=0.0)
    return nearest + _quality(each)


def _quality(each: Candidate) -> float:
    said = HEARTED * min(each.hearts, 3) / 3 + TOLD * each.told + COVER * each.cover
    wide = -0.3 if max(each.shape, 1 / each.shape) > PANORAMA else 0.0
    return SHARP * each.sharp + said + FILM * (each.kind == "video") + PAPER * each.scan + wide


def _same(one: Candidate, other: Candidate) -> bool:
    bits = _bits(one, other)
    return bits is not None and bits <= SAME


def _difference(one: Candidate, other: Candidate) -> float:
    bits = _bits(one, other)
    looks = 0.5 if bits is None else min(bits, 32) / 32
    return UNLIKE * looks + LATER * _apart(one, other) + SHAPED * ((one.shape >= 1) != (other.shape >= 1))


def _bits(one: Candidate, other: Candidate) -> int | None:
    if one.phash is None or other.phash is None:
        return None
    return ((one.phash ^ other.phash) & ALL_BITS).bit_count()


def _apart(one: Candidate, other: Candidate) -> float:
    """0 at the same moment, 1 from a day on: minutes matter more than hours."""
    if "~" in (one.moment[:1], other.moment[:1]):
        return 0.3
    try:
        between = datetime.fromisoformat(one.moment) - datetime.fromisoformat(other.moment)
    except ValueError:
        return 0.3
    return min(1.0, log(1 + abs(between.total_seconds()) / 60) / log(1 + A_DAY / 60))
