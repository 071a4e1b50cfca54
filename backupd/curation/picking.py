"""Which pictures stand for an event: the best of each moment, spread over its time, none like another. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from backupd.curation.moments import Moment, moments_of, once_each
from backupd.curation.parts import Parts
from backupd.curation.records import Reason
from backupd.curation.scoring import Candidate, worth

ALL_BITS = (1 << 64) - 1
SIMILAR = 14
"""Bits in which the hashes of two pictures may differ and still look much the same."""
REPEATED = 0.55
"""What a picture is worth beside one that looks much the same."""
OF_ONE = 0.4
"""How much less a picture counts when all others are of the same person."""
BESIDE, NEXT = 5, 60
"""How many others are kept for each place, and how many for the end of the list."""


class Picked(NamedTuple):
    """A picture with its worth, its reasons, and what could stand in its place."""

    story: int
    worth: float
    reasons: list[Reason]
    beside: list[int]


class Choice(NamedTuple):
    """chosen: in the order of time; next: what could join, the best first; beside: what only stands in for others."""

    chosen: list[Picked]
    next: list[Picked]
    beside: list[Picked]


def choose(
    pictures: Sequence[Candidate], amount: int, forced: Collection[int] = (), out: Collection[int] = ()
) -> Choice:
    """forced: stories that people put in; out: stories that people took out, and that stay out."""
    left = [each for each in once_each(pictures) if each.story not in out]
    moments = [Moment(each, forced) for each in moments_of(left)]
    parts = Parts(moments, amount)
    chosen = sorted(_spread(moments, parts, amount), key=lambda each: (each.best.moment, each.best.story))
    taken = {id(each) for each in chosen}
    rest = sorted((each for each in moments if id(each) not in taken), key=lambda each: -each.worth)
    picked = _picked(chosen, parts, rest)
    following = [_alone(each, each.best) for each in rest[:NEXT]]
    known = {each.story for each in (*picked, *following)}
    kept = {story for each in picked for story in each.beside} - known
    beside = [_alone(each, one) for each in moments for one in each.pictures if one.story in kept]
    return Choice(picked, following, beside)


def _spread(moments: Sequence[Moment], parts: Parts, amount: int) -> list[Moment]:
    """One by one whatever is worth most beside what is chosen already."""
    by: dict[int, int] = defaultdict(int)
    left = list(moments)
    chosen: list[Moment] = []

    def value(each: Moment) -> tuple[bool, float, int]:
        person = 1 - OF_ONE * by[each.best.contributor] / max(len(chosen), 1)
        look = REPEATED if each.nearest <= SIMILAR else 1
        return each.forced, each.worth * parts.left(each) * person * look, -each.best.story

    while left and (len(chosen) < amount or any(each.forced for each in left)):
        each = max(left, key=value)
        left.remove(each)
        chosen.append(each)
        parts.note(each)
        by[each.best.contributor] += 1
        _note_nearness(left, each.best)
    return chosen


def _note_nearness(moments: Iterable[Moment], chosen: Candidate) -> None:
    if chosen.phash is None:
        return
    for each in moments:
        if each.best.phash is not None:
            bits = ((each.best.phash ^ chosen.phash) & ALL_BITS).bit_count()
            each.nearest = min(each.nearest, bits)


def _picked(chosen: Iterable[Moment], parts: Parts, rest: Iterable[Moment]) -> list[Picked]:
    """The runner-up is the next of the same moment, then the best of the same part of the event that has no place."""
    near: dict[str, list[int]] = defaultdict(list)
    for each in rest:
        near[each.parts[0]].append(each.best.story)
    return [
        Picked(
            each.best.story,
            each.worth,
            each.reasons(each.best, parts.reason(each)),
            [*(one.story for one in each.pictures[1:]), *near[each.parts[0]]][:BESIDE],
        )
        for each in chosen
    ]


def _alone(each: Moment, picture: Candidate) -> Picked:
    return Picked(picture.story, worth(picture), each.reasons(picture), [])
