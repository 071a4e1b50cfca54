"""Albums, stories, categories, the trash, and THE GATE: the views through which everything is read."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("albums")


@schema()
def categories(database: Database) -> None:
    database.execute("""
        CREATE TABLE category (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            UNIQUE (family, name)
        ) STRICT
    """)


@schema()
def albums(database: Database) -> None:
    """Dates: event_from and event_to are days (YYYY-MM-DD); event_precision says how much of them is meant;
    event_chosen = 1 when a person set them, else they follow the stories. `folded` is title, description and category
    as search folds them. cover is a story, NULL = chosen for you. ordered: by moment taken, or by hand.
    source is the drop folder or import that keeps adding to this album."""
    database.execute("""
        CREATE TABLE album (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            title TEXT NOT NULL,
            description TEXT NOT NULL DEFAULT '',
            folded TEXT NOT NULL DEFAULT '',
            event_from TEXT, event_to TEXT,
            event_precision TEXT NOT NULL DEFAULT 'unknown'
                CHECK (event_precision IN ('day', 'month', 'year', 'decade', 'unknown')),
            event_chosen INTEGER NOT NULL DEFAULT 0,
            category INTEGER REFERENCES category ON DELETE SET NULL,
            cover INTEGER REFERENCES story,
            ordered TEXT NOT NULL DEFAULT 'taken' CHECK (ordered IN ('taken', 'hand')),
            source TEXT,
            made_by INTEGER REFERENCES person,
            made TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            trashed TEXT, trashed_by INTEGER REFERENCES person
        ) STRICT
    """)
    database.execute(
        "CREATE INDEX album_shelf ON album (family, event_from DESC, id DESC) WHERE trashed IS NULL"
    )
    database.execute(
        "CREATE UNIQUE INDEX album_source ON album (family, source) WHERE source IS NOT NULL AND trashed IS NULL"
    )
    database.execute("""
        CREATE TABLE story (
            id INTEGER PRIMARY KEY,
            album INTEGER NOT NULL REFERENCES album,
            contributor INTEGER NOT NULL REFERENCES person,
            description TEXT NOT NULL DEFAULT '',
            folded TEXT NOT NULL DEFAULT '',
            taken TEXT, offset TEXT,
            precision TEXT NOT NULL DEFAULT 'unknown',
            position REAL NOT NULL DEFAULT 0,
            added TEXT NOT NULL,
            trashed TEXT, trashed_by INTEGER REFERENCES person
        ) STRICT
    """)
    database.execute("CREATE INDEX story_by_moment ON story (album, taken, id) WHERE trashed IS NULL")
    database.execute("CREATE INDEX story_by_hand ON story (album, position, id) WHERE trashed IS NULL")
    database.execute("CREATE INDEX story_in_trash ON story (trashed) WHERE trashed IS NOT NULL")
    database.execute("CREATE INDEX album_in_trash ON album (trashed) WHERE trashed IS NOT NULL")
    database.execute("""
        CREATE TABLE story_media (
            story INTEGER NOT NULL REFERENCES story,
            position INTEGER NOT NULL,
            media INTEGER NOT NULL REFERENCES media,
            PRIMARY KEY (story, position)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX story_media_media ON story_media (media)")


@schema()
def gate(database: Database) -> None:
    """Who may see what, in one place. Always bind viewer and family: `WHERE viewer = ? AND family = ?`."""
    database.execute("""
        CREATE VIEW visible_albums AS
        SELECT membership.person AS viewer, album.*
        FROM membership JOIN album ON album.family = membership.family
        WHERE membership.until IS NULL AND album.trashed IS NULL
    """)
    database.execute("""
        CREATE VIEW visible_stories AS
        SELECT membership.person AS viewer, album.family AS family, story.*
        FROM membership
        JOIN album ON album.family = membership.family
        JOIN story ON story.album = album.id
        WHERE membership.until IS NULL AND album.trashed IS NULL AND story.trashed IS NULL
    """)
    database.execute("""
        CREATE VIEW visible_media AS
        SELECT membership.person AS viewer, album.family AS family, story.album AS album,
               story_media.story AS story, story_media.position AS place, media.*
        FROM membership
        JOIN album ON album.family = membership.family
        JOIN story ON story.album = album.id
        JOIN story_media ON story_media.story = story.id
        JOIN media ON media.id = story_media.media
        WHERE membership.until IS NULL AND album.trashed IS NULL AND story.trashed IS NULL
    """)
    database.execute("""
        CREATE VIEW visible_trash AS
        SELECT membership.person AS viewer, membership.role AS role, album.family AS family,
               story.id AS story, album.id AS album, story.contributor AS contributor,
               coalesce(story.trashed, album.trashed) AS trashed, coalesce(story.trashed_by, album.trashed_by) AS trashed_by
        FROM membership
        JOIN album ON album.family = membership.family
        JOIN story ON story.album = album.id
        WHERE membership.until IS NULL AND (story.trashed IS NOT NULL OR album.trashed IS NOT NULL)
    """)
