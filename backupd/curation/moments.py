"""Pictures of one moment count once: near-duplicates, and what was taken in the same minute. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from backupd import albums
from backupd.albums import Likeness
from backupd.curation.records import Reason
from backupd.curation.scoring import Candidate, quality, reasons, worth


class Moment:
    """Pictures of one moment, the best first. parts: the parts of the event it lies in (parts.py), the larger one first;
    nearest: in how many bits it differs from what was chosen and is most like it."""

    def __init__(self, pictures: Iterable[Candidate], forced: Collection[int] = ()) -> None:
        self.pictures = sorted(
            pictures, key=lambda each: (each.story in forced, worth(each), -each.story), reverse=True
        )
        self.best = self.pictures[0]
        self.worth = worth(self.best)
        self.quality = quality(self.best)
        self.forced = self.best.story in forced
        self.parts: list[str] = []
        self.nearest = 64

    def reasons(self, picture: Candidate, part: Reason | None = None) -> list[Reason]:
        finest = max(quality(each) for each in self.pictures)
        return reasons(picture, len(self.pictures), quality(picture) >= finest, part)


def once_each(pictures: Sequence[Candidate]) -> list[Candidate]:
    """A picture that lies in several albums counts once, as the story that came first; what the family did with the others
    counts for it."""
    found: dict[int, Candidate] = {}
    for each in sorted(pictures, key=lambda each: each.story):
        found[each.media] = _joined(found[each.media], each) if each.media in found else each
    return list(found.values())


def _joined(one: Candidate, other: Candidate) -> Candidate:
    values = {name: getattr(one, name) for name in one.__struct_fields__}
    for name in ("reactions", "comments"):
        values[name] += getattr(other, name)
    values["looks"] = max(one.looks, other.looks)  # people, and whoever looked at both is one
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
