"""Time capsules, who is in them, what was put in, and the views through which they are read."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("capsules")


@schema()
def capsules(database: Database) -> None:
    """opens is the instant; zone and wall are how its maker said it. state: sealed · opening (the one way) · open, with
    the `album` that was made. recipient: the age recipient everything is encrypted to; identity: its key, sealed with
    the box's key file. show_who: everybody may see who has put something in. reminded: the last mark that was told, week or day.
    problem: why opening waits, a word key. A purged row stays bare. Numbers are drawn, so that no gap tells
    of a surprise."""
    database.execute("""
        CREATE TABLE capsule (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            title TEXT NOT NULL,
            purpose TEXT NOT NULL DEFAULT '',
            opens TEXT NOT NULL, zone TEXT NOT NULL, wall TEXT NOT NULL,
            show_who INTEGER NOT NULL DEFAULT 1,
            made_by INTEGER NOT NULL REFERENCES person,
            made TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'sealed' CHECK (state IN ('sealed', 'opening', 'open')),
            recipient TEXT NOT NULL, identity BLOB,
            reminded TEXT,
            problem TEXT, opened TEXT, album INTEGER REFERENCES album,
            trashed TEXT, trashed_by INTEGER REFERENCES person, nights INTEGER NOT NULL DEFAULT 0,
            purged TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX capsule_family ON capsule (family, opens)")
    database.execute("CREATE INDEX capsule_waiting ON capsule (opens) WHERE state <> 'open'")
    database.execute("CREATE INDEX capsule_album ON capsule (album)")


@schema()
def people_of_capsules(database: Database) -> None:
    """place: inside (may put something in) or hidden (does not know of it until it is open); others see that it exists."""
    database.execute("""
        CREATE TABLE capsule_person (
            capsule INTEGER NOT NULL REFERENCES capsule,
            person INTEGER NOT NULL REFERENCES person,
            place TEXT NOT NULL CHECK (place IN ('inside', 'hidden')),
            PRIMARY KEY (capsule, person)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("""
        CREATE TABLE capsule_look (
            capsule INTEGER NOT NULL REFERENCES capsule,
            person INTEGER NOT NULL REFERENCES person,
            at TEXT NOT NULL,
            PRIMARY KEY (capsule, person)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def things(database: Database) -> None:
    """One file somebody put in. path: its .age file under the originals' root, NULL once it was opened, or when it was
    refused for `reason`. media: its clear bytes, until it is open. sha256 and size are of the clear bytes. together: the sitting whose files make one story.
    unsealed: bytes decrypted so far. withdrawn: taken out again, kept thirty nights. reason: a word key."""
    database.execute("""
        CREATE TABLE capsule_thing (
            id INTEGER PRIMARY KEY,
            capsule INTEGER NOT NULL REFERENCES capsule,
            person INTEGER NOT NULL REFERENCES person,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 BLOB,
            path TEXT UNIQUE,
            line TEXT NOT NULL DEFAULT '',
            recipe TEXT,
            together INTEGER, place INTEGER,
            added TEXT NOT NULL,
            reason TEXT,
            unsealed INTEGER NOT NULL DEFAULT 0,
            media INTEGER REFERENCES media,
            story INTEGER REFERENCES story ON DELETE SET NULL,
            withdrawn TEXT, nights INTEGER NOT NULL DEFAULT 0
        ) STRICT
    """)
    database.execute("CREATE INDEX capsule_thing_person ON capsule_thing (capsule, person)")
    database.execute("CREATE INDEX capsule_thing_media ON capsule_thing (media)")
    database.execute("CREATE INDEX capsule_thing_story ON capsule_thing (story)")


@schema()
def history(database: Database) -> None:
    """What was done with a capsule: made, moment (before and after are instants), trashed, restored, opened. Apart from
    the family's ledger, which those read too who must not know of it yet."""
    database.execute("""
        CREATE TABLE capsule_change (
            id INTEGER PRIMARY KEY,
            capsule INTEGER NOT NULL REFERENCES capsule,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            person INTEGER REFERENCES person,
            before TEXT, after TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX capsule_change_capsule ON capsule_change (capsule, id)")


_MEMBER = "membership.until IS NULL"
_KNOWS = """(capsule.state = 'open' OR NOT EXISTS (
        SELECT 1 FROM capsule_person AS hidden
        WHERE hidden.capsule = capsule.id AND hidden.person = membership.person AND hidden.place = 'hidden'))"""

# What somebody may know of a capsule: that it is there, when it opens, whether they are in it. `mine`: they made it and
# have been here ever since. Whoever left and came back has no rights over what they left behind.
CAPSULES = f"""
    CREATE VIEW visible_capsules AS
    SELECT membership.person AS viewer, membership.since AS member_since, membership.role AS role,
           capsule.made_by = membership.person AND membership.since <= capsule.made AS mine,
           EXISTS (SELECT 1 FROM capsule_person AS inside WHERE inside.capsule = capsule.id
                   AND inside.person = membership.person AND inside.place = 'inside') AS inside,
           EXISTS (SELECT 1 FROM membership AS maker WHERE maker.person = capsule.made_by
                   AND maker.family = capsule.family AND maker.until IS NULL
                   AND maker.since <= capsule.made) AS maker_here,
           capsule.*
    FROM membership JOIN capsule ON capsule.family = membership.family
    WHERE {_MEMBER} AND capsule.trashed IS NULL AND {_KNOWS}
"""

TRASH_CAPSULES = f"""
    CREATE VIEW visible_trash_capsules AS
    SELECT membership.person AS viewer, capsule.*
    FROM membership JOIN capsule ON capsule.family = membership.family
    WHERE {_MEMBER} AND capsule.trashed IS NOT NULL AND capsule.purged IS NULL AND {_KNOWS}
      AND (membership.role = 'owner' OR membership.person IN (capsule.made_by, capsule.trashed_by))
"""

# Each person their own, and nobody else's.
THINGS = f"""
    CREATE VIEW visible_capsule_things AS
    SELECT membership.person AS viewer, capsule.family AS family,
           capsule_thing.added >= membership.since AND capsule.state = 'sealed' AS may_withdraw, capsule_thing.*
    FROM membership
    JOIN capsule ON capsule.family = membership.family
    JOIN capsule_thing ON capsule_thing.capsule = capsule.id AND capsule_thing.person = membership.person
    WHERE {_MEMBER} AND capsule.trashed IS NULL
"""

# Who has put something in, where everybody may know; of an open capsule everybody may.
TAKERS = f"""
    CREATE VIEW visible_capsule_takers AS
    SELECT DISTINCT membership.person AS viewer, capsule.family AS family, capsule.id AS capsule, capsule_thing.person
    FROM membership
    JOIN capsule ON capsule.family = membership.family
    JOIN capsule_thing ON capsule_thing.capsule = capsule.id
    WHERE {_MEMBER} AND capsule.trashed IS NULL AND {_KNOWS} AND (capsule.show_who = 1 OR capsule.state = 'open')
      AND capsule_thing.withdrawn IS NULL AND capsule_thing.sha256 IS NOT NULL
"""

VIEWS = (CAPSULES, TRASH_CAPSULES, THINGS, TAKERS)
