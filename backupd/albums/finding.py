"""Albums and stories by words, through the gate: each word somewhere in the folded text, or in a contributor's name."""

import json
from collections.abc import Sequence

from backupd.albums.folding import fold, like
from backupd.albums.records import Album, Story
from backupd.albums.rows import all_of
from backupd.albums.store import albums_where
from backupd.albums.story_store import stories_where
from backupd.core.library import Library
from backupd.family import Viewer, called_name

MOST_WORDS = 6

PEOPLE = f"""
    SELECT person.id, person.name || char(10) || {called_name()} AS name FROM person CROSS JOIN membership
    ON membership.person = person.id AND membership.family = :family
"""

_MINE = "mine.viewer = :viewer AND mine.family = :family"
_IN_ALBUM = f"""AND (folded LIKE :text{{n}} ESCAPE '\\' OR EXISTS (
    SELECT 1 FROM visible_stories AS mine CROSS JOIN json_each(:people{{n}}) AS person
    WHERE {_MINE} AND mine.album = visible_albums.id AND mine.contributor = person.value))"""
_IN_STORY = (
    """AND (folded LIKE :text{n} ESCAPE '\\' OR contributor IN (SELECT value FROM json_each(:people{n})))"""
)

ALBUMS = {
    count: albums_where(
        "".join(_IN_ALBUM.format(n=n) for n in range(count)), "event_key DESC, id DESC", "LIMIT :limit"
    )
    for count in range(1, MOST_WORDS + 1)
}
STORIES = {
    count: stories_where("".join(_IN_STORY.format(n=n) for n in range(count)), "id DESC", "LIMIT :limit")
    for count in range(1, MOST_WORDS + 1)
}


def albums_with(library: Library, viewer: Viewer, words: str, limit: int) -> list[Album]:
    """Albums in which every word is found, newest event first."""
    asked = split(words)
    return all_of(library, viewer, Album, ALBUMS[len(asked)], **_bound(library, viewer, asked), limit=limit)


def stories_with(library: Library, viewer: Viewer, words: str, limit: int) -> list[Story]:
    """Stories in which every word is found, those added last first."""
    asked = split(words)
    return all_of(library, viewer, Story, STORIES[len(asked)], **_bound(library, viewer, asked), limit=limit)


def people_named(library: Library, viewer: Viewer, word: str) -> list[int]:
    """Whoever is or was in this family and has the word in their name, their own or what this viewer calls them: what
    they gave stays under it."""
    people = library.database.connection.execute(PEOPLE, {"family": viewer.family, "viewer": viewer.id})
    return [row["id"] for row in people if any(fold(word) in fold(name) for name in row["name"].split("\n"))]


def split(words: str) -> list[str]:
    """The words to look for; beyond six the last one holds the rest."""
    return words.split(maxsplit=MOST_WORDS - 1)


def _bound(library: Library, viewer: Viewer, words: Sequence[str]) -> dict[str, object]:
    texts = {f"text{n}": like(word) for n, word in enumerate(words)}
    people = {f"people{n}": json.dumps(people_named(library, viewer, word)) for n, word in enumerate(words)}
    return {**texts, **people}
