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

VIEWS = (REACTIONS, COMMENTS)
