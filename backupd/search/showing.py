"""What was found as it is shown: albums and stories through the gate, each with the words that were found in it."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence

from backupd import albums, reactions
from backupd.core.library import Library
from backupd.family import Viewer, called_name
from backupd.search.marking import excerpt, hits, marked
from backupd.search.records import FoundAlbum, FoundStory, Piece, Source

_MINE = "viewer = :viewer AND family = :family"
_THESE = "IN (SELECT value FROM json_each(:numbers))"
# The numbers come first, by CROSS JOIN: SQLite would rather walk through all albums of the family.
TITLES = """
    SELECT shown.id, shown.title FROM (SELECT DISTINCT value FROM json_each(:numbers)) AS asked
    CROSS JOIN visible_albums AS shown
      ON shown.viewer = :viewer AND shown.family = :family AND shown.id = asked.value
"""
SAID = f"""
    SELECT said.story, said.id, said.text, {called_name()} FROM visible_comments AS said
    CROSS JOIN person ON person.id = said.person
    WHERE said.viewer = :viewer AND said.family = :family AND said.story {_THESE} ORDER BY said.id
"""
FILES = f"""
    SELECT story, name, place_ko, place_en, tags FROM visible_media WHERE {_MINE} AND story {_THESE} ORDER BY story, place
"""
PLACES = """
    SELECT told.id, told.place, told.located, told.place_ko, told.place_en FROM json_each(:numbers) AS asked
    CROSS JOIN visible_stories AS told
      ON told.viewer = :viewer AND told.family = :family AND told.id = asked.value
"""

Marker = re.Pattern[str] | None


def albums_shown(library: Library, viewer: Viewer, numbers: Sequence[int], words: Marker) -> list[FoundAlbum]:
    return [
        FoundAlbum(each, marked(each.title, words)) for each in albums.albums_of(library, viewer, numbers)
    ]


def stories_shown(
    library: Library, viewer: Viewer, numbers: Sequence[int], words: Marker
) -> list[FoundStory]:
    """Of several pictures of one stack the first; each with the line that best says why it was found."""
    stories = _one_of_each_stack(albums.stories_of(library, viewer, numbers))
    stories.sort(key=lambda each: each.taken or "", reverse=True)  # the index keeps days, not hours
    titles = dict(_rows(library, viewer, TITLES, [each.album for each in stories]))
    bare = [each.id for each in stories if not hits(each.description, words)]
    elsewhere = _lines(library, viewer, bare, words) if words else {}
    shown = []
    for story in stories:
        line, source, by = elsewhere.get(story.id) or (excerpt(story.description, words), "description", None)
        shown.append(FoundStory(story, line, source if line else "", by, titles.get(story.album, "")))
    return shown


def _one_of_each_stack(stories: Sequence[albums.Story]) -> list[albums.Story]:
    seen: set[tuple[int, int]] = set()
    shown = []
    for story in stories:
        if story.stack is not None and (story.album, story.stack) in seen:
            continue
        seen.add((story.album, story.stack or 0))
        shown.append(story)
    return shown


Why = tuple[list[Piece], Source, str | None]


def _lines(library: Library, viewer: Viewer, numbers: Sequence[int], words: Marker) -> dict[int, Why]:
    """For stories whose own words do not have it: the comment, the place or the file name that does."""
    found: dict[int, Why] = {}
    for story, number, written, by in _rows(library, viewer, SAID, numbers):
        text = reactions.as_read(library, viewer, number, written)
        if story not in found and hits(text, words):
            found[story] = (excerpt(text, words), "comment", by)
    places, tags, names = _of_files(library, viewer, numbers)
    sources: tuple[tuple[Source, dict[int, list[str]]], ...] = (
        ("place", places),
        ("tags", tags),
        ("name", names),
    )
    for source, said in sources:
        for story, texts in said.items():
            line = next((each for each in texts if hits(each, words)), None)
            if line and story not in found:
                found[story] = (excerpt(line, words), source, None)
    return found


def _of_files(
    library: Library, viewer: Viewer, numbers: Sequence[int]
) -> tuple[dict[int, list[str]], dict[int, list[str]], dict[int, list[str]]]:
    """Places, in the language of the viewer first, tags and names."""
    places: dict[int, list[str]] = defaultdict(list)
    tags: dict[int, list[str]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    moved = set()
    korean = viewer.language != "en"
    for story, written, located, ko, en in _rows(library, viewer, PLACES, numbers):
        places[story] += filter(None, (written, *((ko, en) if korean else (en, ko))))
        if located:
            moved.add(story)
    for story, name, ko, en, words in _rows(library, viewer, FILES, numbers):
        names[story].append(name)
        tags[story] += filter(None, (words,))
        if story not in moved:
            places[story] += filter(None, (ko, en) if korean else (en, ko))
    return places, tags, names


def _rows(library: Library, viewer: Viewer, sql: str, numbers: Sequence[int]) -> list:
    named = {"viewer": viewer.id, "family": viewer.family, "numbers": json.dumps(list(numbers))}
    return [tuple(row) for row in library.database.connection.execute(sql, named)]
