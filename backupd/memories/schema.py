"""Memories: what came back when and why, what people said to it, what is planned, wished and left in peace."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("memories")


@schema()
def memories(database: Database) -> None:
    """memory: an album that came back on a day of the family's calendar; at most once on a day, whatever the clock does.
    begins, ends: the instants between which it is today's. reason: records.Reason as JSON; collage: media, as JSON."""
    database.execute("""
        CREATE TABLE memory (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            album INTEGER NOT NULL REFERENCES album,
            day TEXT NOT NULL,
            begins TEXT NOT NULL,
            ends TEXT NOT NULL,
            reason TEXT NOT NULL,
            collage TEXT NOT NULL,
            UNIQUE (album, day)
        ) STRICT
    """)
    database.execute("CREATE INDEX memory_days ON memory (family, day, id)")
    database.execute("""
        CREATE TABLE memory_answer (
            memory INTEGER NOT NULL REFERENCES memory,
            person INTEGER NOT NULL REFERENCES person,
            answer TEXT NOT NULL CHECK (answer IN ('seen', 'loved', 'less', 'never')),
            at TEXT NOT NULL,
            PRIMARY KEY (memory, person)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def plans(database: Database) -> None:
    """memory_plan: when each album comes back next. seen: the made or looked-at instant that this was drawn from, event:
    the day of the event it knew; returned: the day it came back last; next NULL: to be drawn anew.
    memory_day: the last day that was handed out."""
    database.execute("""
        CREATE TABLE memory_plan (
            album INTEGER PRIMARY KEY REFERENCES album,
            seen TEXT NOT NULL,
            event TEXT,
            returned TEXT,
            next TEXT
        ) STRICT
    """)
    database.execute(
        "CREATE TABLE memory_day (family INTEGER PRIMARY KEY REFERENCES family, day TEXT NOT NULL) STRICT"
    )


@schema()
def wishes(database: Database) -> None:
    """A family or person without a row has the defaults of records.py. memory_letter: who was written to about which
    memory, on which day: at most once a day."""
    database.execute("""
        CREATE TABLE memory_wish (
            family INTEGER PRIMARY KEY REFERENCES family,
            least INTEGER NOT NULL,
            most INTEGER NOT NULL,
            pace INTEGER NOT NULL,
            hour INTEGER NOT NULL
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE memory_person (
            person INTEGER PRIMARY KEY REFERENCES person,
            pace INTEGER,
            month INTEGER NOT NULL DEFAULT 0,
            day INTEGER NOT NULL DEFAULT 0,
            lunar INTEGER NOT NULL DEFAULT 0
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE memory_letter (
            person INTEGER NOT NULL REFERENCES person,
            family INTEGER NOT NULL REFERENCES family,
            day TEXT NOT NULL,
            memory INTEGER NOT NULL REFERENCES memory,
            PRIMARY KEY (person, family, day)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def rests(database: Database) -> None:
    """What is left in peace until the day `ends`. person NULL: for the whole family. named: the person it is about, as
    albums fold text; albums that name them rest like those they gave to. begins and until are days of events;
    where yearly = 1 only their month and day count, and on those days nothing comes back at all."""
    database.execute("""
        CREATE TABLE memory_rest (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            person INTEGER REFERENCES person,
            kind TEXT NOT NULL CHECK (kind IN ('album', 'person', 'dates')),
            album INTEGER REFERENCES album,
            about INTEGER REFERENCES person,
            named TEXT NOT NULL DEFAULT '',
            begins TEXT, until TEXT,
            yearly INTEGER NOT NULL DEFAULT 0,
            ends TEXT NOT NULL,
            made_by INTEGER NOT NULL REFERENCES person,
            made TEXT NOT NULL
        ) STRICT
    """)
    database.execute("CREATE INDEX memory_rest_family ON memory_rest (family, ends)")


# Whoever sees the album sees that it came back; guests, whose numbers are negative, have no memories.
MEMORIES = """
    CREATE VIEW visible_memories AS
    SELECT shown.viewer AS viewer, memory.*
    FROM visible_albums AS shown JOIN memory ON memory.album = shown.id
    WHERE shown.viewer > 0
"""

# What was said to a memory: that others looked or loved it, and all of one's own.
ANSWERS = """
    CREATE VIEW visible_memory_answers AS
    SELECT shown.viewer AS viewer, shown.family AS family, memory_answer.*
    FROM visible_memories AS shown JOIN memory_answer ON memory_answer.memory = shown.id
    WHERE memory_answer.answer IN ('seen', 'loved') OR memory_answer.person = shown.viewer
"""

VIEWS = (MEMORIES, ANSWERS)
