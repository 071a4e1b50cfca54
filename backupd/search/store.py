"""Looking for words: people by their names, albums and stories by their folded text and by whose they are."""

from backupd import albums, family
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.records import Found

MOST_ALBUMS, MOST_STORIES, LONGEST = 24, 60, 200
EXAMPLES = 6


def find(library: Library, viewer: Viewer, words: str) -> Found:
    """Everything that has all of the words, each anywhere in a title, description, category or contributor's name."""
    words = " ".join(words.split())[:LONGEST]
    if not albums.fold(words):
        return Found(words, [], [], [], False)
    named = albums.people_named(library, viewer, words)
    stories = albums.stories_with(library, viewer, words, MOST_STORIES + 1)
    return Found(
        words=words,
        albums=albums.albums_with(library, viewer, words, MOST_ALBUMS),
        stories=stories[:MOST_STORIES],
        people=[each for each in family.members(library, viewer.family, viewer.id) if each.id in named],
        more=len(stories) > MOST_STORIES,
    )


def examples(library: Library, viewer: Viewer) -> list[str]:
    """Words worth trying, from what this viewer has: titles, categories, people."""
    titles = [album.title for album in albums.latest(library, viewer, 2)]
    shelves = [each.name for each in albums.family_categories(library, viewer) if each.albums][:2]
    people = [
        each.name for each in family.members(library, viewer.family, viewer.id) if each.id != viewer.id
    ][:2]
    return list(dict.fromkeys([*titles, *shelves, *people]))[:EXAMPLES]
