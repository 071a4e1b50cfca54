"""What people did to faces, written down as it was before, so that the last of it can be undone."""

import json
import sqlite3
from collections.abc import Iterable

import msgspec

from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict
from backupd.core.library import Library
from backupd.family import Viewer


class Before(msgspec.Struct):
    """faces: face, somebody, said; people: id, person, name, born; made, refused, apart: what the act added; lost_…: what
    was said no to of somebody who went."""

    faces: list[tuple[int, int | None, int]] = []
    people: list[tuple[int, int | None, str | None, int | None]] = []
    made: list[int] = []
    refused: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    lost_refused: list[tuple[int, int]] = []
    lost_apart: list[tuple[int, int]] = []


def of_faces(connection: sqlite3.Connection, family: int, faces: Iterable[int]) -> list:
    sql = "SELECT face, somebody, said FROM somebody_face WHERE family = ? AND face IN (SELECT value FROM json_each(?))"
    return [tuple(row) for row in connection.execute(sql, (family, json.dumps(list(faces))))]


def of_people(connection: sqlite3.Connection, people: Iterable[int]) -> list:
    sql = "SELECT id, person, name, born FROM somebody WHERE id IN (SELECT value FROM json_each(?))"
    return [tuple(row) for row in connection.execute(sql, (json.dumps(list(people)),))]


def remember(library: Library, viewer: Viewer, before: Before) -> int:
    """In the transaction of the act."""
    with library.database.writing() as connection:
        made = connection.execute(
            "INSERT INTO face_act (family, by_, at, before) VALUES (?, ?, ?, ?)",
            (viewer.family, viewer.id, stamp(library.clock.now()), msgspec.json.encode(before).decode()),
        )
    return int(made.lastrowid or 0)


def take_back(library: Library, viewer: Viewer, act: int) -> None:
    """Raises Conflict when something was done since: one thing after the other."""
    with library.database.writing() as connection:
        row = connection.execute(
            "SELECT before, undone FROM face_act WHERE id = ? AND family = ?", (act, viewer.family)
        ).fetchone()
        if row is None:
            raise Absent
        later = "SELECT 1 FROM face_act WHERE family = ? AND undone = 0 AND id > ?"
        if row["undone"] or connection.execute(later, (viewer.family, act)).fetchone():
            raise Conflict("faces.done_since", back="/faces")
        _restore(connection, viewer.family, msgspec.json.decode(row["before"], type=Before))
        connection.execute("UPDATE face_act SET undone = 1 WHERE id = ?", (act,))


def _restore(connection: sqlite3.Connection, family: int, before: Before) -> None:
    """Those who are still there first: somebody who comes back may be the person that one of them became meanwhile."""
    for number, person, name, born in before.people:
        connection.execute(
            "UPDATE somebody SET person = ?, name = ?, born = ? WHERE id = ?", (person, name, born, number)
        )
    connection.executemany(
        "INSERT OR IGNORE INTO somebody (id, family, person, name, born) VALUES (?, ?, ?, ?, ?)",
        [(number, family, person, name, born) for number, person, name, born in before.people],
    )
    connection.executemany(
        "UPDATE somebody_face SET somebody = ?, said = ? WHERE face = ? AND family = ?",
        [(whose, said, face, family) for face, whose, said in before.faces],
    )
    connection.executemany("DELETE FROM not_somebody WHERE somebody = ? AND face = ?", before.refused)
    connection.executemany("DELETE FROM not_same WHERE somebody = ? AND other = ?", before.apart)
    connection.executemany(
        "INSERT OR IGNORE INTO not_somebody (somebody, face) VALUES (?, ?)", before.lost_refused
    )
    connection.executemany(
        "INSERT OR IGNORE INTO not_same (somebody, other) VALUES (?, ?)", before.lost_apart
    )
    connection.executemany("DELETE FROM somebody WHERE id = ?", [(made,) for made in before.made])
