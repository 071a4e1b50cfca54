"""Is the one file that matters whole? Asked by the worker every week and after the power went (SURVIVE.md 15)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.library import Library


def check(library: Library) -> None:
    """Look through the whole database and note what was found; the box's page and /up tell it. A job: may run twice."""
    problem = damage(library.database.path)
    if problem:
        log.named("database").error("quick_check says: %s", problem)
    with library.database.writing() as connection:
        connection.execute("DELETE FROM soundness")
        connection.execute("INSERT INTO soundness VALUES (?, ?)", (stamp(library.clock.now()), problem))


def damage(path: Path) -> str | None:
    """What `PRAGMA quick_check` finds, on a connection that cannot write; None when the file is whole."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if said == "ok" else str(said)


def known_damage(library: Library) -> str | None:
    """What the last check found."""
    return library.database.value("SELECT problem FROM soundness")
