"""What makes a document of the index stale: triggers, so that no verb can forget it. They only note which one; it is
read again by search.keeping. Like views they are not migrated: a box has them as this version says them.
"""

INDEX = 2
"""Counted up whenever documents or their tokens are made otherwise: a box then reads everything again."""


_SEALED = {
    "album": "SELECT 'album', album.id FROM album WHERE album.sealed = 1 AND album.id",
    "story": "SELECT 'story', lying.id FROM story AS lying JOIN album ON album.id = lying.album "
    "WHERE album.sealed = 1 AND lying.id",
}


def _stale(kind: str, which: str) -> str:
    """What is noted already is left out by hand: under a foreign key's action the OR IGNORE of a trigger counts for
    nothing (sqlite.org/lang_createtrigger.html). So is what lies sealed, which is read when it is opened."""
    noted = f"SELECT kind, subject FROM search_stale WHERE kind = '{kind}' AND subject IN (SELECT {which})"
    return f"INSERT OR IGNORE INTO search_stale (kind, subject) SELECT '{kind}', {which} EXCEPT {noted} EXCEPT {_SEALED[kind]} IN (SELECT {which});"


_STORIES_OF_ALBUM = _stale("story", "told.id FROM story AS told WHERE told.album = NEW.id")
_HOLDING = _stale("story", "shown.story FROM story_media AS shown WHERE shown.media = NEW.id")
_SHOWING = _stale(
    "album",
    "told.album FROM story_media AS shown CROSS JOIN story AS told ON told.id = shown.story WHERE shown.media = NEW.id",
)


def _showing_face(face: str) -> str:
    return _stale(
        "story",
        f"shown.story FROM face CROSS JOIN story_media AS shown ON shown.media = face.media WHERE face.id = {face}",
    )


_IN_CATEGORY = _stale("album", "shelved.id FROM album AS shelved WHERE shelved.category = NEW.id")


def _changed(table: str, *columns: str) -> str:
    differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    return f"AFTER UPDATE OF {', '.join(columns)} ON {table} WHEN {differs}"


def _album_of(story: str) -> str:
    return _stale("album", f"told.album FROM story AS told WHERE told.id = {story}")


_OF_ALBUM = "title", "description", "category", "event_from", "event_to", "trashed", "sealed"
_OF_STORY = (
    "album", "contributor", "guest", "description", "place", "located", "place_ko", "place_en", "taken", "precision",
    "trashed",
)  # fmt: skip
_OF_MEDIA = "name", "kind", "animated", "motion", "panorama", "place_ko", "place_en", "selfie", "tags"
_BOTH = _stale("story", "NEW.id") + _stale("album", "NEW.album")

_WHEN = {
    "album_made": ("AFTER INSERT ON album", _stale("album", "NEW.id")),
    "album_changed": (_changed("album", *_OF_ALBUM), _stale("album", "NEW.id")),
    "album_sealed": (
        "AFTER UPDATE OF sealed ON album WHEN NEW.sealed = 1",
        "DELETE FROM search_stale WHERE kind = 'album' AND subject = NEW.id; "
        "DELETE FROM search_stale WHERE kind = 'story' AND subject IN (SELECT id FROM story WHERE album = NEW.id);",
    ),
    "album_hidden": (_changed("album", "trashed", "sealed"), _STORIES_OF_ALBUM),
    "story_made": ("AFTER INSERT ON story", _BOTH),
    "story_changed": (_changed("story", *_OF_STORY), _BOTH + _stale("album", "OLD.album")),
    "media_taken_in": ("AFTER INSERT ON story_media", _stale("story", "NEW.story") + _album_of("NEW.story")),
    "media_replaced": ("AFTER UPDATE ON story_media", _stale("story", "NEW.story") + _album_of("NEW.story")),
    "media_taken_out": ("AFTER DELETE ON story_media", _stale("story", "OLD.story") + _album_of("OLD.story")),
    "media_known": (_changed("media", *_OF_MEDIA), _HOLDING + _SHOWING),
    "clip_brought": (
        "AFTER INSERT ON clip_contributor", _stale("story", "NEW.story") + _album_of("NEW.story")
    ),
    "clip_let_go": ("AFTER DELETE ON clip_contributor", _stale("story", "OLD.story") + _album_of("OLD.story")),
    "said": ("AFTER INSERT ON comment", _stale("story", "NEW.story")),
    "said_otherwise": (
        _changed("comment", "text", "removed", "story"), _stale("story", "NEW.story") + _stale("story", "OLD.story")
    ),
    "unsaid": ("AFTER DELETE ON comment", _stale("story", "OLD.story")),
    "face_placed": ("AFTER INSERT ON somebody_face WHEN NEW.somebody IS NOT NULL", _showing_face("NEW.face")),
    "face_moved": (_changed("somebody_face", "somebody"), _showing_face("NEW.face")),
    "face_gone": ("AFTER DELETE ON somebody_face WHEN OLD.somebody IS NOT NULL", _showing_face("OLD.face")),
    "category_renamed": (_changed("category", "name"), _IN_CATEGORY),
}  # fmt: skip
TRIGGERS = {
    f"search_{name}": f"CREATE TRIGGER search_{name} {when} BEGIN /* index {INDEX} */ {does} END"
    for name, (when, does) in _WHEN.items()
}
