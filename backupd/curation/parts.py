"""The parts of an event that are to be represented: its hours, its days or its months. Pure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import sqrt

from backupd.curation.moments import Moment
from backupd.curation.records import Reason, Why

PARTS = (7, 10, 13)
NAMES: tuple[Why, ...] = ("month", "day", "hour")
"""As much of a moment as says its month, its day, its hour."""
CROWDED = 0.4
"""How much less a second picture of the same hour counts where days are represented, or of a day where months are."""
SEVERAL = 4
"""Pictures from which on it says something to be the best of them."""


class Parts:
    """The finest of hours, days and months of which there are no more than pictures wanted. Each expects as many places as
    the root of what was taken in it; a part that has them counts less, and so does the hour (or day) within it that has
    one."""

    def __init__(self, moments: Sequence[Moment], amount: int) -> None:
        known = [each.best.moment for each in moments]
        counts = [len({moment[:length] for moment in known}) for length in PARTS]
        level = max((level for level, count in enumerate(counts) if count <= amount), default=0)
        self._levels = [level, min(level + 1, len(PARTS) - 1)]
        self.had: dict[str, int] = defaultdict(int)
        self._pictures: dict[str, int] = defaultdict(int)
        self._finest: dict[str, float] = defaultdict(float)
        for each in moments:
            self._take_in(each)
        roots = {name: sqrt(count) for name, count in Counter(each.parts[0] for each in moments).items()}
        whole = sum(roots.values()) or 1
        self._expected = {name: max(amount * root / whole, 0.5) for name, root in roots.items()}

    def _take_in(self, each: Moment) -> None:
        each.parts = list(dict.fromkeys(each.best.moment[: PARTS[level]] for level in self._levels))
        for name in each.parts:
            self._pictures[name] += len(each.pictures)
            self._finest[name] = max(self._finest[name], each.quality)

    def left(self, each: Moment) -> float:
        """How much another picture of this part is worth still."""
        name = each.parts[0]
        crowd = CROWDED * self.had[each.parts[1]] if len(each.parts) > 1 else 0
        return 1 / (1 + self.had[name] / self._expected[name]) / (1 + crowd)

    def note(self, each: Moment) -> None:
        for name in each.parts:
            self.had[name] += 1

    def reason(self, each: Moment) -> Reason | None:
        """What a chosen one is for its part: the only one, or better than all others there."""
        if not each.best.taken:
            return None
        if self.had[each.parts[0]] == 1:
            return Reason("only")
        for level, name in zip(self._levels, each.parts, strict=False):
            best = each.best.measured and each.quality >= self._finest[name]
            if best and self._pictures[name] >= SEVERAL:
                return Reason(NAMES[level], self._pictures[name])
        return None
