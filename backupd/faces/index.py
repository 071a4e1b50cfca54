"""The vectors of all faces in memory, and which of them a family sees; exact, in pieces, nothing to train or to corrupt."""

import sqlite3
from functools import cached_property
from pathlib import Path

import numpy as np

from backupd.faces.eyes import unpacked
from backupd.faces.network import LENGTH
from backupd.faces.orders import MODEL, Near

AT_ONCE, MOST = 4096, 40
NEWER = "SELECT id, vector FROM face WHERE id > ? AND model = ? ORDER BY id LIMIT ?"
STANDING = "SELECT DISTINCT face FROM standing_faces WHERE family = ?"


class Index:
    """It follows the database as it is asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._faces = np.zeros(0, np.int64)
        self._vectors = np.zeros((0, LENGTH), np.float16)

    @cached_property
    def _database(self) -> sqlite3.Connection:
        found = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=5)
        found.execute("PRAGMA cache_size=-4000")
        return found

    def near(self, family: int, faces: list[int], reach: float) -> list[list[Near]]:
        """Of each of these faces those of the family within `reach`, without itself; none for one that is not there."""
        self._refresh()
        places = self._places(self._standing(family))
        return [self._near(face, places, reach) for face in faces]

    def _near(self, face: int, places: np.ndarray, reach: float) -> list[Near]:
        here = self._places(np.array([face], np.int64))
        if not len(here):
            return []
        far = self._distances(self._vectors[here[0]].astype(np.float32), places)
        order = np.argsort(far, kind="stable")
        order = order[far[order] <= reach][: MOST + 1]
        found = zip(self._faces[places[order]].tolist(), far[order].tolist(), strict=True)
        return [Near(other, distance) for other, distance in found if other != face][:MOST]

    def _distances(self, vector: np.ndarray, places: np.ndarray) -> np.ndarray:
        far = np.empty(len(places), np.float32)
        for start in range(0, len(places), AT_ONCE):
            piece = self._vectors[places[start : start + AT_ONCE]].astype(np.float32)
            far[start : start + AT_ONCE] = np.linalg.norm(piece - vector, axis=1)
        return far

    def _refresh(self) -> None:
        last = int(self._faces[-1]) if len(self._faces) else 0
        while rows := self._database.execute(NEWER, (last, MODEL, 20_000)).fetchall():
            last = rows[-1][0]
            self._faces = np.concatenate([self._faces, np.array([row[0] for row in rows], np.int64)])
            new = unpacked([row[1] for row in rows]).astype(np.float16)
            self._vectors = np.concatenate([self._vectors, new])

    def _standing(self, family: int) -> np.ndarray:
        rows = self._database.execute(STANDING, (family,)).fetchall()
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def _places(self, faces: np.ndarray) -> np.ndarray:
        """Where these faces lie; they lie in the order of their numbers, and what was erased is in no answer."""
        at = np.searchsorted(self._faces, faces)
        inside = at < len(self._faces)
        at, faces = at[inside], faces[inside]
        return at[self._faces[at] == faces]
