"""Puts what grouping decided into the database: for one family, a batch of new faces after another."""

import sqlite3
from collections import deque
from collections.abc import Iterable

import msgspec

from backupd.core.library import Library
from backupd.faces import store
from backupd.faces.grouping import REACH, Asked, Decision, Face, Known, Neighbour, decide
from backupd.faces.mind import face_mind
from backupd.faces.orders import Compare, Compared, Near

AT_ONCE = 64
MOST = 2000
"""New faces that one turn considers."""
ASK = """
    INSERT INTO face_question (family, somebody, other, face, distance, why)
    SELECT :family, :somebody, :other, :face, :distance, :why
    WHERE NOT EXISTS (SELECT 1 FROM not_same WHERE somebody = min(:somebody, :other) AND other = max(:somebody, :other))
      AND NOT EXISTS (SELECT 1 FROM not_somebody WHERE somebody = :somebody AND face = :face)
    ON CONFLICT DO NOTHING
"""
PLACE = """
    INSERT INTO somebody_face (face, family, somebody) SELECT id, :family, :somebody FROM face WHERE id = :face
    ON CONFLICT DO UPDATE SET somebody = excluded.somebody WHERE somebody_face.somebody IS NULL
"""


def place_new(library: Library, family: int) -> None:
    """Consider the faces that this family sees and nobody considered yet. May run twice."""
    if not store.anything_new(library, family):
        return
    faces, new = store.faces_of(library, family)
    sorting = _Sorting(library, family, faces)
    for start in range(0, min(len(new), MOST), AT_ONCE):
        answer = face_mind(library).ask(Compare(family, new[start : start + AT_ONCE], REACH))
        if not isinstance(answer, Compared):
            return
        try:
            if not sorting.batch(new[start : start + AT_ONCE], answer.near):
                return
        except sqlite3.IntegrityError:  # somebody was merged or erased meanwhile: the next turn knows
            return


class _Sorting:
    """Faces of one family on their way to those they belong to."""

    def __init__(self, library: Library, family: int, faces: dict[int, Face]) -> None:
        self._library, self._family, self._faces = library, family, faces
        self._known = store.known(library, family, faces.values())
        self._near: dict[int, list[Near]] = {}

    def batch(self, new: list[int], near: Iterable[list[Near]]) -> bool:
        """In one transaction. A face that could not be placed is looked at again when one near to it was. False where the
        family wants it no longer."""
        self._near |= dict(zip(new, near, strict=True))
        with self._library.database.writing() as connection:
            if self._family not in store.wished(self._library):
                return False
            waiting, again = deque(new), set(new)
            while waiting:
                each = waiting.popleft()
                if self._faces[each].somebody is None and self._consider(connection, each):
                    waiting.extend(self._near_and_nobody_s(each, again))
        return True

    def _near_and_nobody_s(self, face: int, again: set[int]) -> list[int]:
        found = [
            near.face
            for near in self._near.get(face, ())
            if near.face in self._near and self._faces[near.face].somebody is None
        ]
        once = [each for each in found if each in again]
        again.difference_update(once)
        return once

    def _consider(self, connection: sqlite3.Connection, number: int) -> bool:
        """Whether it belongs to somebody now."""
        face = self._faces[number]
        near = [
            Neighbour(self._faces[each.face], each.distance)
            for each in self._near[number]
            if each.face in self._faces
        ]
        decision = decide(face, near, self._known)
        whose = self._founded(connection, decision) if decision.founds else decision.joins
        self._place(connection, number, whose)
        for asked in decision.questions:
            self._ask(connection, asked)
        return whose is not None

    def _founded(self, connection: sqlite3.Connection, decision: Decision) -> int:
        made = connection.execute("INSERT INTO somebody (family) VALUES (?)", (self._family,))
        number = int(made.lastrowid or 0)
        self._known[number] = Known(number, 0, frozenset())
        assert decision.founds is not None
        self._place(connection, decision.founds, number)
        return number

    def _place(self, connection: sqlite3.Connection, number: int, whose: int | None) -> None:
        connection.execute(PLACE, {"face": number, "family": self._family, "somebody": whose})
        face = self._faces[number]
        self._faces[number] = msgspec.structs.replace(face, somebody=whose)
        if whose is not None:
            connection.execute(
                "DELETE FROM face_question WHERE face = ? AND family = ?", (number, self._family)
            )
            before = self._known[whose]
            self._known[whose] = msgspec.structs.replace(
                before, faces=before.faces + 1, media=before.media | {face.media}
            )

    def _ask(self, connection: sqlite3.Connection, asked: Asked) -> None:
        connection.execute(ASK, {"family": self._family, **msgspec.structs.asdict(asked)})
