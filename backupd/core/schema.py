"""Core's one table: when each job of the timetable last ran, so that a night without power is caught up."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("core")


@schema()
def timetable(database: Database) -> None:
    database.execute("CREATE TABLE timetable (name TEXT PRIMARY KEY, last_run TEXT NOT NULL) STRICT")
