"""Suggestions while somebody types: what they looked for lately, people, albums, places, categories, by the keys typed so
far. A syllable that is not finished counts for the keys it has: 젲 on its way to 제주 suggests 제주."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal

import msgspec

from backupd import albums
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.elsewhere import known_places, newest_at
from backupd.search.folding import initials, is_initial, plain, plain_name
from backupd.search.keyboard import jamo
from backupd.search.people import everybody
from backupd.search.recent import recent

MOST, MOST_OF_A_KIND = 8, 4
LONGEST = 60
TITLES = """
    SELECT title FROM visible_albums WHERE viewer = :viewer AND family = :family
    ORDER BY event_key DESC, id DESC LIMIT 2000
"""
SuggestionKind = Literal["recent", "person", "album", "place", "category"]


class Suggestion(msgspec.Struct, frozen=True):
    """Words to look for, and what they are."""

    kind: SuggestionKind
    words: str


def suggestions(library: Library, viewer: Viewer, typed: str) -> list[Suggestion]:
    """The best few for what was typed, each once; none for nothing."""
    keys = _keys(typed[:LONGEST])
    if not keys:
        return []
    found: dict[str, Suggestion] = {}
    for kind, names in _sources(library, viewer):
        there = _still_there(library, viewer) if kind == "place" else None
        for name in islice(filter(there, _best(keys, names)), MOST_OF_A_KIND):
            found.setdefault(plain_name(name), Suggestion(kind, name))
    return list(found.values())[:MOST]


def _sources(library: Library, viewer: Viewer) -> Iterable[tuple[SuggestionKind, Iterable[str]]]:
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family}
    yield "recent", recent(library, viewer)
    yield (
        "person",
        [name for person in everybody(library, viewer) if person.guest is None for name in person.names],
    )
    yield "album", library.database.column(TITLES, named)
    yield "place", _places(library, viewer)
    yield "category", [each.name for each in albums.family_categories(library, viewer) if each.albums]


def _places(library: Library, viewer: Viewer) -> list[str]:
    """In both languages, the viewer's own first; the last part alone, too: 서귀포시."""
    own, other = (0, 1) if viewer.language != "en" else (1, 0)
    known = known_places(library, viewer)
    short = (name for place in known for name in _short(place) if name)
    return list(dict.fromkeys([*short, *(place[own] for place in known), *(place[other] for place in known)]))


def _short(place: tuple[str, str]) -> tuple[str, str]:
    return place[0].split()[-1], place[1].split(",")[0]


def _still_there(library: Library, viewer: Viewer) -> Callable[[str], bool]:
    """Whether a name is one of a place from which this viewer sees a story."""
    called: dict[str, list[str]] = defaultdict(list)
    for place in known_places(library, viewer):
        for name in {*place, *_short(place)}:
            called[name].append(place[0])
    return lambda name: any(newest_at(library, viewer, ko) for ko in called[name])


def _best(keys: str, names: Iterable[str]) -> Iterator[str]:
    ranked = sorted(
        ((rank, place, name) for place, name in enumerate(names) if (rank := _rank(keys, name)) is not None)
    )
    return (name for *_, name in ranked)


def _rank(keys: str, name: str) -> int | None:
    """0 where the name begins so, 1 where one of its words does, 2 where it has it inside, None where not at all."""
    written = _written(name)
    sought = written.initials if _only_initials(keys) else written.keys
    if sought.startswith(keys):
        return 0
    if any(
        word.startswith(keys) for word in (written.initial_words if _only_initials(keys) else written.words)
    ):
        return 1
    return 2 if len(keys) > 1 and keys in sought else None


class Written(msgspec.Struct, frozen=True):
    """A name by its keys: whole without spaces, word by word, and the same of its initials."""

    keys: str
    words: tuple[str, ...]
    initials: str
    initial_words: tuple[str, ...]


@lru_cache(maxsize=8192)
def _written(name: str) -> Written:
    words = plain(name).split()
    begun = tuple(jamo("".join(initials(word))) for word in words)
    keys = tuple(map(jamo, words))
    return Written("".join(keys), keys, "".join(begun), begun)


def _keys(typed: str) -> str:
    return jamo(plain(typed).replace(" ", "").replace("\n", ""))


def _only_initials(keys: str) -> bool:
    return all(is_initial(sign) for sign in plain(keys))
