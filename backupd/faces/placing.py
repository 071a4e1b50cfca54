"""Puts what grouping decided into the database: for one family, a batch of new faces after another."""

import sqlite3

import msgspec

from backupd.core.library import Library
from backupd.faces import store
from backupd.faces.grouping import REACH, Asked, Decision, Face, Known, Neighbour, decide
from backupd.faces.mind import face_mind
from backupd.faces.orders import Compare, Compared, Near

AT_ONCE = 64
MOST = 2000
"""New faces that one turn considers."""
ROUNDS = 4
ASK = """
    INSERT INTO face_question (family, somebody, other, face, distance, why)
    SELECT :family, :somebody, :other, :face, :distance, :why
    WHERE NOT EXISTS (SELECT 1 FROM not_same WHERE somebody = min(:somebody, :other) AND other = max(:somebody, :other))
      AND NOT EXISTS (SELECT 1 FROM not_somebody WHERE somebody = :somebody AND face = :face)
    ON CONFLICT DO NOTHING
"""
PLACE = """
    INSERT INTO somebody_face (face, family, somebody)
    SELECT id, :family,
           iif(EXISTS (SELECT 1 FROM not_somebody WHERE somebody = :somebody AND face = :face), NULL, :somebody)
    FROM face WHERE id = :face
    ON CONFLICT DO UPDATE SET somebody = excluded.somebody WHERE somebody_face.somebody IS NULL
"""


def place_new(library: Library, family: int) -> None:
    """Consider the faces that this family sees and nobody considered yet, then those nobody knew whose that are near to one
    that somebody was found for. May run twice."""
    if not store.anything_new(library, family):
        return
    faces, new = store.faces_of(library, family)
    sorting = _Sorting(library, family, faces)
    for _ in range(ROUNDS):
        if not _round(library, family, sorting, new[:MOST]):
            return
        new = sorting.nobody_s_beside()


def _round(library: Library, family: int, sorting: "_Sorting", new: list[int]) -> bool:
    """False where it has to end: the process does not answer, or somebody was merged or erased meanwhile."""
    for start in range(0, len(new), AT_ONCE):
        some = new[start : start + AT_ONCE]
        answer = face_mind(library).ask(Compare(family, some, REACH))
        if not isinstance(answer, Compared):
            return False
        try:
            if not sorting.batch(dict(zip(some, answer.near, strict=True))):
                return False
        except sqlite3.IntegrityError:
            return False
    return True


class _Sorting:
    """Faces of one family on their way to those they belong to."""

    def __init__(self, library: Library, family: int, faces: dict[int, Face]) -> None:
        self._library, self._family, self._faces = library, family, faces
        self._known = store.known(library, family, faces.values())
        self._beside: set[int] = set()

    def batch(self, near: dict[int, list[Near]]) -> bool:
        """In one transaction. False where the family wants it no longer."""
        with self._library.database.writing() as connection:
            if self._family not in store.wished(self._library):
                return False
            for number, theirs in near.items():
                if self._faces[number].somebody is None and self._consider(connection, number, theirs):
                    self._beside.update(each.face for each in theirs)
        return True

    def nobody_s_beside(self) -> list[int]:
        """Faces near to one that found its somebody, which have none themselves; each time anew."""
        beside, self._beside = self._beside, set()
        return sorted(each for each in beside if each in self._faces and self._faces[each].somebody is None)

    def _consider(self, connection: sqlite3.Connection, number: int, theirs: list[Near]) -> bool:
        """Whether it belongs to somebody now."""
        face = self._faces[number]
        near = [
            Neighbour(self._faces[each.face], each.distance) for each in theirs if each.face in self._faces
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
