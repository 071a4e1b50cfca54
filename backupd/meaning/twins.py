"""Near-duplicates: pictures taken within moments of each other that show nearly the same."""

from collections.abc import Sequence
from datetime import datetime

from backupd.core.library import Library
from backupd.meaning import store
from backupd.meaning.models import ready

SECONDS = 30
NEARLY = 0.9


def near_duplicates(library: Library, media: Sequence[int]) -> list[list[int]]:
    """Groups of two and more of these media, in the order they were taken. Those that nobody looked at yet, or whose
    moment is not known, are in none. Whose they are and who may see them is the caller's to know."""
    if not ready() or len(media) < 2:
        return []
    import numpy as np

    rows = [row for row in store.near_in_time(library, store.state(library).model, media) if row[1]]
    groups: list[list[int]] = []
    before: tuple[str, object] | None = None
    for number, taken, vector in rows:
        assert taken is not None
        now = np.frombuffer(vector, np.int8).astype(np.float32)
        if before and _soon(before[0], taken) and _cosine(before[1], now) >= NEARLY:
            groups[-1].append(number)
        else:
            groups.append([number])
        before = (taken, now)
    return [group for group in groups if len(group) > 1]


def _soon(first: str, second: str) -> bool:
    try:
        return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds() <= SECONDS
    except ValueError:  # a date without a day
        return False


def _cosine(one, other) -> float:
    if len(one) != len(other):
        return 0.0
    import numpy as np

    return float(one @ other / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-6))
