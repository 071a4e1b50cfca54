"""Places that people write and correct, of one story or of many at once. What the file says of itself stays in its media
and counts until somebody knows better."""

import msgspec

from backupd.albums import coordinates, history
from backupd.albums.actions import must_contribute, tidy
from backupd.albums.choosing import Locating, Told
from backupd.albums.chosen import Chosen, chosen_by, chosen_in
from backupd.albums.coordinates import Whereabouts
from backupd.albums.filling import refold_story
from backupd.albums.place_names import name_stories, stories_to_name
from backupd.albums.rows import all_of
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer

LONGEST_PLACE = 200
MOST_OFFERED = 40

WHEREABOUTS = """
    SELECT shown.id AS story, shown.place AS words,
           CASE WHEN shown.located THEN shown.latitude ELSE face.latitude END AS latitude,
           CASE WHEN shown.located THEN shown.longitude ELSE face.longitude END AS longitude,
           CASE WHEN shown.located THEN shown.place_ko ELSE face.place_ko END AS name_ko,
           CASE WHEN shown.located THEN shown.place_en ELSE face.place_en END AS name_en
    FROM visible_stories AS shown
    CROSS JOIN visible_media AS face
      ON face.viewer = :viewer AND face.family = :family AND face.story = shown.id AND face.place = 0
    WHERE shown.viewer = :viewer AND shown.family = :family AND
"""
OF_STORY = f"{WHEREABOUTS} shown.id = :story"
OF_ALBUM = f"{WHEREABOUTS} shown.album = :album"


class Known(msgspec.Struct, frozen=True):
    """A place that other stories of the album have: one of them, and how many there are."""

    story: int
    words: str
    coordinates: str
    stories: int
    name_ko: str | None = None
    name_en: str | None = None

    def where(self, language: str) -> str:
        return self.words or (self.name_ko if language == "ko" else self.name_en) or self.coordinates


class _Change(msgspec.Struct, frozen=True):
    """What becomes of a story's place; None leaves the part as it is."""

    words: str | None = None
    spot: tuple[float | None, float | None] | None = None
    as_file: bool = False


def locate_stories(library: Library, viewer: Viewer, album: int, form: Locating) -> Told:
    """Give the chosen stories another place, and say how many have it now. Raises Refused with a sentence about what
    cannot be read or lies beyond the earth."""
    must_contribute(viewer)
    with library.database.writing():
        found = chosen_by(library, viewer, album, form)
        change = _change(library, viewer, album, form, found)
        kind, about = history.one_or_many("story_located", "stories_located", [each.id for each in found])
        with history.recorded(library, viewer.family, viewer.id, kind, album, **about) as record:
            for each in found:
                record.watch("story", each.id)
                _locate(library, each, change)
    for unnamed in stories_to_name(library):
        library.jobs.later_once(name_stories, unnamed)
    return Told("locating.located_some", len(found))


def _change(library: Library, viewer: Viewer, album: int, form: Locating, found: list[Chosen]) -> _Change:
    match form.way:
        case "written":
            return _written(form, found[0] if len(found) == 1 else None)
        case "none":
            return _Change(words="", spot=(None, None))
        case "file":
            return _Change(words="", as_file=True)
    number = written_number(form.like)
    if number is None:
        raise Refused("locating.none_like_it")
    example = chosen_in(library, viewer, album, [number])[0]
    return _Change(words=example.place, spot=example.spot)


def _written(form: Locating, only: Chosen | None) -> _Change:
    """An empty field leaves what several stories have; of a single one it was shown, and somebody emptied it."""
    words = None if form.place is None else " ".join(tidy(form.place).split())
    if len(words or "") > LONGEST_PLACE:
        raise Refused("albums.too_long", most=LONGEST_PLACE)
    change = _Change(words=words if words or only else None, spot=_spot(form.coordinates, only))
    if change == _Change():
        raise Refused("locating.nothing_written")
    return change


def _spot(text: str | None, only: Chosen | None) -> tuple[float | None, float | None] | None:
    known = only.spot if only else (None, None)
    if text is None or not text.strip():
        return (None, None) if text is not None and known != (None, None) else None
    spot = coordinates.read(text)
    if spot is None:
        raise Refused("locating.unreadable")
    if not coordinates.on_earth(spot):
        raise Refused("locating.beyond_the_earth")
    shown = None if known[0] is None or known[1] is None else coordinates.write((known[0], known[1]))
    return None if shown == coordinates.write(spot) else spot


def _locate(library: Library, each: Chosen, change: _Change) -> None:
    words = each.place if change.words is None else change.words
    spot: tuple[float | None, float | None] = (None, None)
    if change.as_file:
        located = False
    elif change.spot is None:
        located, spot = each.located, (each.latitude, each.longitude)
    else:
        located, spot = True, change.spot
    library.database.connection.execute(
        "UPDATE story SET place = ?, latitude = ?, longitude = ?, located = ? WHERE id = ?",
        (words, *spot, located, each.id),
    )
    refold_story(library.database.connection, each.id)


def whereabouts(library: Library, viewer: Viewer, story: int) -> Whereabouts:
    """Where a story was, as far as anybody knows. Raises Absent."""
    found = all_of(library, viewer, Whereabouts, OF_STORY, story=story)
    if not found:
        raise Absent
    return found[0]


def known_places(library: Library, viewer: Viewer, album: int, besides: list[int]) -> list[Known]:
    """The places of the album's other stories, the most frequent first; within a kilometre counts as the same."""
    counted: dict[tuple[object, ...], list[Whereabouts]] = {}
    for where in all_of(library, viewer, Whereabouts, OF_ALBUM, album=album):
        if where.story not in besides and where.known:
            counted.setdefault(where.roughly, []).append(where)
    ranked = sorted(counted.values(), key=len, reverse=True)[:MOST_OFFERED]
    return [_known(same[0], len(same)) for same in ranked]


def _known(one: Whereabouts, stories: int) -> Known:
    return Known(one.story, one.words, one.coordinates, stories, one.name_ko, one.name_en)
