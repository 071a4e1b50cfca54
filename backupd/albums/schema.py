"""Albums, stories, categories, the trash, and THE GATE: the views through which everything is read."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("albums")


@schema()
def categories(database: Database) -> None:
    """`filled` remembers that a family was given the default categories once; they do not come back when removed."""
    database.execute("""
        CREATE TABLE category (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            UNIQUE (family, name)
        ) STRICT
    """)
    database.execute("CREATE INDEX category_order ON category (family, position)")
    database.execute("CREATE TABLE category_filled (family INTEGER PRIMARY KEY REFERENCES family) STRICT")


@schema()
def albums(database: Database) -> None:
    """Dates: event_from and event_to are days (YYYY-MM-DD); event_precision says how much of them is meant;
    event_chosen = 1 when a person set them, else they follow the stories. `folded` is title, description and category
    as search folds them. cover is a story, NULL = chosen for you. ordered: by moment taken, or by hand.
    source is the drop folder or import that keeps adding to this album.
    nights: how many of the trash's thirty were counted, whatever a leaping clock says.
    A purged row stays as a tombstone without words or media: the ledger and the arrivals still name it."""
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
            event_key TEXT NOT NULL GENERATED ALWAYS AS (coalesce(event_to, '')) VIRTUAL,
            category INTEGER REFERENCES category ON DELETE SET NULL,
            cover INTEGER REFERENCES story,
            ordered TEXT NOT NULL DEFAULT 'taken' CHECK (ordered IN ('taken', 'hand')),
            source TEXT,
            made_by INTEGER REFERENCES person,
            made TEXT NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            trashed TEXT, trashed_by INTEGER REFERENCES person, nights INTEGER NOT NULL DEFAULT 0,
            purged TEXT
        ) STRICT
    """)
    database.execute(
        "CREATE INDEX album_shelf ON album (family, event_key DESC, id DESC) WHERE trashed IS NULL"
    )
    database.execute(
        "CREATE UNIQUE INDEX album_source ON album (family, source) WHERE source IS NOT NULL AND trashed IS NULL"
    )
    database.execute("CREATE INDEX album_category ON album (category)")
    database.execute(
        "CREATE INDEX album_in_trash ON album (family, trashed) WHERE trashed IS NOT NULL AND purged IS NULL"
    )


@schema()
def stories(database: Database) -> None:
    """taken is local wall time where it happened (its first instant where precision is vague); `moment` is what
    albums are ordered by: a story without a date comes last. position orders an album by hand.
    story_media.name: what the file was called when it came for this story; others called the same bytes otherwise.
    letting_go: media of purged stories whose bytes may be freed once nothing refers to them."""
    database.execute("""
        CREATE TABLE story (
            id INTEGER PRIMARY KEY,
            album INTEGER NOT NULL REFERENCES album,
            contributor INTEGER NOT NULL REFERENCES person,
            description TEXT NOT NULL DEFAULT '',
            folded TEXT NOT NULL DEFAULT '',
            taken TEXT, offset TEXT,
            precision TEXT NOT NULL DEFAULT 'unknown',
            moment TEXT NOT NULL GENERATED ALWAYS AS (coalesce(taken, '~')) VIRTUAL,
            position REAL NOT NULL DEFAULT 0,
            added TEXT NOT NULL,
            trashed TEXT, trashed_by INTEGER REFERENCES person, nights INTEGER NOT NULL DEFAULT 0,
            purged TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX story_album ON story (album)")
    database.execute("CREATE INDEX story_by_moment ON story (album, moment, id) WHERE trashed IS NULL")
    database.execute("CREATE INDEX story_by_hand ON story (album, position, id) WHERE trashed IS NULL")
    database.execute("CREATE INDEX story_contributors ON story (album, contributor) WHERE trashed IS NULL")
    database.execute(
        "CREATE INDEX story_in_trash ON story (album, trashed) WHERE trashed IS NOT NULL AND purged IS NULL"
    )
    database.execute("""
        CREATE TABLE story_media (
            story INTEGER NOT NULL REFERENCES story,
            position INTEGER NOT NULL,
            media INTEGER NOT NULL REFERENCES media,
            name TEXT,
            PRIMARY KEY (story, position)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX story_media_media ON story_media (media)")
    database.execute("CREATE TABLE letting_go (media INTEGER PRIMARY KEY) STRICT")


@schema()
def the_gate(database: Database) -> None:
    """Once made the views; migrations.py makes them now, as albums.gate says them, at every start."""


@schema()
def history(database: Database) -> None:
    """change: a line of the ledger that can be undone. touched: the rows, before and after, as JSON
    (history.Touched). undoes: the change this one took back. change_album: in which albums' history it is told; one
    that moved stories is told in both."""
    database.execute("""
        CREATE TABLE change (
            happening INTEGER PRIMARY KEY REFERENCES happening,
            touched TEXT NOT NULL,
            undoes INTEGER REFERENCES change
        ) STRICT
    """)
    database.execute("CREATE UNIQUE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL")
    database.execute("""
        CREATE TABLE change_album (
            album INTEGER NOT NULL REFERENCES album,
            happening INTEGER NOT NULL REFERENCES change,
            PRIMARY KEY (album, happening)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX change_albums ON change_album (happening)")


@schema()
def stacks(database: Database) -> None:
    """Pictures of one moment lie in a stack: stories of an album with the same number. The first by stack_place that
    is not in the trash is on top and stands for all of them (gate.ON_TOP)."""
    database.execute("ALTER TABLE story ADD COLUMN stack INTEGER")
    database.execute("ALTER TABLE story ADD COLUMN stack_place INTEGER NOT NULL DEFAULT 0")
    database.execute(
        "CREATE INDEX story_stack ON story (stack, album, stack_place, id) WHERE stack IS NOT NULL"
    )


@schema()
def timeline(database: Database) -> None:
    """Everything a family sees, each picture once: the first story with that face. month is as much of the moment as
    is known, so that text order is the order of time and the vague comes after the exact: 2019-08, 2019 (only the year is known), 201
    (only the decade), '' (nothing). timeline_month counts them. Triggers keep both (albums.timeline)."""
    database.execute("""
        CREATE TABLE timeline (
            family INTEGER NOT NULL,
            month TEXT NOT NULL,
            moment TEXT NOT NULL,
            story INTEGER NOT NULL,
            media INTEGER NOT NULL,
            PRIMARY KEY (family, month, moment, story)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE UNIQUE INDEX timeline_story ON timeline (story)")
    database.execute("CREATE UNIQUE INDEX timeline_media ON timeline (media, family)")
    database.execute("""
        CREATE TABLE timeline_month (
            family INTEGER NOT NULL,
            month TEXT NOT NULL,
            photos INTEGER NOT NULL,
            PRIMARY KEY (family, month)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def guests(database: Database) -> None:
    """guest: who gave this story by a link; its contributor is whoever made the link and answers for it."""
    database.execute("ALTER TABLE story ADD COLUMN guest INTEGER REFERENCES guest")


@schema()
def clip_contributors(database: Database) -> None:
    """Who brought a clip into somebody else's story; no row: whoever began the story. Beside story_media, whose rows
    are written anew whenever the clips of a story change places."""
    database.execute("""
        CREATE TABLE clip_contributor (
            story INTEGER NOT NULL REFERENCES story,
            media INTEGER NOT NULL REFERENCES media ON DELETE CASCADE,
            contributor INTEGER NOT NULL REFERENCES person,
            PRIMARY KEY (story, media)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX clip_contributor_media ON clip_contributor (media)")


@schema()
def places_of_stories(database: Database) -> None:
    """Where a story was, as people say it. place: words (such as a town), no part of the file. latitude and longitude
    count only where located = 1 (both NULL: nobody shall be told a place); else the file's own facts do, in media."""
    database.execute("ALTER TABLE story ADD COLUMN place TEXT NOT NULL DEFAULT ''")
    database.execute("ALTER TABLE story ADD COLUMN latitude REAL")
    database.execute("ALTER TABLE story ADD COLUMN longitude REAL")
    database.execute(
        "ALTER TABLE story ADD COLUMN located INTEGER NOT NULL DEFAULT 0 CHECK (located IN (0, 1))"
    )


@schema()
def edits(database: Database) -> None:
    """edit: what a family made of a picture or film. recipe: media.Recipe as JSON, NULL for as it came; every change
    of it, an undo too, is another version (the trigger). drawn: the recipe that was carried out last, under the name
    of version `shown`, with its width, height, duration and tiny; failed: the one that could not be, for `reason`, a
    word key. part: how far a film is, 0 to 1. media becomes NULL when the family let go of it: the history names the row."""
    database.execute("""
        CREATE TABLE edit (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            media INTEGER REFERENCES media ON DELETE SET NULL,
            recipe TEXT,
            version INTEGER NOT NULL DEFAULT 0,
            edited_by INTEGER REFERENCES person,
            edited TEXT NOT NULL,
            drawn TEXT, shown INTEGER,
            failed TEXT, reason TEXT, part REAL,
            width INTEGER, height INTEGER, duration REAL, tiny BLOB,
            UNIQUE (family, media)
        ) STRICT
    """)
    database.execute("CREATE INDEX edit_media ON edit (media)")
    database.execute("""
        CREATE TRIGGER edit_changed AFTER UPDATE OF recipe ON edit WHEN OLD.recipe IS NOT NEW.recipe
        BEGIN UPDATE edit SET version = version + 1, part = NULL WHERE id = NEW.id; END
    """)


@schema()
def sealing(database: Database) -> None:
    """sealed: nobody sees the album or anything in it, whoever they are (albums.gate), until it is revealed."""
    database.execute(
        "ALTER TABLE album ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1))"
    )
