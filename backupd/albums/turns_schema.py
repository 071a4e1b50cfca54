"""Albums that people fill in turns (albums.taking_turns)."""

from sqlite_utils.db import Database

from backupd.albums.looks_schema import schema


@schema()
def taking_turns(database: Database) -> None:
    """in_turns: people add to it one after the other; whoever has not the turn cannot, by whichever way."""
    database.execute(
        "ALTER TABLE album ADD COLUMN in_turns INTEGER NOT NULL DEFAULT 0 CHECK (in_turns IN (0, 1))"
    )
