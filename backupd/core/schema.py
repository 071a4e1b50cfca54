"""Core's tables: when each job of the timetable last ran, so that a night without power is caught up; the trusted clock."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("core")


@schema()
def timetable(database: Database) -> None:
    database.execute("CREATE TABLE timetable (name TEXT PRIMARY KEY, last_run TEXT NOT NULL) STRICT")


@schema()
def trusted_clock(database: Database) -> None:
    """One row at most: the trusted moment, with the boot clock of then, and the highest one since (core.trusted)."""
    database.execute("""
        CREATE TABLE trusted_clock (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            instant TEXT NOT NULL,
            boot TEXT NOT NULL,
            since_boot REAL NOT NULL,
            highest TEXT NOT NULL
        ) STRICT
    """)
