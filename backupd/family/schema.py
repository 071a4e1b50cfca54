"""People, families, who is in which, their devices, the codes that let people in, and the ledger of what happened."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("family")


@schema()
def people(database: Database) -> None:
    """face is a media id (media stands above this feature, so it is only a number here).
    Visits are noted for each family apart, so that no family sees when somebody visited another."""
    database.execute("""
        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            language TEXT NOT NULL DEFAULT 'ko' CHECK (language IN ('ko', 'en')),
            text_size TEXT NOT NULL DEFAULT 'normal' CHECK (text_size IN ('normal', 'large', 'largest')),
            contrast TEXT NOT NULL DEFAULT 'normal' CHECK (contrast IN ('normal', 'high')),
            motion TEXT NOT NULL DEFAULT 'normal' CHECK (motion IN ('normal', 'calm')),
            easy INTEGER NOT NULL DEFAULT 0,
            colour INTEGER NOT NULL,
            face INTEGER,
            created TEXT NOT NULL
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE family (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            time_zone TEXT NOT NULL,
            created TEXT NOT NULL
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE membership (
            family INTEGER NOT NULL REFERENCES family,
            person INTEGER NOT NULL REFERENCES person,
            role TEXT NOT NULL CHECK (role IN ('owner', 'member', 'reader')),
            since TEXT NOT NULL,
            until TEXT,
            last_visit TEXT,
            visit_before TEXT,
            PRIMARY KEY (person, family)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX membership_family ON membership (family) WHERE until IS NULL")


@schema()
def devices_of(database: Database) -> None:
    """A device may hold several people (a shared tablet); `person` and `family` are the ones in force on it now.
    token_hash is the SHA-256 of a 256-bit random token that only the browser's cookie holds."""
    database.execute("""
        CREATE TABLE device (
            id INTEGER PRIMARY KEY,
            token_hash BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL,
            person INTEGER NOT NULL REFERENCES person,
            family INTEGER NOT NULL REFERENCES family,
            created TEXT NOT NULL,
            last_visit TEXT NOT NULL,
            revoked TEXT
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE device_person (
            device INTEGER NOT NULL REFERENCES device,
            person INTEGER NOT NULL REFERENCES person,
            PRIMARY KEY (device, person)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX device_person_person ON device_person (person)")


@schema()
def codes(database: Database) -> None:
    """A family code lives 60 seconds of boot time (`boot`, `born`), so that a wrong clock neither kills nor keeps it.
    person NULL: lets new people in as `role`; else: one more device of that person, once.
    made_by NULL: made on the box itself."""
    database.execute("""
        CREATE TABLE family_code (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL,
            family INTEGER NOT NULL REFERENCES family,
            person INTEGER REFERENCES person,
            role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'reader')),
            made_by INTEGER REFERENCES person,
            boot TEXT NOT NULL,
            born REAL NOT NULL,
            used TEXT
        ) STRICT
    """)
    database.execute("CREATE TABLE setup_token (token_hash BLOB NOT NULL) STRICT")


@schema()
def joining(database: Database) -> None:
    """A ticket is what a right code is exchanged for, so that nobody has to write their name within the minute.
    Wrong guesses and closings count in boot time; address NULL: closed for the whole box.
    device_notice: `arrived` let `person` in; their `device` says so until somebody has seen it there."""
    database.execute("""
        CREATE TABLE joining_ticket (
            token_hash BLOB PRIMARY KEY,
            code INTEGER NOT NULL REFERENCES family_code ON DELETE CASCADE,
            boot TEXT NOT NULL,
            born REAL NOT NULL
        ) STRICT, WITHOUT ROWID
    """)
    database.execute(
        "CREATE TABLE wrong_guess (address TEXT NOT NULL, boot TEXT NOT NULL, at REAL NOT NULL) STRICT"
    )
    database.execute(
        "CREATE TABLE joining_closed (address TEXT, boot TEXT NOT NULL, at REAL NOT NULL) STRICT"
    )
    database.execute("""
        CREATE TABLE device_notice (
            device INTEGER NOT NULL REFERENCES device,
            person INTEGER NOT NULL REFERENCES person,
            arrived INTEGER NOT NULL REFERENCES device,
            PRIMARY KEY (device, person, arrived)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def ledger(database: Database) -> None:
    """What happened, ids only, append-only; written in the verb's own transaction by `family.happened`."""
    database.execute("""
        CREATE TABLE happening (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            person INTEGER REFERENCES person,
            about_person INTEGER REFERENCES person,
            device INTEGER REFERENCES device,
            album INTEGER,
            story INTEGER,
            amount INTEGER
        ) STRICT
    """)
    database.execute("CREATE INDEX happening_family ON happening (family, id)")
    for verb in ("UPDATE", "DELETE"):
        database.execute(f"""
            CREATE TRIGGER happening_no_{verb.lower()} BEFORE {verb} ON happening
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
        """)
