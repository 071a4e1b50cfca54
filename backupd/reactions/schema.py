"""Reactions and comments, and the views through which they are read: whoever sees a story sees what was said to it."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("reactions")


@schema()
def reactions(database: Database) -> None:
    """One of each person and story, one of each frame and story; a frame has no person and no name."""
    database.execute("""
        CREATE TABLE reaction (
            id INTEGER PRIMARY KEY,
            story INTEGER NOT NULL REFERENCES story,
            person INTEGER REFERENCES person,
            device INTEGER REFERENCES device,
            kind TEXT NOT NULL CHECK (kind IN ('heart', 'laugh', 'wow', 'tear', 'clap', 'thanks')),
            at TEXT NOT NULL,
            CHECK ((person IS NULL) <> (device IS NULL))
        ) STRICT
    """)
    database.execute(
        "CREATE UNIQUE INDEX reaction_person ON reaction (story, person) WHERE person IS NOT NULL"
    )
    database.execute(
        "CREATE UNIQUE INDEX reaction_device ON reaction (story, device) WHERE device IS NOT NULL"
    )
    database.execute("CREATE INDEX reaction_story ON reaction (story)")


@schema()
def comments(database: Database) -> None:
    """What somebody said to a story in words; happening: its line in the ledger. removed: taken back."""
    database.execute("""
        CREATE TABLE comment (
            id INTEGER PRIMARY KEY,
            story INTEGER NOT NULL REFERENCES story,
            person INTEGER NOT NULL REFERENCES person,
            happening INTEGER NOT NULL UNIQUE REFERENCES happening,
            text TEXT NOT NULL,
            at TEXT NOT NULL,
            removed TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX comment_story ON comment (story, id) WHERE removed IS NULL")


@schema()
def attachments(database: Database) -> None:
    """photo and voice are media kept like every other. folded: the text as search folds it. edited: when it was changed
    last. removed_by may bring it back until it is purged, thirty nights later. comment_mention: where the text says a
    name, from `start`, `length` characters; happening: its line in the ledger. comment_file: what came
    for a comment that is not written yet; whatever stays there was cut off and goes again."""
    for column in (
        "folded TEXT NOT NULL DEFAULT ''",
        "photo INTEGER REFERENCES media",
        "voice INTEGER REFERENCES media",
        "edited TEXT",
        "removed_by INTEGER REFERENCES person",
        "nights INTEGER NOT NULL DEFAULT 0",
        "purged TEXT",
    ):
        database.execute(f"ALTER TABLE comment ADD COLUMN {column}")
    for name in ("photo", "voice"):
        database.execute(f"CREATE INDEX comment_{name} ON comment ({name}) WHERE {name} IS NOT NULL")
    database.execute(
        "CREATE INDEX comment_removed ON comment (removed_by, removed) WHERE removed IS NOT NULL AND purged IS NULL"
    )
    database.execute("""
        CREATE TABLE comment_mention (
            comment INTEGER NOT NULL REFERENCES comment,
            start INTEGER NOT NULL,
            length INTEGER NOT NULL,
            person INTEGER NOT NULL REFERENCES person,
            happening INTEGER REFERENCES happening,
            PRIMARY KEY (comment, start)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("""
        CREATE TABLE comment_file (
            media INTEGER PRIMARY KEY REFERENCES media ON DELETE CASCADE,
            at TEXT NOT NULL
        ) STRICT
    """)
    database.execute("CREATE INDEX comment_mention_happening ON comment_mention (happening)")
    database.execute("CREATE INDEX comment_mention_person ON comment_mention (person)")


@schema()
def looks(database: Database) -> None:
    """story_seen: who opened a story, for the first time. looks_unseen: whoever does not want to be among them."""
    database.execute("""
        CREATE TABLE story_seen (
            story INTEGER NOT NULL REFERENCES story,
            person INTEGER NOT NULL REFERENCES person,
            at TEXT NOT NULL,
            PRIMARY KEY (story, person)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX story_seen_person ON story_seen (person)")
    database.execute("CREATE TABLE looks_unseen (person INTEGER PRIMARY KEY REFERENCES person) STRICT")


REACTIONS = """
    CREATE VIEW visible_reactions AS
    SELECT told.viewer AS viewer, told.family AS family, reaction.*
    FROM visible_stories AS told JOIN reaction ON reaction.story = told.id
"""

COMMENTS = """
    CREATE VIEW visible_comments AS
    SELECT told.viewer AS viewer, told.family AS family, comment.*
    FROM visible_stories AS told JOIN comment ON comment.story = told.id
    WHERE comment.removed IS NULL
"""

# Whoever took a comment away may bring it back.
REMOVED = """
    CREATE VIEW visible_removed_comments AS
    SELECT told.viewer AS viewer, told.family AS family, comment.*
    FROM visible_stories AS told JOIN comment ON comment.story = told.id
    WHERE comment.removed IS NOT NULL AND comment.purged IS NULL AND comment.removed_by = told.viewer
"""

SEEN = """
    CREATE VIEW visible_seen AS
    SELECT told.viewer AS viewer, told.family AS family, story_seen.*
    FROM visible_stories AS told JOIN story_seen ON story_seen.story = told.id
"""

VIEWS = (REACTIONS, COMMENTS, REMOVED, SEEN)
