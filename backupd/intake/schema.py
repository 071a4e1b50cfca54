"""How files came in: one row for each file that was offered, what became of it, and what drop folders were seen to hold."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("intake")


@schema()
def arrivals(database: Database) -> None:
    """batch: one sitting at the upload page, one sweep of a drop folder, one import; it is what progress is shown for.
    arrival.state: received (kept, waiting to be welcomed) · settled (outcome says how).
    outcome: imported · duplicate · refused (`reason` is a word key)."""
    database.execute("""
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            person INTEGER NOT NULL REFERENCES person,
            door TEXT NOT NULL CHECK (door IN ('browser', 'drop_folder', 'import')),
            album INTEGER REFERENCES album,
            description TEXT NOT NULL DEFAULT '',
            source TEXT,
            begun TEXT NOT NULL,
            told TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX batch_family ON batch (family, id)")
    database.execute("""
        CREATE TABLE arrival (
            id INTEGER PRIMARY KEY,
            batch INTEGER NOT NULL REFERENCES batch,
            name TEXT NOT NULL,
            source TEXT,
            album INTEGER REFERENCES album,
            media INTEGER REFERENCES media,
            story INTEGER REFERENCES story,
            state TEXT NOT NULL CHECK (state IN ('received', 'settled')),
            outcome TEXT CHECK (outcome IN ('imported', 'duplicate', 'refused')),
            reason TEXT,
            arrived TEXT NOT NULL,
            settled TEXT,
            dismissed TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX arrival_batch ON arrival (batch, id)")
    database.execute("CREATE INDEX arrival_media ON arrival (media)")
    database.execute("CREATE INDEX arrival_unfinished ON arrival (id) WHERE state = 'received'")


@schema()
def drop_folders(database: Database) -> None:
    """A source file is known by its path and what stat(2) says of it; taken again only when that changes."""
    database.execute("""
        CREATE TABLE drop_source (
            path BLOB PRIMARY KEY,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            arrival INTEGER REFERENCES arrival,
            reason TEXT,
            seen TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """)
