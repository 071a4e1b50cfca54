"""The index of words, what of it is out of date, what people looked for, and the view through which it is asked."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("search")


@schema()
def index(database: Database) -> None:
    """search_document: an album or a story in words. id: its day << 20 and a number within that day, so that the newest
    come first without sorting, and a span of days is a span of ids; what has no day lies below all days. text: folded
    (search.folding), one line for each thing it says; marks: tokens that are no text (search.grams). since: the first
    day of an album. search_grams: their tokens, without text and positions; prefix: of a scope's sign
    and one more.
    search_stale: what changed and is still to be read again; triggers write it, search.keeping empties it."""
    database.execute("""
        CREATE TABLE search_document (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('story', 'album')),
            subject INTEGER NOT NULL,
            since INTEGER,
            marks TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT
    """)
    database.execute("CREATE UNIQUE INDEX search_document_subject ON search_document (subject, kind)")
    database.execute("""
        CREATE VIRTUAL TABLE search_grams USING fts5(
            grams, content='', columnsize=0, detail=none, prefix='2', tokenize='ascii'
        )
    """)
    database.execute("""
        CREATE TABLE search_stale (
            kind TEXT NOT NULL,
            subject INTEGER NOT NULL,
            PRIMARY KEY (kind, subject)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def places(database: Database) -> None:
    """What the places are called that a family's photos were ever at. One is shown only where a story still is there."""
    database.execute("""
        CREATE TABLE search_place (
            family INTEGER NOT NULL,
            ko TEXT NOT NULL,
            en TEXT NOT NULL,
            PRIMARY KEY (family, ko, en)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def recent_searches(database: Database) -> None:
    """What a person looked for in a family, the last of each."""
    database.execute("""
        CREATE TABLE search_recent (
            person INTEGER NOT NULL REFERENCES person,
            family INTEGER NOT NULL REFERENCES family,
            words TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (person, family, words)
        ) STRICT, WITHOUT ROWID
    """)


# The index holds only what the whole family sees (albums.gate: spoken_…), so whoever is in it now may ask it.
DOCUMENTS = """
    CREATE VIEW visible_documents AS
    SELECT membership.person AS viewer, search_document.*
    FROM membership JOIN search_document ON search_document.family = membership.family
    WHERE membership.until IS NULL
"""

VIEWS = (DOCUMENTS,)
