"""What keeps face_sight and face_picture: triggers, so that no verb can forget them. They follow the gate: albums.STANDING.

Like views they hold nothing and are not migrated: a box has them as this version says them, and when they said something
else before, both tables are written anew.
"""

import sqlite3

from backupd.albums import STANDING
from backupd.core.library import Library
from backupd.faces.orders import MODEL

# The orders are set by CROSS JOIN: left to itself SQLite walks through every face for each story.
_BY_STORY = """story CROSS JOIN album ON album.id = story.album CROSS JOIN story_media AS held ON held.story = story.id
        CROSS JOIN face ON face.media = held.media
        CROSS JOIN somebody_face AS placed ON placed.face = face.id AND placed.family = album.family"""
_BY_FACE = """somebody_face AS placed CROSS JOIN face ON face.id = placed.face
        CROSS JOIN story_media AS held ON held.media = face.media CROSS JOIN story ON story.id = held.story
        CROSS JOIN album ON album.id = story.album AND album.family = placed.family"""


def _sights(which: str, order: str = _BY_STORY) -> str:
    return f"""
        INSERT INTO face_sight (family, somebody, moment, story, face, worth)
        SELECT DISTINCT album.family, placed.somebody, story.moment, story.id, face.id,
               face.good * 4 + placed.said + face.sure + min(face.wide, 0.5)
        FROM {order}
        WHERE placed.somebody IS NOT NULL AND {STANDING} {which};
    """


def _pictures(which: str) -> str:
    return f"""
        INSERT INTO face_picture (family, media, looked)
        SELECT DISTINCT album.family, media.id,
               EXISTS (SELECT 1 FROM face_looked WHERE face_looked.media = media.id AND face_looked.model = '{MODEL}')
        FROM story_media AS held CROSS JOIN media ON media.id = held.media CROSS JOIN story ON story.id = held.story
        CROSS JOIN album ON album.id = story.album
        WHERE media.state = 'ready' AND media.rendered AND {STANDING} {which};
    """


FILL = (_sights(""), _pictures(""))


def _face_again(face: str) -> str:
    """One face in one family. face: NEW or OLD, of somebody_face."""
    return f"""
        DELETE FROM face_sight WHERE face = {face}.face AND family = {face}.family;
        {_sights(f"AND placed.face = {face}.face AND placed.family = {face}.family", _BY_FACE)}
    """


def _media_again(media: str) -> str:
    return f"DELETE FROM face_picture WHERE media IN ({media}); {_pictures(f'AND held.media IN ({media})')}"


def _stories_again(stories: str) -> str:
    return f"""
        DELETE FROM face_sight WHERE story IN ({stories});
        {_sights(f"AND story.id IN ({stories})")}
        {_media_again(f"SELECT shown.media FROM story_media AS shown WHERE shown.story IN ({stories})")}
    """


def _differs(*columns: str) -> str:
    return " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)


def _changed(table: str, *columns: str) -> str:
    return f"AFTER UPDATE OF {', '.join(columns)} ON {table} WHEN {_differs(*columns)}"


_WHEN = {
    "placed": ("AFTER INSERT ON somebody_face WHEN NEW.somebody IS NOT NULL", _face_again("NEW")),
    "moved": (_changed("somebody_face", "somebody", "said"), _face_again("NEW")),
    "unplaced": ("AFTER DELETE ON somebody_face WHEN OLD.somebody IS NOT NULL", _face_again("OLD")),
    "told": (_changed("story", "album", "taken", "trashed"), _stories_again("NEW.id")),
    "album": (
        _changed("album", "trashed", "sealed"),
        _stories_again("SELECT inside.id FROM story AS inside WHERE inside.album = NEW.id"),
    ),
    "held": ("AFTER INSERT ON story_media", _stories_again("NEW.story")),
    "let_go": ("AFTER DELETE ON story_media", _stories_again("OLD.story") + _media_again("OLD.media")),
    "replaced": (
        _changed("story_media", "story", "media"),
        _stories_again("OLD.story, NEW.story") + _media_again("OLD.media"),
    ),
    "drawn": (_changed("media", "state", "rendered"), _media_again("NEW.id")),
    "looked": ("AFTER INSERT ON face_looked", _media_again("NEW.media")),
    "forgotten": ("AFTER DELETE ON face_looked", _media_again("OLD.media")),
}
TRIGGERS = {
    f"face_{name}": f"CREATE TRIGGER face_{name} {when} BEGIN {does} END"
    for name, (when, does) in _WHEN.items()
}


def keep_standing(library: Library) -> None:
    """Give the box the triggers of this version; where it had others, write both tables anew. At every start."""
    rows = library.database.connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'face_*'"
    )
    there = {row["name"]: row["sql"] for row in rows}
    if there != TRIGGERS:
        with library.database.writing() as connection:
            for name in there:
                connection.execute(f"DROP TRIGGER {name}")
            _refill(connection)
            for trigger in TRIGGERS.values():
                connection.execute(trigger)


def _refill(connection: sqlite3.Connection) -> None:
    for statement in ("DELETE FROM face_sight", "DELETE FROM face_picture", *FILL):
        connection.execute(statement)
