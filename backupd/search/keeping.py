"""Keeps the index as the album is: reads again whatever the triggers noted, a few hundred documents at a time, so that
no writer waits long. The daemon does it in the background, and every search first does what little is left."""

import sqlite3
from collections.abc import Iterable, Sequence

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search import documents
from backupd.search.documents import IN_A_DAY, Document
from backupd.search.grams import grams, scope
from backupd.search.noting import TRIGGERS

AT_ONCE = 300
BEFORE_AN_ANSWER = 600
"""Documents that a search reads itself before it answers; more is the background's work, and the page says so."""
BEFORE_A_PAUSE = 1800
MERGING = 400
READ = {"album": documents.albums, "story": documents.stories}
UNREAD = """
    SELECT count(*) FROM search_stale AS stale WHERE CASE stale.kind
        WHEN 'story' THEN EXISTS (SELECT 1 FROM spoken_stories AS told WHERE told.id = subject AND told.family = :family)
        ELSE EXISTS (SELECT 1 FROM spoken_albums AS told WHERE told.id = subject AND told.family = :family) END
"""
OLD = "SELECT * FROM search_document WHERE subject = ? AND kind = ?"


def keep_words(library: Library) -> None:
    """Give the box the triggers of this version; where it had others, read everything again. At every start."""
    rows = library.database.connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'search_*'"
    )
    there = {row["name"]: row["sql"] for row in rows}
    if there != TRIGGERS:
        with library.database.writing() as connection:
            for name in there:
                connection.execute(f"DROP TRIGGER {name}")
            for trigger in TRIGGERS.values():
                connection.execute(trigger)
            begin_anew(library)


def begin_anew(library: Library) -> None:
    """Forget the index, and note everything as still to be read."""
    with library.database.writing() as connection:
        _forget_all(connection)


def _forget_all(connection: sqlite3.Connection) -> None:
    for table in ("search_document", "search_place", "search_stale"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO search_grams (search_grams) VALUES ('delete-all')")
    connection.execute("INSERT INTO search_stale (kind, subject) SELECT 'album', id FROM spoken_albums")
    connection.execute("INSERT INTO search_stale (kind, subject) SELECT 'story', id FROM spoken_stories")


def unread(library: Library, viewer: Viewer) -> int:
    """How many documents of this viewer's family are still to be read; of what is hidden none is counted."""
    return int(library.database.value(UNREAD, {"family": viewer.family}))


def to_read(library: Library) -> Iterable[int]:
    """One bell for all of it."""
    return [1] if library.database.value("SELECT 1 FROM search_stale LIMIT 1") else []


def read_words(library: Library, *rung: int) -> None:
    """A job: read some of what is stale and ring again for the rest, so that no other clockwork waits long behind it; in
    the end let the index tidy itself a little. May run twice."""
    if not to_read(library):
        return
    for _ in range(0, BEFORE_A_PAUSE, AT_ONCE):
        read_some(library)
    if to_read(library):
        library.jobs.later_once(read_words)
        return
    with library.database.writing() as connection:
        connection.execute("INSERT INTO search_grams (search_grams, rank) VALUES ('merge', ?)", (MERGING,))


def read_everything(library: Library) -> None:
    """All that is stale, here and now."""
    while read_some(library):
        pass


def read_before_answering(library: Library, viewer: Viewer) -> int:
    """Read what little is stale; how much is left. A disk that takes no writes now is no reason not to find."""
    try:
        for _ in range(0, BEFORE_AN_ANSWER, AT_ONCE):
            if not (to_read(library) and read_some(library)):
                break
    except Refused:
        pass
    return unread(library, viewer)


def read_some(library: Library) -> bool:
    """Read up to AT_ONCE documents in one transaction; False when there were none."""
    with library.database.writing() as connection:
        rows = connection.execute("SELECT kind, subject FROM search_stale LIMIT ?", (AT_ONCE,)).fetchall()
        for kind, read in READ.items():
            numbers = [row["subject"] for row in rows if row["kind"] == kind]
            if numbers:
                write(connection, kind, numbers, read(library, numbers))
        connection.executemany(
            "DELETE FROM search_stale WHERE kind = ? AND subject = ?", [tuple(row) for row in rows]
        )
    return bool(rows)


def write(
    connection: sqlite3.Connection, kind: str, numbers: Sequence[int], read: Iterable[Document]
) -> None:
    """Bring the index from what it holds of these to what was read of them; what was not read is gone."""
    new = {each.subject: each for each in read}
    for number in numbers:
        old = connection.execute(OLD, (number, kind)).fetchone()
        if old is not None and _same(old, new.get(number)):
            continue
        if old is not None:
            _forget(connection, old)
        if number in new:
            _learn(connection, new[number], old)


def _same(old: sqlite3.Row, new: Document | None) -> bool:
    if new is None:
        return False
    there = (old["family"], _day_of(old), old["since"], old["marks"], old["text"])
    return there == (new.family, new.day, new.since, new.marks, new.text)


def _day_of(old: sqlite3.Row) -> int:
    day = old["id"] >> IN_A_DAY
    return day if day >= documents.FIRST_DAY else 0


def _forget(connection: sqlite3.Connection, old: sqlite3.Row) -> None:
    tokens = grams(scope(old["family"], old["kind"]), old["text"], old["marks"])
    sql = "INSERT INTO search_grams (search_grams, rowid, grams) VALUES ('delete', ?, ?)"
    connection.execute(sql, (old["id"], tokens))
    connection.execute("DELETE FROM search_document WHERE id = ?", (old["id"],))


def _learn(connection: sqlite3.Connection, new: Document, old: sqlite3.Row | None) -> None:
    """Of the same day it stays where it was: whoever pages through meanwhile misses nothing."""
    stays = old is not None and _day_of(old) == new.day
    number = old["id"] if old is not None and stays else _free(connection, new.day)
    connection.execute(
        "INSERT INTO search_document (id, family, kind, subject, since, marks, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, new.family, new.kind, new.subject, new.since, new.marks, new.text),
    )
    tokens = grams(scope(new.family, new.kind), new.text, new.marks)
    connection.execute("INSERT INTO search_grams (rowid, grams) VALUES (?, ?)", (number, tokens))
    connection.executemany(
        "INSERT OR IGNORE INTO search_place (family, ko, en) VALUES (?, ?, ?)",
        [(new.family, *place) for place in new.places],
    )


def _free(connection: sqlite3.Connection, day: int) -> int:
    """The next number within a day; below the first day there is room for everything that has none."""
    first, end = _day(day), _day(day + 1 if day else documents.FIRST_DAY)
    sql = "SELECT max(id) FROM search_document WHERE id >= ? AND id < ?"
    last = connection.execute(sql, (first, end)).fetchone()[0]
    return first if last is None else last + 1


def _day(day: int) -> int:
    return day << IN_A_DAY
