"""Which pictures stand for an event: the best of each moment, spread over its time, none like another. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from backupd import albums
from backupd.albums import Likeness
from backupd.curation.records import Reason, Why
from backupd.curation.scoring import Candidate, quality, reasons, worth

ALL_BITS = (1 << 64) - 1
SIMILAR = 14
"""Bits in which the hashes of two pictures may differ and still look much the same."""
REPEATED = 0.55
"""What a picture is worth beside one that looks much the same."""
OF_ONE = 0.4
"""How much less a picture counts when all others are of the same person."""
BESIDE, NEXT = 5, 60
"""How many others are kept for each place, and how many for the end of the list."""
PARTS = (7, 10, 13)
NAMES: tuple[Why, ...] = ("month", "day", "hour")
"""As much of a moment as says its month, its day, its hour."""
CROWDED = 0.4
"""How much less a second picture of the same hour counts where days are represented, or of a day where months are."""
SEVERAL = 4
"""Pictures from which on it says something to be the best of them."""


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


class _Moment:
    """Pictures of one moment, the best first; it counts once."""

    def __init__(self, pictures: Iterable[Candidate], forced: Collection[int]) -> None:
        self.pictures = sorted(
            pictures, key=lambda each: (each.story in forced, worth(each), -each.story), reverse=True
        )
        self.best = self.pictures[0]
        self.worth = worth(self.best)
        self.forced = self.best.story in forced
        self.nearest = 64

    def reasons(self, picture: Candidate, part: Reason | None = None) -> list[Reason]:
        finest = max(quality(each) for each in self.pictures)
        return reasons(picture, len(self.pictures), quality(picture) >= finest, part)


def choose(
    pictures: Sequence[Candidate], amount: int, forced: Collection[int] = (), out: Collection[int] = ()
) -> Choice:
    """forced: stories that people put in; out: stories that people took out, and that stay out."""
    left = [each for each in once_each(pictures) if each.story not in out]
    moments = [_Moment(each, forced) for each in moments_of(left)]
    parts = _Parts(moments, amount)
    chosen = sorted(_spread(moments, parts, amount), key=lambda each: (each.best.moment, each.best.story))
    taken = {id(each) for each in chosen}
    rest = sorted((each for each in moments if id(each) not in taken), key=lambda each: -each.worth)
    picked = [_picked(each, parts, rest) for each in chosen]
    following = [_alone(each, each.best) for each in rest[:NEXT]]
    known = {each.story for each in (*picked, *following)}
    kept = {story for each in picked for story in each.beside} - known
    beside = [_alone(each, one) for each in moments for one in each.pictures if one.story in kept]
    return Choice(picked, following, beside)


def once_each(pictures: Sequence[Candidate]) -> list[Candidate]:
    """A picture that lies in several albums counts once, as the story that came first; what the family did with the others
    counts for it."""
    found: dict[int, Candidate] = {}
    for each in sorted(pictures, key=lambda each: each.story):
        found[each.media] = _joined(found[each.media], each) if each.media in found else each
    return list(found.values())


def _joined(one: Candidate, other: Candidate) -> Candidate:
    values = {name: getattr(one, name) for name in one.__struct_fields__}
    for name in ("reactions", "comments", "looks"):
        values[name] += getattr(other, name)
    return Candidate(**{**values, "told": one.told or other.told})


def moments_of(pictures: Sequence[Candidate]) -> list[list[Candidate]]:
    """Near-duplicates (albums.likeness), and what was taken in the same minute, are one moment."""
    leader = {each.story: each.story for each in pictures}

    def first(story: int) -> int:
        while leader[story] != story:
            leader[story] = leader[leader[story]]
            story = leader[story]
        return story

    for group in (*_alike(pictures), *_of_a_minute(pictures)):
        for story in group[1:]:
            leader[first(story)] = first(group[0])
    found: dict[int, list[Candidate]] = defaultdict(list)
    for each in pictures:
        found[first(each.story)].append(each)
    return list(found.values())


def _alike(pictures: Sequence[Candidate]) -> list[list[int]]:
    looks = [
        Likeness(
            each.story,
            each.media,
            each.phash,
            each.width,
            each.height,
            each.taken,
            each.precision,
            each.camera,
        )
        for each in pictures
        if each.phash is not None and each.kind == "photo"
    ]
    return [[one.story for one in group] for group in albums.alike_groups(looks)]


def _of_a_minute(pictures: Sequence[Candidate]) -> list[list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for each in pictures:
        if each.taken and each.precision == "exact":
            found[each.taken[:16]].append(each.story)
    return [group for group in found.values() if len(group) > 1]


class _Parts:
    """The parts of the event that are to be represented: hours, days or months, the finest of which there are no more than
    pictures wanted. Each expects as many places as the root of what was taken in it; a part that has them counts less, and
    so does the hour (or day) within it that has one."""

    def __init__(self, moments: Sequence[_Moment], amount: int) -> None:
        known = [each.best.moment for each in moments]
        counts = [len({moment[:length] for moment in known}) for length in PARTS]
        self._level = max((level for level, count in enumerate(counts) if count <= amount), default=0)
        self._levels = [self._level, min(self._level + 1, len(PARTS) - 1)]
        roots = {name: sqrt(count) for name, count in _counted(map(self.of, moments)).items()}
        whole = sum(roots.values()) or 1
        self._expected = {name: max(amount * root / whole, 0.5) for name, root in roots.items()}
        self.had: dict[str, int] = defaultdict(int)
        self._pictures: dict[str, int] = defaultdict(int)
        self._finest: dict[str, float] = defaultdict(float)
        for each in moments:
            for name in self._names(each):
                self._pictures[name] += len(each.pictures)
                self._finest[name] = max(self._finest[name], quality(each.best))

    def of(self, each: _Moment) -> str:
        return each.best.moment[: PARTS[self._level]]

    def _names(self, each: _Moment) -> list[str]:
        """The part it lies in, then the smaller one within that, where there is one."""
        return list(dict.fromkeys(each.best.moment[: PARTS[level]] for level in self._levels))

    def left(self, each: _Moment) -> float:
        """How much another picture of this part is worth still."""
        name, *within = self._names(each)
        crowd = sum(CROWDED * self.had[fine] for fine in within)
        return 1 / (1 + self.had[name] / self._expected[name]) / (1 + crowd)

    def note(self, each: _Moment) -> None:
        for name in self._names(each):
            self.had[name] += 1

    def reason(self, each: _Moment) -> Reason | None:
        """What a chosen one is for its part: the only one, or better than all others there."""
        if not each.best.taken:
            return None
        if self.had[self.of(each)] == 1:
            return Reason("only")
        for level, name in zip(self._levels, self._names(each), strict=False):
            best = each.best.measured and quality(each.best) >= self._finest[name]
            if best and self._pictures[name] >= SEVERAL:
                return Reason(NAMES[level], self._pictures[name])
        return None


def _spread(moments: Sequence[_Moment], parts: _Parts, amount: int) -> list[_Moment]:
    """One by one whatever is worth most beside what is chosen already."""
    by: dict[int, int] = defaultdict(int)
    left = list(moments)
    chosen: list[_Moment] = []

    def value(each: _Moment) -> tuple[bool, float, int]:
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


def _note_nearness(moments: Iterable[_Moment], chosen: Candidate) -> None:
    if chosen.phash is None:
        return
    for each in moments:
        if each.best.phash is not None:
            bits = ((each.best.phash ^ chosen.phash) & ALL_BITS).bit_count()
            each.nearest = min(each.nearest, bits)


def _picked(each: _Moment, parts: _Parts, rest: Sequence[_Moment]) -> Picked:
    """The runner-up is the next of the same moment, then the best of the same part of the event that has no place."""
    beside = [one.story for one in each.pictures[1:]]
    near = [one.best.story for one in rest if parts.of(one) == parts.of(each)]
    why = each.reasons(each.best, parts.reason(each))
    return Picked(each.best.story, each.worth, why, [*beside, *near][:BESIDE])


def _alone(each: _Moment, picture: Candidate) -> Picked:
    return Picked(picture.story, worth(picture), each.reasons(picture), [])


def _counted(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for name in names:
        found[name] += 1
    return found
