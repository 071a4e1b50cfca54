"""Letters, the channels they go by, and the outbox."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("notify")


@schema()
def letters(database: Database) -> None:
    """One row for each person and key, kept for ever. routed: it was put into the outbox, or nobody wants it.
    ended: its person left the family; nothing of it is sent any more. The trigger sees to it in the same moment."""
    database.execute("""
        CREATE TABLE letter (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person,
            key TEXT NOT NULL,
            family INTEGER REFERENCES family,
            kind TEXT NOT NULL,
            words TEXT NOT NULL,
            filled TEXT NOT NULL DEFAULT '{}',
            link TEXT NOT NULL DEFAULT '/',
            pictures TEXT NOT NULL DEFAULT '[]',
            about TEXT,
            about_id INTEGER,
            urgent INTEGER NOT NULL DEFAULT 0,
            posted TEXT NOT NULL,
            routed INTEGER NOT NULL DEFAULT 0,
            ended TEXT,
            UNIQUE (person, key)
        ) STRICT
    """)
    database.execute("CREATE INDEX letter_unrouted ON letter (id) WHERE routed = 0")
    database.execute("CREATE INDEX letter_family ON letter (person, family) WHERE ended IS NULL")


@schema()
def channels(database: Database) -> None:
    """sealed: how to reach somebody, with the key file (core/secrets.py); shown: the part of it that may be seen.
    ready: nothing is sent before (rate limit, back-off). failing: since when nothing came through, with `problem`;
    told: the family was told of it. worked: when something last came through."""
    database.execute("""
        CREATE TABLE channel (
            id INTEGER PRIMARY KEY,
            person INTEGER NOT NULL REFERENCES person,
            kind TEXT NOT NULL CHECK (kind IN ('telegram', 'email', 'kakao', 'webhook', 'apprise')),
            sealed BLOB NOT NULL,
            shown TEXT NOT NULL,
            made TEXT NOT NULL,
            ready TEXT NOT NULL DEFAULT '',
            failing TEXT,
            failures INTEGER NOT NULL DEFAULT 0,
            problem TEXT,
            told TEXT,
            worked TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX channel_person ON channel (person)")


@schema()
def wishes(database: Database) -> None:
    """How somebody wants each kind (absent: as it is for everybody), and when. Hours are wall time, "22:00"; quiet
    hours that begin and end at the same time are none."""
    database.execute("""
        CREATE TABLE preference (
            person INTEGER NOT NULL REFERENCES person,
            kind TEXT NOT NULL,
            how TEXT NOT NULL CHECK (how IN ('on', 'digest', 'off')),
            PRIMARY KEY (person, kind)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("""
        CREATE TABLE reading_hours (
            person INTEGER PRIMARY KEY REFERENCES person,
            quiet_from TEXT NOT NULL,
            quiet_until TEXT NOT NULL,
            digest_at TEXT NOT NULL
        ) STRICT
    """)


@schema()
def outbox(database: Database) -> None:
    """parcel: one message to one channel, with one letter or, as a digest, many. step: 0 collage, 1 small picture,
    2 text, 3 tomorrow's digest. trying: a send was begun and its end was not written down yet.
    delivery: which letter goes by which channel in which parcel; once."""
    database.execute("""
        CREATE TABLE parcel (
            id INTEGER PRIMARY KEY,
            channel INTEGER NOT NULL REFERENCES channel ON DELETE CASCADE,
            digest INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead', 'ended')),
            due TEXT NOT NULL,
            step INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            trying INTEGER NOT NULL DEFAULT 0,
            problem TEXT,
            message_id TEXT NOT NULL UNIQUE,
            made TEXT NOT NULL,
            finished TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX parcel_waiting ON parcel (channel, due) WHERE state = 'waiting'")
    database.execute("CREATE INDEX parcel_dead ON parcel (channel) WHERE state = 'dead'")
    database.execute("""
        CREATE TABLE delivery (
            letter INTEGER NOT NULL REFERENCES letter,
            channel INTEGER NOT NULL REFERENCES channel ON DELETE CASCADE,
            parcel INTEGER NOT NULL REFERENCES parcel ON DELETE CASCADE,
            PRIMARY KEY (letter, channel)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX delivery_parcel ON delivery (parcel, letter)")
    database.execute("CREATE INDEX delivery_channel ON delivery (channel)")


@schema()
def leaving(database: Database) -> None:
    """Whoever leaves a family gets nothing more of it, and who left the last one has no channels any more."""
    database.execute("""
        CREATE TRIGGER letter_ends AFTER UPDATE OF until ON membership WHEN NEW.until IS NOT NULL
        BEGIN
            UPDATE letter SET ended = NEW.until
            WHERE person = NEW.person AND family = NEW.family AND ended IS NULL;
            DELETE FROM channel WHERE person = NEW.person AND NOT EXISTS (
                SELECT 1 FROM membership WHERE person = NEW.person AND until IS NULL);
        END
    """)


@schema()
def listening(database: Database) -> None:
    """How far the ledger was read; what happened before this table was made is told to nobody.
    trouble: what is wrong with the box, since when, and when people were told."""
    database.execute("""
        CREATE TABLE ledger_read (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            happening INTEGER NOT NULL
        ) STRICT
    """)
    database.execute("INSERT INTO ledger_read SELECT 1, coalesce(max(id), 0) FROM happening")
    database.execute("""
        CREATE TABLE trouble (
            name TEXT PRIMARY KEY,
            since TEXT NOT NULL,
            told TEXT
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def films(database: Database) -> None:
    """film: a file below derived/ that goes with the letter where the channel carries it and it is still there."""
    database.execute("ALTER TABLE letter ADD COLUMN film TEXT NOT NULL DEFAULT ''")
