"""A letter as its reader may know it now: asked of the gate, in their language, with the names they use."""

import json

import msgspec

from backupd import albums, family, reactions
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.words import Words
from backupd.notify.phrases import spoken
from backupd.notify.records import Kept

VIEWS = {
    "album": "visible_albums",
    "story": "visible_stories",
    "capsule": "visible_capsules",
    "curation": "visible_curations",
    "relay": "visible_relays",
    "reel": "visible_reel_films",
    "turn": "visible_my_turns",
}
_NEWEST = """
    SELECT id FROM visible_media WHERE viewer = ? AND family = ? AND album = ? AND rendered
    GROUP BY id ORDER BY max(story) DESC LIMIT 6
"""
_STORY_OF = (
    "SELECT story FROM visible_media WHERE viewer = ? AND family = ? AND id = ? ORDER BY story LIMIT 1"
)
_CALLED = f"SELECT {family.called_name()} FROM person WHERE id = :person"
_PICTURES_OF = (
    "SELECT id FROM visible_media WHERE viewer = ? AND family = ? AND story = ? ORDER BY place LIMIT 6"
)


class Told(msgspec.Struct, frozen=True):
    """What a letter says. reader: as whom it is read, None outside a family; story: what a heart would go to."""

    words: str
    subject: str
    text: str
    button: str
    link: str
    reader: Viewer | None
    pictures: tuple[int, ...] = ()
    story: int | None = None
    values: dict[str, str | int] = {}
    film: str = ""


def read(library: Library, words: Words, language: str, letter: Kept) -> Told | None:
    """None for what this person may not be told any more."""
    reader = family.stand_in(library, letter.person, letter.family) if letter.family else None
    if letter.family and reader is None:
        return None
    if letter.about and not _sees(library, reader, letter):
        return None
    if letter.kind == "reaction" and not _still_said(library, reader, letter):
        return None
    try:
        values = {
            name: _named(library, reader, name, spoken(words, language, value))
            for name, value in json.loads(letter.filled).items()
        }
    except Absent:
        return None
    return _told(library, words, language, letter, reader, values)


def _told(
    library: Library,
    words: Words,
    language: str,
    letter: Kept,
    reader: Viewer | None,
    values: dict[str, str | int],
) -> Told:
    own = f"{letter.words}_button"
    pictures = _pictures(library, reader, letter)
    return Told(
        words=letter.words,
        subject=words.say(language, f"{letter.words}_subject", **values),
        text=words.say(language, f"{letter.words}_text", **values),
        button=words.say(language, own if own in words else "notify.open", **values),
        link=letter.link,
        reader=reader,
        pictures=pictures,
        story=_story(library, reader, letter, pictures),
        values=values,
        film=letter.film,
    )


def _sees(library: Library, reader: Viewer | None, letter: Kept) -> bool:
    view = VIEWS.get(letter.about or "")
    if reader is None or view is None or not _there(library, view):
        return False
    sql = f"SELECT 1 FROM {view} WHERE viewer = ? AND family = ? AND id = ?"
    return library.database.value(sql, (reader.id, reader.family, letter.about_id)) is not None


def _still_said(library: Library, reader: Viewer | None, letter: Kept) -> bool:
    """A reaction may have been taken back since."""
    who = json.loads(letter.filled).get("person")
    sql = "SELECT 1 FROM visible_reactions WHERE viewer = ? AND family = ? AND story = ? AND person IS ?"
    return (
        reader is not None
        and library.database.value(sql, (reader.id, reader.family, letter.about_id, who)) == 1
    )


def _there(library: Library, view: str) -> bool:
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ?"
    return library.database.value(sql, (view,)) is not None


def _named(library: Library, reader: Viewer | None, name: str, value: str | int) -> str | int:
    """Raises Absent for an album or a comment that this reader does not see."""
    if not isinstance(value, int):
        return value
    match name.rpartition("_")[2]:
        case "person":
            return (
                library.database.value(_CALLED, {"person": value, "viewer": reader.id if reader else 0}) or ""
            )
        case "guest":
            return library.database.value("SELECT name FROM guest WHERE id = ?", (value,)) or ""
        case "device":
            return library.database.value("SELECT name FROM device WHERE id = ?", (value,)) or ""
        case "comment" if reader is not None:
            return _words_of(reactions.comment_of(library, reader, value))
        case "album" if reader is not None:
            return albums.album(library, reader, value).title
    return value


def _words_of(said: reactions.Comment) -> str:
    """What was said; signs that every language reads stand for what cannot be told in words."""
    signs = ["📷" if said.photo else "", "🎤" if said.voice else ""]
    return " ".join(filter(None, [*signs, "".join(piece.text for piece in said.pieces)]))


def _pictures(library: Library, reader: Viewer | None, letter: Kept) -> tuple[int, ...]:
    """Those it names; of a story its own, of new photos the album's newest."""
    named = tuple(json.loads(letter.pictures))
    if named or reader is None:
        return named
    if letter.about == "story":
        asked = (_PICTURES_OF, (reader.id, reader.family, letter.about_id))
    elif letter.about == "album" and letter.kind == "photos":
        asked = (_NEWEST, (reader.id, reader.family, letter.about_id))
    else:
        return ()
    return tuple(library.database.column(*asked))


def _story(library: Library, reader: Viewer | None, letter: Kept, pictures: tuple[int, ...]) -> int | None:
    """What a heart goes to. What somebody did to my own story asks for none."""
    if reader is None or letter.kind in ("reaction", "comment", "mention"):
        return None
    if letter.about == "story":
        return letter.about_id
    return library.database.value(_STORY_OF, (reader.id, reader.family, pictures[0])) if pictures else None
