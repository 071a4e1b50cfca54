"""The verbs on faces: who somebody is, who is the same, whose a face is not. Contributors do them; the rest look."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Literal

from backupd import family as families
from backupd.core.errors import Absent, Forbidden, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.faces import acts, sights
from backupd.faces.acts import Before
from backupd.family import Viewer

LONGEST_NAME = 40
FIRST_YEAR = 1850


def name(
    library: Library, viewer: Viewer, number: int, called: str, person: int | None, born: str
) -> int | None:
    """This is that person of the family, or, with none, is called so. Answers a question where somebody else bears the same
    name: whether the two are the same is for people to say."""
    must_contribute(viewer)
    who = sights.somebody(library, viewer, number)
    wanted = _name(library, viewer, called, person)
    year = _year(library, viewer, born)
    with library.database.writing() as connection:
        twins = _bearing(connection, viewer.family, person, wanted, who.id)
        seen = sights.somebodies(library, viewer, twins)
        if seen:
            return _ask_whether_same(connection, viewer.family, who.id, seen[0].id)
        acts.remember(library, viewer, Before(people=acts.of_people(connection, [who.id, *twins])))
        if person is not None:  # of whom nobody sees a face any more: that one waits without a name
            connection.execute(
                "UPDATE somebody SET person = NULL WHERE family = ? AND person = ?", (viewer.family, person)
            )
        connection.execute(
            "UPDATE somebody SET person = ?, name = ?, born = ? WHERE id = ?", (person, wanted, year, who.id)
        )
    return None


def merge(library: Library, viewer: Viewer, number: int, other: int) -> int:
    """The two are the same; what they are called by one of them stays. Answers who is left."""
    must_contribute(viewer)
    one, two = (sights.somebody(library, viewer, each) for each in (number, other))
    if one.id == two.id:
        raise Refused("faces.merge_with_another", back=f"/faces/people/{number}")
    if one.person and two.person and one.person != two.person:
        raise Refused("faces.two_people", one=one.name, two=two.name, back=f"/faces/people/{number}")
    kept, gone = (two, one) if not one.name and two.name else (one, two)
    with library.database.writing() as connection:
        _merge(library, viewer, connection, kept.id, gone.id)
    return kept.id


def move(library: Library, viewer: Viewer, number: int, faces: Sequence[int], to: str) -> int | None:
    """These faces are not theirs, which is remembered: they are nobody's, or somebody new, or somebody else's. Answers who
    has them now."""
    must_contribute(viewer)
    sights.somebody(library, viewer, number)
    back = f"/faces/people/{number}/sorting"
    if not faces:
        raise Refused("faces.choose_first", back=back)
    goal = None if to in ("nobody", "new") else written_number(to)
    if to not in ("nobody", "new"):
        if goal is None or goal == number:
            raise Refused("faces.choose_whose", back=back)
        sights.somebody(library, viewer, goal)
    with library.database.writing() as connection:
        return _move(library, viewer, connection, number, _theirs(library, viewer, number, faces), to, goal)


def answer(library: Library, viewer: Viewer, number: int, said: Literal["yes", "no", "later"]) -> int | None:
    """Answers who it turned out to be."""
    must_contribute(viewer)
    asked = sights.question(library, viewer, number)
    if said == "yes" and asked.other:
        return merge(library, viewer, asked.somebody.id, asked.other.id)
    with library.database.writing() as connection:
        if said == "later":
            connection.execute("UPDATE face_question SET later = later + 1 WHERE id = ?", (number,))
            return None
        if asked.other:
            acts.remember(
                library, viewer, Before(apart=_set_apart(connection, asked.somebody.id, asked.other.id))
            )
        else:
            _said_of_one(library, viewer, connection, asked.face, asked.somebody.id, said == "yes")
        connection.execute("DELETE FROM face_question WHERE id = ?", (number,))
    return asked.somebody.id if said == "yes" else None


def must_contribute(viewer: Viewer) -> None:
    if not viewer.contributes:
        raise Forbidden("faces.readers_look", back="/faces")


def undo(library: Library, viewer: Viewer, act: int) -> None:
    must_contribute(viewer)
    acts.take_back(library, viewer, act)


def _name(library: Library, viewer: Viewer, called: str, person: int | None) -> str | None:
    """None for a person of the family: they are called as everybody calls them."""
    if person is not None:
        if person not in {each.id for each in families.members(library, viewer.family, viewer.id)}:
            raise Absent
        return None
    wanted = " ".join(called.split())
    if not wanted:
        raise Refused("faces.name_missing", back="/faces")
    if len(wanted) > LONGEST_NAME:
        raise Refused("faces.name_too_long", most=LONGEST_NAME, back="/faces")
    return wanted


def _year(library: Library, viewer: Viewer, born: str) -> int | None:
    if not born.strip():
        return None
    year = written_number(born.strip())
    if year is None or not FIRST_YEAR <= year <= viewer.here(library.clock.now()).year:
        raise Refused("faces.no_such_year", year=born.strip()[:20], back="/faces")
    return year


def _bearing(
    connection: sqlite3.Connection, family: int, person: int | None, name: str | None, besides: int
) -> list[int]:
    rows = connection.execute(
        """SELECT id FROM somebody WHERE family = :family AND id <> :besides
           AND CASE WHEN :person IS NULL THEN name = :name ELSE person = :person END ORDER BY id""",
        {"family": family, "person": person, "name": name, "besides": besides},
    )
    return [row["id"] for row in rows.fetchall()]


def _ask_whether_same(connection: sqlite3.Connection, family: int, one: int, two: int) -> int:
    first, second = sorted((one, two))
    connection.execute("DELETE FROM not_same WHERE somebody = ? AND other = ?", (first, second))
    connection.execute(
        """INSERT INTO face_question (family, somebody, other, distance, why) VALUES (?, ?, ?, 0, 'name')
           ON CONFLICT DO UPDATE SET why = 'name', later = 0""",
        (family, first, second),
    )
    found = connection.execute(
        "SELECT id FROM face_question WHERE somebody = ? AND other = ?", (first, second)
    ).fetchone()
    return int(found["id"])


def _merge(library: Library, viewer: Viewer, connection: sqlite3.Connection, kept: int, gone: int) -> None:
    """What was said no to of either holds for both."""
    faces = [
        row["face"]
        for row in connection.execute("SELECT face FROM somebody_face WHERE somebody = ?", (gone,)).fetchall()
    ]
    people = acts.of_people(connection, [kept, gone])
    before = Before(faces=acts.of_faces(connection, viewer.family, faces), people=people)
    before.lost_refused = _pairs(
        connection, "SELECT somebody, face FROM not_somebody WHERE somebody = ?", gone
    )
    before.lost_apart = _pairs(
        connection, "SELECT somebody, other FROM not_same WHERE ? IN (somebody, other)", gone
    )
    lost = next(row for row in people if row[0] == gone)
    connection.execute("UPDATE somebody_face SET somebody = ? WHERE somebody = ?", (kept, gone))
    before.refused = [(kept, face) for _, face in before.lost_refused if _refuse(connection, kept, face)]
    for one, other in before.lost_apart:
        if (third := one + other - gone) != kept:
            before.apart += _set_apart(connection, kept, third)
    acts.remember(library, viewer, before)
    connection.execute("DELETE FROM somebody WHERE id = ?", (gone,))
    connection.execute(
        """UPDATE somebody SET person = coalesce(person, ?), name = coalesce(name, ?), born = coalesce(born, ?)
           WHERE id = ?""",
        (*lost[1:], kept),
    )


def _pairs(connection: sqlite3.Connection, sql: str, number: int) -> list[tuple[int, int]]:
    return [tuple(row) for row in connection.execute(sql, (number,)).fetchall()]


def _theirs(library: Library, viewer: Viewer, number: int, faces: Sequence[int]) -> list[int]:
    """Those of them that are somebody's and that this viewer sees; Absent if any is not."""
    found = library.database.column(
        """SELECT DISTINCT face FROM visible_sights WHERE viewer = ? AND family = ? AND somebody = ?
           AND face IN (SELECT value FROM json_each(?))""",
        (viewer.id, viewer.family, number, json.dumps(list(faces))),
    )
    if set(found) != set(faces):
        raise Absent
    return found


def _move(
    library: Library, viewer: Viewer, connection: sqlite3.Connection, number: int, faces: list[int], to: str,
    goal: int | None,
) -> int | None:  # fmt: skip
    before = Before(faces=acts.of_faces(connection, viewer.family, faces))
    if to == "new":
        goal = int(
            connection.execute("INSERT INTO somebody (family) VALUES (?)", (viewer.family,)).lastrowid or 0
        )
        before.made.append(goal)
    if goal is not None:
        before.apart = _set_apart(connection, number, goal)
    before.refused = [(number, face) for face in faces if _refuse(connection, number, face)]
    connection.executemany(
        "UPDATE somebody_face SET somebody = ?, said = ? WHERE face = ? AND family = ?",
        [(goal, goal is not None, face, viewer.family) for face in faces],
    )
    acts.remember(library, viewer, before)
    return goal


def _said_of_one(
    library: Library, viewer: Viewer, connection: sqlite3.Connection, face: int, whose: int, theirs: bool
) -> None:
    before = Before(faces=acts.of_faces(connection, viewer.family, [face]))
    if theirs:
        connection.execute(
            "UPDATE somebody_face SET somebody = ?, said = 1 WHERE face = ? AND family = ?",
            (whose, face, viewer.family),
        )
        connection.execute("DELETE FROM face_question WHERE face = ? AND family = ?", (face, viewer.family))
    elif _refuse(connection, whose, face):
        before.refused = [(whose, face)]
    acts.remember(library, viewer, before)


def _refuse(connection: sqlite3.Connection, somebody: int, face: int) -> bool:
    """Whether that is new."""
    sql = "INSERT OR IGNORE INTO not_somebody (somebody, face) VALUES (?, ?)"
    return connection.execute(sql, (somebody, face)).rowcount == 1


def _set_apart(connection: sqlite3.Connection, one: int, two: int) -> list[tuple[int, int]]:
    """They are two people; what is new of that. A question whether they are one is answered."""
    first, second = sorted((one, two))
    new = connection.execute(
        "INSERT OR IGNORE INTO not_same (somebody, other) VALUES (?, ?)", (first, second)
    ).rowcount
    connection.execute("DELETE FROM face_question WHERE somebody = ? AND other = ?", (first, second))
    return [(first, second)] if new else []
