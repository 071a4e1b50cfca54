"""What an album or a story says in words, read for the index: every family's, through no viewer's eyes."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from backupd.core.library import Library
from backupd.search.folding import plain
from backupd.search.grams import mark
from backupd.search.kinds import SCREENSHOT, SELFIE

LONGEST = 20_000
"""Characters of one document that are looked through; a comment may be longer than anybody searches in."""
MOST_PLACES = 60
IN_A_DAY = 20
"""Bits of an id below the day."""
FIRST_DAY = date(1500, 1, 1).toordinal()

ALBUMS = "SELECT * FROM spoken_albums WHERE id IN ({marks})"
STORIES = "SELECT * FROM spoken_stories WHERE id IN ({marks})"
MEDIA = "SELECT * FROM spoken_media WHERE story IN ({marks}) ORDER BY story, place"
COMMENTS = "SELECT story, text FROM comment WHERE story IN ({marks}) AND removed IS NULL ORDER BY id"
FACES = "SELECT DISTINCT story, somebody FROM spoken_faces WHERE story IN ({marks})"
OF_ALBUM = """
    SELECT DISTINCT contributor, guest, iif(located, place_ko, NULL) AS place_ko, iif(located, place_en, NULL) AS place_en,
           place, located
    FROM spoken_stories WHERE album = ?
"""
MEDIA_PLACES = """
    SELECT DISTINCT spoken_media.place_ko, spoken_media.place_en FROM spoken_stories
    CROSS JOIN spoken_media ON spoken_media.story = spoken_stories.id
    WHERE spoken_stories.album = ? AND spoken_stories.located = 0 AND spoken_media.place_ko <> ''
"""
HELPERS = """
    SELECT DISTINCT clip_contributor.contributor FROM spoken_stories
    CROSS JOIN clip_contributor ON clip_contributor.story = spoken_stories.id WHERE spoken_stories.album = ?
"""


class Document(msgspec.Struct, frozen=True):
    """As search_document keeps it; day is where its id lies. places: Korean and English names, of a story."""

    family: int
    kind: str
    subject: int
    day: int
    since: int | None
    marks: str
    text: str
    places: frozenset[tuple[str, str]] = frozenset()


def day_of(text: str | None) -> int:
    """The number of a day, from the date a column holds; 0 where nobody knows it."""
    try:
        return max(date.fromisoformat((text or "")[:10]).toordinal(), FIRST_DAY)
    except ValueError:
        return 0


def albums(library: Library, numbers: Sequence[int]) -> Iterable[Document]:
    """Those of them that are shown at all."""
    for row in _rows(library, ALBUMS, numbers):
        told, people, places = _told_by_stories(library, row["id"])
        says = (row["title"], row["description"], row["category"], *told, *places)
        yield Document(
            row["family"], "album", row["id"], day_of(row["event_to"]), day_of(row["event_from"]) or None,
            " ".join(sorted(people)), _text(says),
        )  # fmt: skip


def _told_by_stories(library: Library, album: int) -> tuple[list[str], set[str], list[str]]:
    """Where an album was, in people's own words and in names, and the marks of who gave to it."""
    connection = library.database.connection
    written: dict[str, None] = {}
    people: set[str] = set()
    places: dict[str, None] = {}
    for row in connection.execute(OF_ALBUM, (album,)):
        people.add(_giver(row))
        written[row["place"]] = None
        places.update(dict.fromkeys(filter(None, (row["place_ko"], row["place_en"]))))
    for row in connection.execute(MEDIA_PLACES, (album,)):
        places.update(dict.fromkeys(filter(None, row)))
    people.update(mark("by", row[0]) for row in connection.execute(HELPERS, (album,)))
    return list(written)[:MOST_PLACES], people, list(places)[:MOST_PLACES]


def stories(library: Library, numbers: Sequence[int]) -> Iterable[Document]:
    """Those of them that are shown at all."""
    media: dict[int, list] = {}
    for row in _rows(library, MEDIA, numbers):
        media.setdefault(row["story"], []).append(row)
    comments: dict[int, list[str]] = {}
    for row in _rows(library, COMMENTS, numbers):
        comments.setdefault(row["story"], []).append(row["text"])
    faces: dict[int, set[str]] = {}
    for row in _rows(library, FACES, numbers):
        faces.setdefault(row["story"], set()).add(mark("face", row["somebody"]))
    for row in _rows(library, STORIES, numbers):
        yield _story(row, media.get(row["id"], []), comments.get(row["id"], []), faces.get(row["id"], set()))


def _story(row, media: list, comments: list[str], faces: set[str]) -> Document:
    held = [row] if row["located"] else media
    places = frozenset((each["place_ko"], each["place_en"] or "") for each in held if each["place_ko"])
    names = dict.fromkeys(each["name"] for each in media)
    told = [name for place in sorted(places) for name in place]
    tags = dict.fromkeys(each["tags"] for each in media)
    says = (row["description"], row["place"], *told, *tags, *names, *comments)
    marks = {_giver(row), mark("in", row["album"]), *faces, *(mark("kind", kind) for kind in _kinds(media))}
    marks |= {mark("by", each["contributor"]) for each in media if each["contributor"]}
    day = 0 if row["precision"] == "unknown" else day_of(row["taken"])
    until = _last_day(row["taken"], row["precision"]) if day else None
    return Document(
        row["family"], "story", row["id"], day, until, " ".join(sorted(marks)), _text(says), places
    )


def _last_day(taken: str, precision: str) -> int | None:
    """Where no day is known, the last of the month, year or decade that is: a question finds what lies in its days whole."""
    year, month = int(taken[:4]), int(taken[5:7])
    if precision == "month":
        return date(year, month, monthrange(year, month)[1]).toordinal()
    last = {"year": year, "decade": year - year % 10 + 9}.get(precision)
    return date(last, 12, 31).toordinal() if last else None


def _giver(row) -> str:
    return mark("guest", row["guest"]) if row["guest"] else mark("by", row["contributor"])


def _kinds(media: list) -> Iterable[str]:
    """What people call such a picture or film."""
    for each in media:
        if each["kind"] == "video":
            yield "live" if each["of_photo"] else "video"
            continue
        if each["motion"]:
            yield "live"
        if each["animated"]:
            yield "moving"
        if each["panorama"]:
            yield "panorama"
        if SCREENSHOT.search(each["name"]):
            yield "screenshot"
        if each["selfie"] or SELFIE.search(each["name"]):
            yield "selfie"


def _text(says: Iterable[str | None]) -> str:
    return "\n".join(filter(None, (plain(each[:LONGEST]) for each in says if each)))[:LONGEST]


def _rows(library: Library, sql: str, numbers: Sequence[int]):
    marks = ", ".join("?" * len(numbers))
    return library.database.connection.execute(sql.format(marks=marks), list(numbers)).fetchall()
