"""Every SQL statement of reactions; reads go through the gate."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from backupd.core.clock import stamp
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer, called_name
from backupd.reactions.records import Kind, Reactions, Said

_MINE = "viewer = :viewer AND family = :family"
SEEN = f"SELECT 1 FROM visible_stories WHERE {_MINE} AND id = :story"
SAID = f"""
    SELECT kind, person IS NULL AS framed, count(*) AS amount,
           max(person IS :person AND device IS :device) AS mine
    FROM visible_reactions WHERE {_MINE} AND story = :story GROUP BY kind, framed
"""
BY = f"""
    SELECT person.id, {called_name()} AS name, person.colour, person.face, said.kind
    FROM visible_reactions AS said JOIN person ON person.id = said.person
    WHERE said.viewer = :viewer AND said.family = :family AND said.story = :story ORDER BY said.at DESC, said.id DESC
"""
HEARTED = f"""
    SELECT story FROM visible_reactions
    WHERE {_MINE} AND story IN (SELECT value FROM json_each(:stories))
      AND person IS :person AND device IS :device
"""


def must_see(library: Library, viewer: Viewer, story: int) -> None:
    """Raises Absent where the story is not, or not for this viewer."""
    if library.database.value(SEEN, _bound(viewer) | {"story": story}) is None:
        raise Absent


def of_story(library: Library, viewer: Viewer, story: int) -> Reactions:
    """Raises Absent where the story is not, or not for this viewer."""
    must_see(library, viewer, story)
    named = _bound(viewer) | {"story": story}
    rows = library.database.connection.execute(SAID, named).fetchall()
    return Reactions(
        story=story,
        people={row["kind"]: row["amount"] for row in rows if not row["framed"]},
        from_frames=sum(row["amount"] for row in rows if row["framed"]),
        mine=next((row["kind"] for row in rows if row["mine"]), None),
        by=library.database.all(Said, BY, named),
    )


def mine(library: Library, viewer: Viewer, stories: Sequence[int]) -> set[int]:
    """The stories among these to which the asker said something."""
    return set(library.database.column(HEARTED, _bound(viewer) | {"stories": json.dumps(stories)}))


def say(library: Library, viewer: Viewer, story: int, kind: Kind) -> bool:
    """Write or change what the asker says; False where it stood there already. Inside a transaction."""
    who = author(viewer)
    connection = library.database.connection
    values = who | {"story": story, "kind": kind, "at": stamp(library.clock.now())}
    if _changed(
        connection, f"UPDATE reaction SET kind = :kind, at = :at WHERE {_BY} AND kind <> :kind", values
    ):
        return True
    sql = """INSERT OR IGNORE INTO reaction (story, person, device, kind, at)
             VALUES (:story, :person, :device, :kind, :at)"""
    return _changed(connection, sql, values)


def note_line(library: Library, viewer: Viewer, story: int, line: int) -> None:
    """Where in the ledger it stands."""
    values = author(viewer) | {"story": story, "line": line}
    library.database.connection.execute(f"UPDATE reaction SET happening = :line WHERE {_BY}", values)


_BY = "story = :story AND person IS :person AND device IS :device"


def unsay(library: Library, viewer: Viewer, story: int) -> bool:
    """False where nothing stood there. Inside a transaction."""
    sql = f"DELETE FROM reaction WHERE {_BY}"
    return _changed(library.database.connection, sql, author(viewer) | {"story": story})


def author(viewer: Viewer) -> dict[str, int | None]:
    """A person speaks for themselves; a frame belongs to nobody and speaks as the device it is."""
    if viewer.frame:
        return {"person": None, "device": viewer.device}
    return {"person": viewer.id, "device": None}


def _bound(viewer: Viewer) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, **author(viewer)}


def _changed(connection: sqlite3.Connection, sql: str, values: Mapping[str, object]) -> bool:
    return connection.execute(sql, values).rowcount > 0
