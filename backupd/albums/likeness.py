"""Which pictures show the same: bursts, edited copies, what chat apps made of a picture. Pure.

Measured on sample photos: other qualities, sizes and brightness move a 64-bit difference hash by 0–3 bits, a crop of 5 % by
5–11, while different photos lie 12 or more apart. Time allows more: what was taken in the same seconds may differ by 12.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations, pairwise

import msgspec

COPY_BITS, BURST_BITS = 6, 12
BURST_SECONDS = 3.0
ALL_BITS = (1 << 64) - 1
BANDS = COPY_BITS + 1
EDGES = [64 * band // BANDS for band in range(BANDS + 1)]
"""Where the bands of a hash lie, nine or ten bits each: a narrow one would be shared by far too many."""
FLAT = 8
"""A hash with fewer bits set, or fewer left clear, is of a sky or a wall and tells nothing."""
MOST_IN_A_FIELD = 200
"""Pictures that share a band of their hashes; where more do, the band tells nothing either."""


class Looks(msgspec.Struct, frozen=True):
    """A story's face, as far as likeness needs it. stack: the number of the stack on which it lies on top."""

    story: int
    media: int
    phash: int
    width: int
    height: int
    taken: str | None
    precision: str
    camera: str | None
    stack: int | None = None


def groups(pictures: Sequence[Looks]) -> list[list[Looks]]:
    """Groups in which every picture is like every other, so that likeness cannot creep along a chain; the order within
    a group is that of `pictures`."""
    place = {each.story: order for order, each in enumerate(pictures)}
    group_of = {each.story: [each] for each in pictures}
    for one, other in _closest_first(pictures):
        mine, theirs = group_of[one.story], group_of[other.story]
        if mine is not theirs and all(alike(left, right) for left in mine for right in theirs):
            mine.extend(theirs)
            for each in theirs:
                group_of[each.story] = mine
    found = {id(group): group for group in group_of.values() if len(group) > 1}
    ordered = [sorted(group, key=lambda each: place[each.story]) for group in found.values()]
    return sorted(ordered, key=lambda group: place[group[0].story])


def alike(one: Looks, other: Looks) -> bool:
    """Of one moment and nearly the same; or the same picture in another size, or one that lost its camera on the way."""
    bits = distance(one, other)
    if bits > BURST_BITS or _flat(one) or _flat(other):
        return False
    seconds = _apart(one, other)
    if seconds is not None and seconds <= BURST_SECONDS:
        return True
    if seconds is not None and one.camera and other.camera:
        return False
    return bits <= COPY_BITS and _same_shape(one, other)


def distance(one: Looks, other: Looks) -> int:
    """In how many of 64 bits two hashes differ; SQLite keeps them with a sign."""
    return ((one.phash ^ other.phash) & ALL_BITS).bit_count()


def _flat(picture: Looks) -> bool:
    set_bits = (picture.phash & ALL_BITS).bit_count()
    return not FLAT <= set_bits <= 64 - FLAT


def _apart(one: Looks, other: Looks) -> float | None:
    if one.taken is None or other.taken is None or {one.precision, other.precision} != {"exact"}:
        return None
    return abs((datetime.fromisoformat(one.taken) - datetime.fromisoformat(other.taken)).total_seconds())


def _same_shape(one: Looks, other: Looks) -> bool:
    return abs(one.width * other.height / (one.height * other.width) - 1) < 0.12


def _closest_first(pictures: Sequence[Looks]) -> Iterable[tuple[Looks, Looks]]:
    known = {each.story: each for each in pictures}
    pairs = {tuple(sorted(pair)) for pair in (*_by_time(pictures), *_by_hash(pictures))}
    met = [(known[one], known[other]) for one, other in pairs]
    like = [pair for pair in met if alike(*pair)]
    return sorted(like, key=lambda pair: (distance(*pair), pair[0].story, pair[1].story))


def _by_time(pictures: Sequence[Looks]) -> Iterator[tuple[int, int]]:
    """Pairs of which the second was taken in the seconds after the first."""
    dated = sorted(
        (each for each in pictures if each.taken and each.precision == "exact"),
        key=lambda each: each.taken or "",
    )
    for order, each in enumerate(dated):
        for later in dated[order + 1 : order + MOST_IN_A_FIELD]:
            seconds = _apart(each, later)
            if seconds is None or seconds > BURST_SECONDS:
                break
            yield each.story, later.story


def _by_hash(pictures: Sequence[Looks]) -> Iterator[tuple[int, int]]:
    """Pairs that have one of seven bands in common, as two hashes that differ in six bits always do, and differ in no more.
    Of two thousand pictures tens of thousands of pairs are looked at, so every step counts here."""
    bands = [(low, (1 << high - low) - 1) for low, high in pairwise(EDGES)]
    fields: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for each in pictures:
        whole = each.phash & ALL_BITS
        for low, mask in bands:
            fields[low, whole >> low & mask].append((whole, each.story))
    for field in fields.values():
        if len(field) <= MOST_IN_A_FIELD:
            for (one, story), (other, beside) in combinations(field, 2):
                if (one ^ other).bit_count() <= COPY_BITS:
                    yield story, beside
