"""Core's tables: when each job of the timetable last ran, so that a night without power is caught up, and whether the
database itself is whole."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("core")


@schema()
def timetable(database: Database) -> None:
    database.execute("CREATE TABLE timetable (name TEXT PRIMARY KEY, last_run TEXT NOT NULL) STRICT")


@schema()
def soundness(database: Database) -> None:
    """One row: when the database was last looked through, and what was wrong (NULL: nothing)."""
    database.execute("CREATE TABLE soundness (checked TEXT NOT NULL, problem TEXT) STRICT")
