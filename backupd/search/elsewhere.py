"""What is found beside albums and stories: places of the family's photos, and time capsules as far as this viewer may
know of them (their view; what is in a sealed one is in no index)."""

import re

from backupd import albums
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.asking import Asking, documents
from backupd.search.folding import plain_name
from backupd.search.grams import Pattern, scope
from backupd.search.marking import hits, marked
from backupd.search.records import FoundCapsule, FoundPlace

MOST_PLACES, MOST_CAPSULES = 4, 6
LOOKED_AT = 300

_MINE = "viewer = :viewer AND family = :family"
PLACES = """
    SELECT search_place.ko, search_place.en FROM membership
    JOIN search_place ON search_place.family = membership.family
    WHERE membership.person = :viewer AND membership.family = :family AND membership.until IS NULL
"""
CAPSULES = f"SELECT id, title, opens, state, album FROM visible_capsules WHERE {_MINE} ORDER BY opens DESC"


def places_named(asking: Asking, words: re.Pattern[str] | None) -> list[FoundPlace]:
    """Places in whose name all the words stand, each with its newest story."""
    korean = asking.viewer.language != "en"
    found = []
    for ko, en in known_places(asking.library, asking.viewer):
        said = plain_name(f"{ko}\n{en}")
        if all(_says(word.patterns, said) for word in asking.meant):
            shown = (ko if hits(ko, words) or korean else en) if korean else (en or ko)
            story = newest_at(asking.library, asking.viewer, ko)
            if story is not None:
                found.append(FoundPlace(shown, marked(shown, words), story))
        if len(found) == MOST_PLACES:
            break
    return found


def _says(patterns: tuple[Pattern, ...], said: str) -> bool:
    return any(pattern.confirms(said) for pattern in patterns)


def known_places(library: Library, viewer: Viewer) -> list[tuple[str, str]]:
    """Every place the family's photos were ever at, in Korean and in English. Shown only where `newest_at` finds one."""
    named = {"viewer": viewer.id, "family": viewer.family}
    return [tuple(row) for row in library.database.connection.execute(PLACES, named)]


def newest_at(library: Library, viewer: Viewer, ko: str) -> albums.Story | None:
    """The newest story from a place that this viewer sees."""
    name = plain_name(ko)
    asked = Pattern(name).asked(scope(viewer.family, "story"))
    for row in documents(library, viewer, asked, limit=LOOKED_AT):
        if name in row["text"].split("\n"):
            for story in albums.stories_of(library, viewer, [row["subject"]]):
                return story
    return None


def albums_of_capsules(library: Library, viewer: Viewer) -> frozenset[int]:
    """The albums that were capsules."""
    named = {"viewer": viewer.id, "family": viewer.family}
    rows = library.database.connection.execute(CAPSULES, named)
    return frozenset(row["album"] for row in rows if row["album"] is not None)


def capsules_named(asking: Asking) -> list[FoundCapsule]:
    """Those whose title has every word, still sealed ones first; an open one stands among the albums."""
    named: dict[str, object] = {"viewer": asking.viewer.id, "family": asking.viewer.family}
    found = asking.library.database.all(FoundCapsule, CAPSULES, named)
    days = asking.question.spans
    sealed = [
        each
        for each in found
        if each.state != "open"
        and (days is None or any(str(first) <= each.opens[:10] <= str(last) for first, last in days))
    ]
    return [each for each in sealed if all(word.own(plain_name(each.title), set()) for word in asking.meant)][
        :MOST_CAPSULES
    ]
