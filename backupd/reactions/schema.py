"""Reactions, and the view through which they are read: whoever sees a story sees what was said to it."""

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


REACTIONS = """
    CREATE VIEW visible_reactions AS
    SELECT told.viewer AS viewer, told.family AS family, reaction.*
    FROM visible_stories AS told JOIN reaction ON reaction.story = told.id
"""

VIEWS = (REACTIONS,)
