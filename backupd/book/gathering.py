"""An album as its book needs it: what this viewer may see of it, in their language."""

from hashlib import blake2b

import msgspec

from backupd import albums
from backupd.book import store
from backupd.book.records import Material, Shot
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.dates import Dates
from backupd.http.words import Words

LAYOUT = 2
"""Counted up when books are laid out otherwise, so that a PDF made before is not taken for one of now."""


class Speech:
    """Words and dates in one language."""

    def __init__(self, words: Words, language: str) -> None:
        self._words, self.language = words, language
        self.dates = Dates(words, language)

    def say(self, key: str, **values: object) -> str:
        return self._words.say(self.language, key, **values)


def gather(library: Library, viewer: Viewer, number: int, speech: Speech, today: str) -> Material:
    """Everything of an album that the viewer may see. Raises Absent where it is not, or not for them."""
    album = albums.album(library, viewer, number)
    shown = store.shown(library, viewer, number, album.ordered)
    by_day = album.ordered != "hand" and any(each.taken for each in shown)
    headings = _headings(shown, speech) if by_day else {}
    cover = album.picture
    when = speech.dates.span(album.event_from, album.event_to, album.event_precision)
    return Material(
        title=album.title,
        subtitle="" if album.event_precision == "unknown" else when,
        preface=album.description,
        colophon=_colophon(library, viewer, album, shown, speech, today),
        shots=[_shot(each, speech.dates, headings.get(each.known)) for each in shown],
        cover=Shot(cover.id, 0, cover.kind, cover.width, cover.height, cover.rendered, cover.tiny, cover.edition) if cover else None,
        colour=album.id % 8 + 1,
    )  # fmt: skip


def _headings(shown: list[store.Shown], speech: Speech) -> dict[str, str]:
    """Of each day its date, and where most of its pictures were of which that is known."""
    days: dict[str, list[store.Shown]] = {}
    for each in shown:
        days.setdefault(each.known, []).append(each)
    return {known: _heading(of_day, speech) for known, of_day in days.items()}


def _heading(of_day: list[store.Shown], speech: Speech) -> str:
    when = speech.dates.heading(of_day[0].taken, of_day[0].known.split()[-1])
    where = albums.shared_name([place for each in of_day if (place := each.where(speech.language))])
    return speech.say("book.day_and_place", day=when, place=where) if where else when


def _shot(each: store.Shown, dates: Dates, heading: str | None) -> Shot:
    return Shot(
        each.media,
        each.story,
        each.kind,
        each.width,
        each.height,
        each.rendered,
        each.tiny,
        each.edition,
        day=each.known if heading is not None else "",
        heading=heading or "",
        dated=dates.when(each.taken, each.known.split()[-1]) if each.taken else "",
        caption=each.description if each.place == 0 else "",
    )


def _colophon(
    library: Library,
    viewer: Viewer,
    album: albums.Album,
    shown: list[store.Shown],
    speech: Speech,
    today: str,
) -> list[str]:
    """Who gave what, and when it was made; the last line alone changes by itself."""
    names = [each.name for each in albums.contributors(library, viewer, album.id)]
    videos = sum(each.kind == "video" for each in shown)
    counts = [
        speech.say("book.photos", count=len(shown) - videos) if len(shown) > videos else "",
        speech.say("book.videos", count=videos) if videos else "",
    ]
    lines = [
        album.title,
        " · ".join(filter(None, counts)),
        speech.say("book.given_by", names=", ".join(names)) if names else "",
        viewer.family_name,
        speech.say("book.made_on", day=speech.dates.when(today, "day")),
    ]
    return [line for line in lines if line]


def mark_of(material: Material, language: str, format_name: str) -> str:
    """The same for the same book, whenever it is asked for and whoever asks."""
    lasting = msgspec.structs.replace(material, colophon=material.colophon[:-1])
    return blake2b(msgspec.json.encode([LAYOUT, language, format_name, lasting]), digest_size=16).hexdigest()
