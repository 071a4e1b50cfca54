"""What the film of an album shows: what whoever asks may see of it now, in their language."""

import unicodedata
from hashlib import blake2b

import msgspec

from backupd import albums, family
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.dates import Dates
from backupd.http.words import Words
from backupd.reels import store
from backupd.reels.records import Asked, Material

LOOKS = 1
"""Counted up when films are made otherwise, so that one made before is not taken for one of now."""


def gather(library: Library, viewer: Viewer, number: int, words: Words) -> Material:
    """Raises Absent where the album is not, or not for them."""
    album = albums.album(library, viewer, number)
    dates = Dates(words, viewer.language)
    when = dates.span(album.event_from, album.event_to, album.event_precision)
    return Material(
        title=unicodedata.normalize("NFC", album.title),
        under="" if album.event_precision == "unknown" else when,
        shots=store.shown(library, viewer, number, album.ordered),
    )


def eyes_of(viewer: Viewer, row: Asked) -> Viewer:
    """Who looks as the film was made: its title is in the language of whoever asked for it."""
    return msgspec.structs.replace(viewer, language=row.language)


def who_looks(library: Library, row: Asked) -> Viewer | None:
    """Whoever asked for it, else an owner: a film stays when they leave."""
    people = [
        row.asked_by,
        *(each.id for each in family.members(library, row.family) if each.role == "owner"),
    ]
    return next(filter(None, (family.stand_in(library, each, row.family) for each in people)), None)


def mark_of(material: Material, language: str, music: int | None) -> str:
    """The same for the same film, whoever asks for it."""
    told = msgspec.json.encode([LOOKS, language, music, material])
    return blake2b(told, digest_size=12).hexdigest()
