"""Curations, their pictures and votes, and the views through which they are read."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("curation")


@schema()
def curations(database: Database) -> None:
    """albums: JSON. made_by NULL: it came by itself, once for a family and a period. scorer: the edition of what scored it
    ('': it waits). touched: somebody changed it, and no better scorer may. album: what was made of it."""
    database.execute("""
        CREATE TABLE curation (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            source TEXT NOT NULL CHECK (source IN ('albums', 'category', 'person', 'month', 'year')),
            albums TEXT NOT NULL DEFAULT '[]',
            category INTEGER,
            person INTEGER REFERENCES person,
            period TEXT NOT NULL DEFAULT '',
            amount INTEGER NOT NULL,
            made_by INTEGER REFERENCES person,
            made TEXT NOT NULL,
            scorer TEXT NOT NULL DEFAULT '',
            considered INTEGER NOT NULL DEFAULT 0,
            unmarked INTEGER NOT NULL DEFAULT 0,
            touched INTEGER NOT NULL DEFAULT 0,
            vote TEXT NOT NULL DEFAULT 'none' CHECK (vote IN ('none', 'open', 'closed')),
            album INTEGER REFERENCES album,
            removed TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX curation_family ON curation (family, id) WHERE removed IS NULL")
    database.execute(
        "CREATE UNIQUE INDEX curation_arrived ON curation (family, period) WHERE made_by IS NULL"
    )
    database.execute("CREATE INDEX curation_album ON curation (album) WHERE album IS NOT NULL")


@schema()
def pictures_and_votes(database: Database) -> None:
    """state: in · next (could join) · beside (could stand in another's place) · out (a person took it out). by: who put it
    in. curation_voter: who has voted, whatever for."""
    database.execute("""
        CREATE TABLE curation_pick (
            curation INTEGER NOT NULL REFERENCES curation,
            story INTEGER NOT NULL REFERENCES story,
            state TEXT NOT NULL CHECK (state IN ('in', 'next', 'beside', 'out')),
            place REAL NOT NULL DEFAULT 0,
            score REAL NOT NULL DEFAULT 0,
            reasons TEXT NOT NULL DEFAULT '[]',
            beside TEXT NOT NULL DEFAULT '[]',
            by INTEGER REFERENCES person,
            PRIMARY KEY (curation, story)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX curation_pick_story ON curation_pick (story)")
    database.execute("""
        CREATE TABLE curation_vote (
            curation INTEGER NOT NULL REFERENCES curation,
            person INTEGER NOT NULL REFERENCES person,
            story INTEGER NOT NULL REFERENCES story,
            PRIMARY KEY (curation, person, story)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("""
        CREATE TABLE curation_voter (
            curation INTEGER NOT NULL REFERENCES curation,
            person INTEGER NOT NULL REFERENCES person,
            at TEXT NOT NULL,
            PRIMARY KEY (curation, person)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def left_in_peace(database: Database) -> None:
    """left_out: JSON, albums that rested on the day it came by itself; nothing is chosen from them later either."""
    database.execute("ALTER TABLE curation ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]'")


# Curations are the family's; guests and frames have none.
CURATIONS = """
    CREATE VIEW visible_curations AS
    SELECT membership.person AS viewer, curation.*
    FROM membership JOIN curation ON curation.family = membership.family
    WHERE membership.until IS NULL AND curation.removed IS NULL
"""

# Of its pictures only what the gate shows now: not what was put away meanwhile.
PICKS = """
    CREATE VIEW visible_picks AS
    SELECT told.viewer AS viewer, told.family AS family, curation_pick.*
    FROM visible_curations AS told
    JOIN curation_pick ON curation_pick.curation = told.id
    JOIN visible_stories AS shown ON shown.viewer = told.viewer AND shown.family = told.family
                                 AND shown.id = curation_pick.story
"""

# A blind vote: one's own, and everybody's only when it is over.
VOTES = """
    CREATE VIEW visible_votes AS
    SELECT told.viewer AS viewer, told.family AS family, curation_vote.*
    FROM visible_curations AS told JOIN curation_vote ON curation_vote.curation = told.id
    WHERE told.vote = 'closed' OR curation_vote.person = told.viewer
"""

VIEWS = (CURATIONS, PICKS, VOTES)
