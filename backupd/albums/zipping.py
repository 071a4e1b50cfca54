"""Stories to take along: the originals of the chosen ones, or of a whole album, as they came, in one zip."""

import json
import unicodedata
from collections.abc import Sequence
from datetime import datetime

import msgspec

from backupd import media
from backupd.albums import store
from backupd.albums.rows import all_of
from backupd.core.errors import Absent, Offline, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.zips import Entry

_FILES = """
    SELECT media.id, media.name, media.size, shown.taken, shown.precision
    FROM {asked} CROSS JOIN visible_stories AS shown
      ON shown.viewer = :viewer AND shown.family = :family AND {which} AND shown.album = :album
    CROSS JOIN visible_media AS media
      ON media.viewer = :viewer AND media.family = :family AND media.story = shown.id
    ORDER BY shown.moment, shown.id, media.place
"""
SOME = _FILES.format(asked="json_each(:stories) AS asked", which="shown.id = asked.value")
EVERY = _FILES.format(asked="(SELECT 1)", which="1")


class File(msgspec.Struct, frozen=True):
    """An original with the name it came under and the moment of its story."""

    id: int
    name: str
    size: int
    taken: str | None
    precision: str

    @property
    def when(self) -> datetime | None:
        """The moment a program can show beside a file's name; a decade is none."""
        if self.taken is None or self.precision not in ("exact", "day"):
            return None
        return datetime.fromisoformat(self.taken).replace(tzinfo=None)


class Original(msgspec.Struct, frozen=True):
    """A file to save by itself: its media, under which name, and how large it is."""

    media: int
    name: str
    size: int

    @property
    def address(self) -> str:
        return f"/media/{self.media}/original?download"


class Bundle(msgspec.Struct, frozen=True):
    """A zip's name and what is in it; with one file, `only` is its number and no zip is needed."""

    name: str
    entries: list[Entry]
    only: int | None = None


def bundle(library: Library, viewer: Viewer, album: int, stories: Sequence[int]) -> Bundle:
    """The originals of the chosen stories, or of all of the album's when none is named. Raises Absent where there are
    none, Offline while their disk is not there."""
    opened = store.album(library, viewer, album)
    files = _files(library, viewer, album, stories)
    names = unlike([media.plain_name(file.name) for file in files])
    entries = [
        Entry(name, media.original_path(library, file.id) or library.files.originals, file.size, file.when)
        for name, file in zip(names, files, strict=True)
    ]
    return Bundle(media.plain_name(f"{opened.title}.zip"), entries, files[0].id if len(files) == 1 else None)


def originals(library: Library, viewer: Viewer, album: int, stories: Sequence[int]) -> list[Original]:
    """The same files, each to be saved by itself: what a phone puts among its own photos. Raises as bundle does."""
    store.album(library, viewer, album)
    if not stories:
        raise Refused("albums.nothing_chosen", back=f"/albums/{album}/selection")
    files = _files(library, viewer, album, stories)
    return [Original(file.id, media.plain_name(file.name), file.size) for file in files]


def _files(library: Library, viewer: Viewer, album: int, stories: Sequence[int]) -> list[File]:
    asked = {"stories": json.dumps(list(dict.fromkeys(stories)))} if stories else {}
    files = all_of(library, viewer, File, SOME if stories else EVERY, album=album, **asked)
    if not files:
        raise Absent
    if not library.files.online:
        raise Offline("problems.originals_offline")
    return files


def unlike(names: Sequence[str]) -> list[str]:
    """The same names, each only once for systems that tell neither case nor Unicode forms apart: IMG_1.jpg,
    img_1 (2).jpg."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    found = []
    for name in names:
        fresh = name
        while (key := unicodedata.normalize("NFC", fresh).casefold()) in taken:
            counts[name] = counts.get(name, 1) + 1
            stem, dot, ending = name.rpartition(".")
            fresh = f"{stem} ({counts[name]}){dot}{ending}" if stem else f"{name} ({counts[name]})"
        taken.add(key)
        found.append(fresh)
    return found
