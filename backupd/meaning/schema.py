"""What was seen on each picture, by which model, and which model answers."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("meaning")


@schema()
def meaning(database: Database) -> None:
    """seen: one row for each picture and model; an empty vector where nothing could be seen (the file is no picture).
    Numbers are never used twice: readers follow by them. seeing: one row. model: whose rows answer; coming: whose rows
    are still being made; trouble: why the model of the settings is not used, a word key."""
    database.execute("""
        CREATE TABLE seen (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            media INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            tags BLOB,
            vector BLOB NOT NULL
        ) STRICT
    """)
    database.execute("CREATE UNIQUE INDEX seen_once ON seen (model, media)")
    database.execute("CREATE INDEX seen_media ON seen (media)")
    database.execute("""
        CREATE TABLE seeing (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            on_ INTEGER NOT NULL DEFAULT 1,
            paused INTEGER NOT NULL DEFAULT 0,
            model TEXT NOT NULL DEFAULT 'lite0-1',
            coming TEXT,
            trouble TEXT
        ) STRICT
    """)
    database.execute("INSERT INTO seeing (id) VALUES (1)")
