"""Uploads that may be continued: one row each, kept a week. How far one got is told by its file alone."""

from sqlite_utils.db import Database

from backupd.intake.schema import schema


@schema()
def resumable(database: Database) -> None:
    """id: 128 random bits, of use only to the person and device it was made for. metadata: the client's header as it
    came. touched: about when bytes last came in, for expiry. finished: when all of it was handed to intake."""
    database.execute("""
        CREATE TABLE upload (
            id TEXT PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            person INTEGER NOT NULL REFERENCES person,
            device INTEGER NOT NULL REFERENCES device,
            batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
            name TEXT NOT NULL,
            metadata TEXT NOT NULL,
            length INTEGER NOT NULL,
            begun TEXT NOT NULL,
            touched TEXT NOT NULL,
            finished TEXT,
            arrival INTEGER REFERENCES arrival ON DELETE SET NULL
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX upload_unfinished ON upload (person, family) WHERE finished IS NULL")
    database.execute("CREATE INDEX upload_touched ON upload (touched)")
    database.execute("CREATE INDEX upload_arrival ON upload (arrival)")
    database.execute("CREATE INDEX upload_batch ON upload (batch)")
