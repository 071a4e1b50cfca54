"""How files came in: one row for each file that was offered, what became of it, and what drop folders were seen to hold."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("intake")


@schema()
def batches(database: Database) -> None:
    """batch: one sitting at the upload page, one wave of a drop folder, one import; it is what progress is shown for.
    decided: where its files go is known; nothing is welcomed before. closed: nothing more will come.
    told: when the family was told how it ended; told_imported and told_refused: of how many."""
    database.execute("""
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            person INTEGER NOT NULL REFERENCES person,
            door TEXT NOT NULL CHECK (door IN ('browser', 'drop_folder', 'import')),
            album INTEGER REFERENCES album ON DELETE SET NULL,
            description TEXT NOT NULL DEFAULT '',
            source TEXT,
            begun TEXT NOT NULL,
            decided TEXT,
            closed TEXT,
            told TEXT,
            told_imported INTEGER NOT NULL DEFAULT 0,
            told_refused INTEGER NOT NULL DEFAULT 0
        ) STRICT
    """)
    database.execute("CREATE INDEX batch_family ON batch (family, id)")
    database.execute("CREATE INDEX batch_untold ON batch (id) WHERE told IS NULL")


@schema()
def arrivals(database: Database) -> None:
    """state: received (kept, waiting to be welcomed) · settled (outcome says how).
    outcome: imported · duplicate · refused (`reason` is a word key; `media` is set while we still hold the bytes).
    folder and title: the album a folder makes, '' for a file that lies in none."""
    database.execute("""
        CREATE TABLE arrival (
            id INTEGER PRIMARY KEY,
            batch INTEGER NOT NULL REFERENCES batch,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            source TEXT,
            folder TEXT NOT NULL DEFAULT '',
            title TEXT NOT NULL DEFAULT '',
            album INTEGER REFERENCES album ON DELETE SET NULL,
            media INTEGER REFERENCES media ON DELETE SET NULL,
            story INTEGER REFERENCES story ON DELETE SET NULL,
            replaces INTEGER REFERENCES arrival,
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
    database.execute("CREATE INDEX arrival_story ON arrival (story)")
    database.execute("CREATE INDEX arrival_album ON arrival (album)")
    database.execute("CREATE INDEX arrival_unfinished ON arrival (id) WHERE state = 'received'")
    database.execute(
        "CREATE INDEX arrival_refused ON arrival (id) WHERE outcome = 'refused' AND dismissed IS NULL"
    )


@schema()
def arrivals_hold(database: Database) -> None:
    """Bytes are not forgotten while a file waits to be welcomed, or waits for somebody to decide about it."""
    database.execute("""
        CREATE TRIGGER arrival_holds_media BEFORE DELETE ON media
        WHEN EXISTS (
            SELECT 1 FROM arrival WHERE arrival.media = OLD.id
            AND (arrival.state = 'received' OR (arrival.outcome = 'refused' AND arrival.dismissed IS NULL))
        )
        BEGIN SELECT RAISE(ABORT, 'a file that arrived still waits for this'); END
    """)


@schema()
def drop_folders(database: Database) -> None:
    """A source file is known by its path and what stat(2) says of it; taken again only when that changes.
    state: ready (stable, to be read) · waiting (its container ends early) · taken (`arrival` says what became of it)
    · unreadable (`reason`). since: boot seconds of the boot `boot` at which it was first found stable.
    folder: the drop folder, as the settings name it."""
    database.execute("""
        CREATE TABLE drop_source (
            id INTEGER PRIMARY KEY,
            path BLOB NOT NULL UNIQUE,
            folder TEXT NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('ready', 'waiting', 'taken', 'unreadable')),
            since REAL NOT NULL,
            boot TEXT NOT NULL,
            arrival INTEGER REFERENCES arrival,
            reason TEXT,
            seen TEXT NOT NULL
        ) STRICT
    """)
    database.execute(
        "CREATE INDEX drop_source_open ON drop_source (folder, state, id) WHERE state <> 'taken'"
    )
    database.execute("CREATE INDEX drop_source_inode ON drop_source (inode, size)")
    database.execute("""
        CREATE TABLE drop_folder (
            path TEXT PRIMARY KEY,
            state TEXT NOT NULL CHECK (state IN ('watched', 'polled', 'offline', 'unreadable')),
            reason TEXT,
            swept TEXT
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def guests(database: Database) -> None:
    """guest: who sent this sitting by a link; its person is whoever made the link."""
    database.execute("ALTER TABLE batch ADD COLUMN guest INTEGER REFERENCES guest")
    database.execute("CREATE INDEX batch_guest ON batch (guest) WHERE guest IS NOT NULL")


@schema()
def wishes(database: Database) -> None:
    """What a sitting wishes. batch.story: its files become clips of that story. together: they make one story. fits:
    each goes to the album whose date fits it. arrival.place: its place in the tray, which is its place in the story."""
    database.execute("ALTER TABLE batch ADD COLUMN story INTEGER REFERENCES story ON DELETE SET NULL")
    database.execute("ALTER TABLE batch ADD COLUMN together INTEGER NOT NULL DEFAULT 0")
    database.execute("ALTER TABLE batch ADD COLUMN fits INTEGER NOT NULL DEFAULT 0")
    database.execute("ALTER TABLE arrival ADD COLUMN place INTEGER")
    database.execute("CREATE INDEX batch_story ON batch (story)")
    database.execute("CREATE INDEX batch_album ON batch (album)")


@schema()
def recipes(database: Database) -> None:
    """arrival.recipe: the light edit that was made in the tray, carried out once the picture stands in its album."""
    database.execute("ALTER TABLE arrival ADD COLUMN recipe TEXT")


@schema()
def capsules(database: Database) -> None:
    """batch.capsule: what this sitting brings is sealed in it and leaves no arrivals. Such a sitting has a drawn number
    below zero, so that no gap in the others' tells of it."""
    database.execute("ALTER TABLE batch ADD COLUMN capsule INTEGER REFERENCES capsule")
    database.execute("CREATE INDEX batch_capsule ON batch (capsule) WHERE capsule IS NOT NULL")


@schema()
def turns(database: Database) -> None:
    """batch.turn: what this sitting brings takes that turn of a rolling picture and makes one story of its strip."""
    database.execute("ALTER TABLE batch ADD COLUMN turn INTEGER REFERENCES relay_turn")
    database.execute("CREATE INDEX batch_turn ON batch (turn) WHERE turn IS NOT NULL")


@schema()
def recipes_carried_out(database: Database) -> None:
    """arrival.recipe wants carrying out for as long as it stands there, so that no power cut forgets it; those of before
    were carried out."""
    database.execute(
        """UPDATE arrival SET recipe = NULL WHERE state = 'settled'
           AND batch IN (SELECT id FROM batch WHERE turn IS NULL)"""
    )
