"""What keeps the timeline: triggers, so that no verb can forget it. They follow the gate: gate.STANDING and gate.ON_TOP.

Like the views they hold nothing and are not migrated: a box has them as this version says them, and when they said
something else before, the timeline is written anew.
"""

import sqlite3

from backupd.albums.gate import ON_TOP, STANDING
from backupd.core.library import Library

_MONTH = """
    CASE WHEN story.taken IS NULL OR story.precision = 'unknown' THEN ''
         ELSE substr(story.taken, 1, CASE story.precision WHEN 'year' THEN 4 WHEN 'decade' THEN 3 ELSE 7 END) END
"""


def _standing(which: str) -> str:
    """Rows of the timeline as the stories say: each picture once, by the first story that shows it."""
    return f"""
        SELECT min(story.id) AS story, album.family AS family, {_MONTH} AS month,
               coalesce(story.taken, '') AS moment, face.media AS media
        FROM story_media AS face
        CROSS JOIN story ON story.id = face.story
        CROSS JOIN album ON album.id = story.album
        WHERE face.position = 0 AND {STANDING} AND {ON_TOP} {which}
        GROUP BY album.family, face.media
    """


_COLUMNS = "story, family, month, moment, media"
FILL = f"INSERT INTO timeline ({_COLUMNS}) {_standing('')}"
COUNT = """
    INSERT INTO timeline_month (family, month, photos)
    SELECT family, month, count(*) FROM timeline GROUP BY family, month
"""


def _again(media: str) -> str:
    """Statements that look anew at these pictures, in every family: usually one, in one."""
    return f"""
        DELETE FROM timeline WHERE media IN ({media});
        INSERT INTO timeline ({_COLUMNS}) {_standing(f"AND face.media IN ({media})")};
    """


def _differs(*columns: str) -> str:
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


_OF_STORY = "album", "taken", "precision", "trashed", "stack", "stack_place"
_FACES = "SELECT face.media FROM story_media AS face WHERE face.position = 0 AND face.story IN"
_WITH_ITS_STACK = f"""
    {_FACES} (SELECT NEW.id UNION ALL SELECT beside.id FROM story AS beside
              WHERE beside.stack = OLD.stack OR beside.stack = NEW.stack)
"""
_OF_ALBUM = f"{_FACES} (SELECT inside.id FROM story AS inside WHERE inside.album = NEW.id)"
_COUNT_ONE = """
    INSERT INTO timeline_month (family, month, photos) VALUES (NEW.family, NEW.month, 1)
    ON CONFLICT DO UPDATE SET photos = photos + 1;
"""
_COUNT_ONE_LESS = """
    UPDATE timeline_month SET photos = photos - 1 WHERE family = OLD.family AND month = OLD.month;
    DELETE FROM timeline_month WHERE family = OLD.family AND month = OLD.month AND photos = 0;
"""

_WHEN = {
    "timeline_told": (
        f"AFTER UPDATE OF {', '.join(_OF_STORY)} ON story WHEN {_differs(*_OF_STORY)}",
        _again(_WITH_ITS_STACK),
    ),
    "timeline_album": (
        f"AFTER UPDATE OF trashed, sealed ON album WHEN {_differs('trashed', 'sealed')}",
        _again(_OF_ALBUM),
    ),
    "timeline_face": ("AFTER INSERT ON story_media WHEN NEW.position = 0", _again("NEW.media")),
    "timeline_faceless": ("AFTER DELETE ON story_media WHEN OLD.position = 0", _again("OLD.media")),
    "timeline_other_face": (
        "AFTER UPDATE ON story_media WHEN OLD.position = 0 OR NEW.position = 0",
        _again("OLD.media, NEW.media"),
    ),
    "timeline_counted": ("AFTER INSERT ON timeline", _COUNT_ONE),
    "timeline_discounted": ("AFTER DELETE ON timeline", _COUNT_ONE_LESS),
}
TRIGGERS = {name: f"CREATE TRIGGER {name} {when} BEGIN {does} END" for name, (when, does) in _WHEN.items()}


def keep_timeline(library: Library) -> None:
    """Give the box the triggers of this version; where it had others, write the timeline anew. At every start."""
    rows = library.database.connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'timeline_*'"
    )
    there = {row["name"]: row["sql"] for row in rows}
    if there != TRIGGERS:
        with library.database.writing() as connection:
            for name in there:
                connection.execute(f"DROP TRIGGER {name}")
            refill(connection)
            for trigger in TRIGGERS.values():
                connection.execute(trigger)


def refill(connection: sqlite3.Connection) -> None:
    """Write the whole timeline as the stories say, without its triggers."""
    for statement in ("DELETE FROM timeline", "DELETE FROM timeline_month", FILL, COUNT):
        connection.execute(statement)
