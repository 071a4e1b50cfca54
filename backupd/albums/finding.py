"""Albums and stories by their numbers, through the gate: what search found, as the viewer may see it; and the albums
that are about somebody."""

import json
from collections.abc import Sequence

from backupd.albums.folding import fold, like
from backupd.albums.records import Album, Story
from backupd.albums.rows import all_of, one_of
from backupd.albums.store import ALBUM, albums_where
from backupd.albums.story_store import stories_where
from backupd.core.library import Library
from backupd.family import Viewer, called_name

STORIES = stories_where(
    "AND id IN (SELECT value FROM json_each(:stories))", "id DESC", view="visible_stories"
)
_MINE = "mine.viewer = :viewer AND mine.family = :family"
ABOUT = albums_where(
    f"""AND (folded LIKE :text ESCAPE '\\' OR EXISTS (
        SELECT 1 FROM visible_stories AS mine CROSS JOIN json_each(:people) AS person
        WHERE {_MINE} AND mine.album = visible_albums.id AND mine.contributor = person.value))""",
    "event_key DESC, id DESC",
    "LIMIT :limit",
)
PEOPLE = f"""
    SELECT person.id, person.name || char(10) || {called_name()} AS name FROM person CROSS JOIN membership
    ON membership.person = person.id AND membership.family = :family
"""


def albums_about(library: Library, viewer: Viewer, name: str, limit: int) -> list[Album]:
    """Albums that name somebody or to which somebody of that name gave, newest event first."""
    rows = library.database.connection.execute(PEOPLE, {"family": viewer.family, "viewer": viewer.id})
    called = [row["id"] for row in rows if any(fold(name) in fold(each) for each in row["name"].split("\n"))]
    people = json.dumps(called)
    return all_of(library, viewer, Album, ABOUT, text=like(name), people=people, limit=limit)


def albums_of(library: Library, viewer: Viewer, numbers: Sequence[int]) -> list[Album]:
    """Those of them that the viewer may see, in the order asked for. One by one: asked for several at once, SQLite would
    walk through all albums of the family."""
    found = (one_of(library, viewer, Album, ALBUM, album=number) for number in numbers)
    return [each for each in found if each]


def stories_of(library: Library, viewer: Viewer, numbers: Sequence[int]) -> list[Story]:
    """Those of them that the viewer may see, in the order asked for."""
    found = all_of(library, viewer, Story, STORIES, stories=json.dumps(list(numbers)))
    by_number = {each.id: each for each in found}
    return [by_number[number] for number in numbers if number in by_number]
