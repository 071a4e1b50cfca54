"""Marks: one row for each picture and kind of mark."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("marks")


@schema()
def marks(database: Database) -> None:
    """version: of the measure that took it; one that was taken by an older version is taken anew. They go with their
    picture: what is measured is derived, and is measured again."""
    database.execute("""
        CREATE TABLE mark (
            media INTEGER NOT NULL REFERENCES media ON DELETE CASCADE,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            value REAL NOT NULL,
            PRIMARY KEY (media, kind)
        ) STRICT, WITHOUT ROWID
    """)
