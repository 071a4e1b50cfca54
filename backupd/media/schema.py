"""Media: one row for each original file we keep, with its facts and what was derived from it."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("media")


@schema()
def media(database: Database) -> None:
    """state: arrived (kept, not yet looked at) · ready · set_aside (kept, cannot be shown; `reason` is a word key).
    path is relative to the originals' root; two that differ only in case would be one on a NAS share. taken is local wall time; `offset` its distance from UTC.
    film: NULL (browsers play the original, or a photo) · needed · made · set_aside."""
    database.execute("""
        CREATE TABLE media (
            id INTEGER PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE,
            size INTEGER NOT NULL,
            path TEXT NOT NULL COLLATE NOCASE UNIQUE,
            name TEXT NOT NULL,
            arrived TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'arrived' CHECK (state IN ('arrived', 'ready', 'set_aside')),
            reason TEXT,
            deaths INTEGER NOT NULL DEFAULT 0,
            kind TEXT, format TEXT, mime TEXT,
            width INTEGER, height INTEGER, duration REAL,
            taken TEXT, offset TEXT, precision TEXT NOT NULL DEFAULT 'unknown', taken_source TEXT,
            latitude REAL, longitude REAL, camera TEXT,
            animated INTEGER NOT NULL DEFAULT 0,
            rendered INTEGER NOT NULL DEFAULT 0,
            film TEXT CHECK (film IN ('needed', 'made', 'set_aside')),
            tiny BLOB, phash INTEGER
        ) STRICT
    """)
    database.execute("CREATE INDEX media_unfinished ON media (id) WHERE state = 'arrived'")
    database.execute("CREATE INDEX media_films ON media (id) WHERE film = 'needed'")


@schema()
def faces_hold(database: Database) -> None:
    """A picture that is somebody's face stays, whoever asks to forget it (person.face is only a number there)."""
    database.execute("""
        CREATE TRIGGER media_is_a_face BEFORE DELETE ON media
        WHEN EXISTS (SELECT 1 FROM person WHERE person.face = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'this picture is somebody''s face'); END
    """)


@schema()
def moving_pictures(database: Database) -> None:
    """content_id: what the two halves of an Apple live photo have in common. motion: the film inside a photo, at
    motion_offset: needed (a playable clip is to be made) · made · set_aside · cut (its end is missing).
    panorama: flat (wide) · sphere (all around). scan: made of paper; its date is never an anniversary."""
    for column in (
        "content_id TEXT",
        "motion TEXT CHECK (motion IN ('needed', 'made', 'set_aside', 'cut'))",
        "motion_offset INTEGER",
        "motion_length INTEGER",
        "panorama TEXT CHECK (panorama IN ('flat', 'sphere'))",
        "scan INTEGER NOT NULL DEFAULT 0",
    ):
        database.execute(f"ALTER TABLE media ADD COLUMN {column}")
    database.execute("CREATE INDEX media_content ON media (content_id) WHERE content_id IS NOT NULL")
    database.execute("CREATE INDEX media_motions ON media (id) WHERE motion = 'needed'")


@schema()
def named_places(database: Database) -> None:
    """What people call the place that the file names, with the province in Korea (media.gazetteer). NULL: not asked yet;
    '': nothing with a name is near."""
    database.execute("ALTER TABLE media ADD COLUMN place_ko TEXT")
    database.execute("ALTER TABLE media ADD COLUMN place_en TEXT")
    database.execute(
        "CREATE INDEX media_unnamed ON media (id) WHERE latitude IS NOT NULL AND place_ko IS NULL"
    )


@schema()
def found_by(database: Database) -> None:
    """selfie: taken by the camera beside the screen. tags: words that travel in the file (media.tags). Media that came
    before are as they were: whoever wants theirs develops them again."""
    database.execute("ALTER TABLE media ADD COLUMN selfie INTEGER NOT NULL DEFAULT 0")
    database.execute("ALTER TABLE media ADD COLUMN tags TEXT NOT NULL DEFAULT ''")
