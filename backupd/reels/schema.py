"""Films of albums, what is in each, and the views through which they are read."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("reels")


@schema()
def reels(database: Database) -> None:
    """One for an album. mark: a digest of what was asked for; film: that of the film which is there, in derived/reels/ID-FILM.mp4.
    done and total count frames; reason is a word key; music is kept like an original."""
    database.execute("""
        CREATE TABLE reel (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            album INTEGER NOT NULL UNIQUE REFERENCES album,
            language TEXT NOT NULL,
            mark TEXT NOT NULL,
            asked_by INTEGER NOT NULL REFERENCES person,
            asked TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('none', 'asked', 'making', 'failed')),
            done INTEGER NOT NULL DEFAULT 0,
            total INTEGER NOT NULL DEFAULT 0,
            reason TEXT,
            music INTEGER REFERENCES media,
            music_name TEXT,
            film TEXT,
            seconds REAL NOT NULL DEFAULT 0,
            size INTEGER NOT NULL DEFAULT 0,
            width INTEGER NOT NULL DEFAULT 0,
            height INTEGER NOT NULL DEFAULT 0,
            made TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX reel_waiting ON reel (id) WHERE state IN ('asked', 'making')")
    database.execute("CREATE INDEX reel_music ON reel (music) WHERE music IS NOT NULL")


@schema()
def parts_and_files(database: Database) -> None:
    """reel_part: what the film shows, each as the edition of it that stands in the film; no reference, for what is in a film
    must not keep its original alive. reel_file: music that came and belongs to no film yet."""
    database.execute("""
        CREATE TABLE reel_part (
            reel INTEGER NOT NULL REFERENCES reel ON DELETE CASCADE,
            place INTEGER NOT NULL,
            media INTEGER NOT NULL,
            edition INTEGER,
            PRIMARY KEY (reel, place)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("""
        CREATE TABLE reel_file (
            media INTEGER PRIMARY KEY REFERENCES media ON DELETE CASCADE,
            at TEXT NOT NULL
        ) STRICT
    """)


# Whoever sees the album sees how its film comes along.
REELS = """
    CREATE VIEW visible_reels AS
    SELECT told.viewer AS viewer, reel.*
    FROM visible_albums AS told JOIN reel ON reel.album = told.id AND reel.family = told.family
"""

# A film is there only for who may see every picture in it, as it stands in it, in this album and now.
REEL_FILMS = """
    CREATE VIEW visible_reel_films AS
    SELECT told.*
    FROM visible_reels AS told
    WHERE told.film IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM reel_part AS part
        WHERE part.reel = told.id AND NOT EXISTS (
            SELECT 1 FROM visible_media AS shown
            WHERE shown.viewer = told.viewer AND shown.family = told.family AND shown.album = told.album
              AND shown.id = part.media AND shown.edition IS part.edition))
"""

VIEWS = (REELS, REEL_FILMS)
