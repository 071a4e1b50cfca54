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


@schema()
def passes(database: Database) -> None:
    """A pass is a link for one album (albums stand above this feature, so it is only a number here), to look or to add.
    Its number is drawn and says nothing; the token is kept as its SHA-256 alone, a password as salt and scrypt.
    ended: when it was taken back, ran out, or its maker went; nothing is decided by comparing dates anywhere else.
    looks: visits by browsers; files and bytes: what guests added; wrong: wrong passwords in all its life."""
    database.execute("""
        CREATE TABLE pass (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            album INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('look', 'add')),
            token_hash BLOB NOT NULL UNIQUE,
            salt BLOB, password_hash BLOB,
            with_places INTEGER NOT NULL DEFAULT 0,
            made_by INTEGER NOT NULL REFERENCES person,
            made TEXT NOT NULL,
            expires TEXT NOT NULL,
            ended TEXT,
            looks INTEGER NOT NULL DEFAULT 0,
            last_used TEXT,
            files INTEGER NOT NULL DEFAULT 0,
            bytes INTEGER NOT NULL DEFAULT 0,
            wrong INTEGER NOT NULL DEFAULT 0
        ) STRICT
    """)
    database.execute("CREATE INDEX pass_in_force ON pass (family, album) WHERE ended IS NULL")
    for table in ("wrong_guess", "joining_closed"):
        database.execute(f"ALTER TABLE {table} ADD COLUMN door TEXT NOT NULL DEFAULT 'code'")


@schema()
def guests(database: Database) -> None:
    """guest: one browser that came in by a pass, by a token of its own; `name` where the pass is for adding."""
    database.execute("""
        CREATE TABLE guest (
            id INTEGER PRIMARY KEY,
            pass INTEGER NOT NULL REFERENCES pass,
            name TEXT,
            token_hash BLOB NOT NULL UNIQUE,
            since TEXT NOT NULL,
            seen TEXT NOT NULL
        ) STRICT
    """)
    database.execute("CREATE INDEX guest_pass ON guest (pass)")
    database.execute("ALTER TABLE happening ADD COLUMN guest INTEGER REFERENCES guest")


@schema()
def lookers(database: Database) -> None:
    """Who may look now, for the gate: members of a family at all of it (album NULL), guests, whose numbers are
    negative, at the album of their pass, and where it is for adding only at what is their `own`. Triggers keep it, so
    that no verb can forget to."""
    database.execute("""
        CREATE TABLE looker (
            viewer INTEGER NOT NULL,
            family INTEGER NOT NULL REFERENCES family,
            album INTEGER,
            own INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (viewer, family)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute(
        "INSERT INTO looker (viewer, family) SELECT person, family FROM membership WHERE until IS NULL"
    )
    out = "DELETE FROM looker WHERE viewer = OLD.person AND family = OLD.family;"
    come = "INSERT INTO looker (viewer, family) SELECT NEW.person, NEW.family WHERE NEW.until IS NULL;"
    guest = """INSERT INTO looker SELECT -NEW.id, family, album, kind = 'add' FROM pass
               WHERE id = NEW.pass AND ended IS NULL;"""
    over = "DELETE FROM looker WHERE viewer IN (SELECT -id FROM guest WHERE pass = NEW.id);"
    for name, moment, does in (
        ("member_comes", "AFTER INSERT ON membership", come),
        ("member_changes", "AFTER UPDATE OF until, person, family ON membership", out + come),
        ("member_goes", "AFTER DELETE ON membership", out),
        ("guest_comes", "AFTER INSERT ON guest", guest),
        ("guest_goes", "AFTER DELETE ON guest", "DELETE FROM looker WHERE viewer = -OLD.id;"),
        ("pass_ends", "AFTER UPDATE OF ended ON pass WHEN NEW.ended IS NOT NULL", over),
    ):
        database.execute(f"CREATE TRIGGER looker_{name} {moment} BEGIN {does} END")
