"""What a family wants its frames to show."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("frame")


@schema()
def wishes(database: Database) -> None:
    """A family without a row has the defaults of FrameWishes. frame_pick.what: an album's or a category's number, or a
    year; what is gone by now is simply not found."""
    database.execute("""
        CREATE TABLE frame_wish (
            family INTEGER PRIMARY KEY REFERENCES family,
            ordered TEXT NOT NULL CHECK (ordered IN ('shuffled', 'season')),
            seconds INTEGER NOT NULL,
            videos INTEGER NOT NULL,
            night_from TEXT NOT NULL,
            night_until TEXT NOT NULL
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE frame_pick (
            family INTEGER NOT NULL REFERENCES family,
            kind TEXT NOT NULL CHECK (kind IN ('album', 'category', 'year')),
            what INTEGER NOT NULL,
            PRIMARY KEY (family, kind, what)
        ) STRICT, WITHOUT ROWID
    """)
