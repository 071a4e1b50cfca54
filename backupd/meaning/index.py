"""The vectors and tags in memory, one row a picture, as the database has them."""

import sqlite3
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from backupd.meaning.tags import KIND, unpacked

AT_ONCE = 20_000
# Each picture once, as the timeline shows it; the viewer and the family are bound, so nothing that is sealed, in the
# trash or another family's is ever looked at.
ALLOWED = """
    SELECT media FROM visible_timeline
    WHERE viewer = :viewer AND family = :family
"""
WITHIN = " AND moment >= :first AND moment < :last"
AFTER_ANY_DAY = "9999"


class Index:
    """One model's tags or its vectors; it follows the database as it is asked."""

    def __init__(self, path: Path, model: str, what: Literal["tags", "vector"]) -> None:
        self.model, self._what = model, what
        self._path = path
        self._last = 0
        self._media = np.zeros(0, np.int64)
        self._tags = np.zeros(0, KIND)
        self._vectors = np.zeros((0, 0), np.int8)
        self._known: tuple[tuple, np.ndarray] | None = None
        self._order = self._sorted = np.zeros(0, np.int64)

    @cached_property
    def _database(self) -> sqlite3.Connection:
        found = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=5)
        found.execute("PRAGMA cache_size=-4000")
        return found

    def allowed(self, viewer: int, family: int, first: str = "", last: str = "") -> np.ndarray:
        """Places of the pictures that this viewer may see, of these days."""
        bound = {"viewer": viewer, "family": family, "first": first, "last": last or AFTER_ANY_DAY}
        key = (self._changes(), self._last, *bound.values())
        if self._known is None or self._known[0] != key:
            rows = self._database.execute(ALLOWED + (WITHIN if first or last else ""), bound).fetchall()
            media = np.fromiter((row[0] for row in rows), np.int64, len(rows))
            self._known = key, self._places(media)
        return self._known[1]

    def _changes(self) -> int:
        """Another number after anybody wrote anything: what is remembered holds until then and no longer."""
        return self._database.execute("PRAGMA data_version").fetchone()[0]

    def place(self, media: int) -> int | None:
        found = self._places(np.array([media], np.int64))
        return int(found[0]) if len(found) else None

    def refresh(self) -> None:
        """Take in what was seen since."""
        before = self._last
        while rows := self._newer():
            self._last = rows[-1][0]
            self._media = np.concatenate([self._media, np.array([row[1] for row in rows], np.int64)])
            if self._what == "tags":
                self._tags = np.concatenate([self._tags, unpacked([row[2] or b"" for row in rows])])
            else:
                self._vectors = _under(self._vectors, [row[2] for row in rows])
        if self._last != before:
            self._order = np.argsort(self._media, kind="stable")
            self._sorted = self._media[self._order]

    def _newer(self) -> list:
        return self._database.execute(
            f"SELECT id, media, {self._what} FROM seen WHERE model = ? AND id > ? AND length(vector) > 0 ORDER BY id LIMIT ?",
            (self.model, self._last, AT_ONCE),
        ).fetchall()

    def _places(self, media: np.ndarray) -> np.ndarray:
        """Where these media are, as far as they were looked at; of one that was looked at twice, the last."""
        if not len(self._sorted):
            return np.zeros(0, np.int64)
        after = np.searchsorted(self._sorted, media, side="right")
        there = (after > 0) & (self._sorted[after - 1] == media)
        return self._order[after[there] - 1]

    def media(self, places: np.ndarray) -> list[int]:
        return self._media[places].tolist()

    def tags(self, places: np.ndarray) -> np.ndarray:
        return self._tags[places]

    def vectors(self, places: np.ndarray) -> np.ndarray:
        return self._vectors[places]


def _under(before: np.ndarray, rows: list[bytes]) -> np.ndarray:
    """`rows` beneath `before`. A row of another length than most is one of zeros, which is like nothing."""
    length = Counter(map(len, rows)).most_common(1)[0][0] if len(before) < len(rows) else before.shape[1]
    if length != before.shape[1]:
        before = np.zeros((len(before), length), np.int8)
    whole = b"".join(row if len(row) == length else bytes(length) for row in rows)
    return np.concatenate([before.reshape(-1, length), np.frombuffer(whole, np.int8).reshape(-1, length)])
