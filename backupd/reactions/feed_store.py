"""Every SQL statement of the feed; reads go through the gate."""

import sqlite3

from backupd.core.library import Library
from backupd.family import Person, Viewer, called_name
from backupd.reactions.feed_records import MOST_UNREAD, Thumb
from backupd.reactions.records import Said

PAGE = 30
PICTURES, NAMES = 4, 3
NEWEST = (1 << 62, 0)

_MINE = "viewer = :viewer AND family = :family"
LINES = f"""
    WITH page AS (
        SELECT * FROM visible_feed WHERE {_MINE} AND (happening, id) < (:happening, :id)
        ORDER BY happening DESC, id DESC LIMIT :limit)
    SELECT page.*, {called_name()} AS name, person.colour, person.face, guest.name AS guest_name,
           {called_name("other")} AS about,
           EXISTS (SELECT 1 FROM membership WHERE person = page.person AND family = page.family
                   AND until IS NULL) AS here,
           coalesce((SELECT title FROM visible_albums WHERE {_MINE} AND id = coalesce(
               page.album, (SELECT album FROM visible_stories WHERE {_MINE} AND id = page.story))),
               (SELECT title FROM visible_relays WHERE {_MINE} AND album = page.album)) AS title
    FROM page
    LEFT JOIN person ON person.id = page.person
    LEFT JOIN guest ON guest.id = page.guest
    LEFT JOIN person AS other ON other.id = page.about_person
    ORDER BY page.happening DESC, page.id DESC
"""
_SHOWN = """
    CROSS JOIN visible_media AS shown ON shown.viewer = :viewer AND shown.family = :family AND shown.story = told.story
        AND shown.place = 0 AND shown.rendered
"""
OF_LINE = f"""
    SELECT shown.id, shown.tiny, shown.edition FROM (
        SELECT story FROM feed_story WHERE feed = :line ORDER BY story DESC LIMIT 12) AS told {_SHOWN} LIMIT :most
"""
OF_STORY = (
    f"SELECT shown.id, shown.tiny, shown.edition FROM (SELECT :story AS story) AS told {_SHOWN} LIMIT 1"
)
COVER = """
    SELECT shown.id, shown.tiny, shown.edition FROM visible_media AS shown
    WHERE shown.viewer = :viewer AND shown.family = :family AND shown.album = :album AND shown.place = 0
      AND shown.rendered LIMIT 1
"""
REACTED = f"""
    SELECT person.id, {called_name()} AS name, person.colour, person.face, said.kind
    FROM visible_reactions AS said JOIN person ON person.id = said.person
    WHERE said.viewer = :viewer AND said.family = :family AND said.story = :story
    ORDER BY said.at DESC, said.id DESC LIMIT 6
"""
NEW_TO_ME = "iif(person IS :viewer AND guest IS NULL, before, happening) > :seen"
UNREAD = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM visible_feed WHERE {_MINE} AND happening > :seen AND {NEW_TO_ME} LIMIT {MOST_UNREAD + 1})
"""
SEEN = "SELECT happening FROM feed_visit WHERE person = :viewer AND family = :family"
LAST = "SELECT coalesce(max(id), 0) FROM happening WHERE family = :family"
_VISIT = """
    INSERT INTO feed_visit VALUES (:viewer, :family, :happening)
    ON CONFLICT (person, family) DO UPDATE SET happening = max(happening, excluded.happening)
"""
_TAKEN_BACK = """
    UPDATE feed SET amount = 0 WHERE id = (
        SELECT id FROM feed WHERE family = :family AND kind = :kind AND person = :viewer AND album = :album
          AND amount > 0 ORDER BY happening DESC LIMIT 1)
"""


def lines(library: Library, viewer: Viewer, before: tuple[int, int] | None, limit: int) -> list[sqlite3.Row]:
    happening, number = before or NEWEST
    named = _bound(viewer) | {"happening": happening, "id": number, "limit": limit}
    return library.database.connection.execute(LINES, named).fetchall()


def pictures(library: Library, viewer: Viewer, line: sqlite3.Row) -> list[Thumb]:
    """A few of what the line is about."""
    named = _bound(viewer)
    if line["kind"] == "story_added":
        return library.database.all(Thumb, OF_LINE, named | {"line": line["id"], "most": PICTURES})
    if line["story"] is not None:
        return library.database.all(Thumb, OF_STORY, named | {"story": line["story"]})
    if line["album"] is not None:
        return library.database.all(Thumb, COVER, named | {"album": line["album"]})
    return []


def reacted(library: Library, viewer: Viewer, story: int) -> list[Said]:
    """Who said what to a story last."""
    return library.database.all(Said, REACTED, _bound(viewer) | {"story": story})


def person(line: sqlite3.Row) -> list[Person]:
    """Who did it, where it was somebody of the family."""
    if line["person"] is None or line["guest"] is not None:
        return []
    return [Person(line["person"], line["name"], line["colour"], line["face"])]


def seen(library: Library, viewer: Viewer) -> int:
    """How far this person has read, on whatever device."""
    return library.database.value(SEEN, _bound(viewer)) or 0


def last(library: Library, family: int) -> int:
    """The newest line of the ledger."""
    return library.database.value(LAST, {"family": family})


def unread(library: Library, viewer: Viewer, since: int) -> int:
    return library.database.value(UNREAD, _bound(viewer) | {"seen": since})


def visit(library: Library, viewer: Viewer, happening: int) -> None:
    """Inside a transaction."""
    library.database.connection.execute(_VISIT, _bound(viewer) | {"happening": happening})


def take_back(library: Library, viewer: Viewer, kind: str, album: int) -> None:
    """What this person did last of this kind to an album is no news any more. Inside a transaction."""
    library.database.connection.execute(_TAKEN_BACK, _bound(viewer) | {"kind": kind, "album": album})


def _bound(viewer: Viewer) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family}
