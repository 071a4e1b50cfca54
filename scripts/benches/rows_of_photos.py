"""A library as rows alone: media, stories and albums of twenty years, without files. For what reads only the database."""

import io
import random
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

from PIL import Image

from backupd import albums
from backupd.core.library import Library
from backupd.search.noting import TRIGGERS as OF_SEARCH

IN_AN_ALBUM = 200
UNDATED = 15_000
SHAPES = [(4000, 3000), (4000, 3000), (3000, 4000), (4000, 2252), (4032, 3024), (3024, 4032)]
BEGAN, YEARS = datetime(2006, 3, 1, 9), 20
NOW = "2026-11-23T03:00:00.000Z"


def fill(library: Library, family: int, person: int, count: int) -> None:
    """`count` photos, more of them in later years as phones came; the first UNDATED of them share no known date.
    The index of words does not learn of them (search.keeping.begin_anew)."""
    first = library.database.value("SELECT coalesce(max(id), 0) FROM story") + 1
    with library.database.writing() as connection:
        for name in (*albums.timeline_triggers, *OF_SEARCH):
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        _write(connection, family, person, first, count)
        for trigger in OF_SEARCH.values():
            connection.execute(trigger)
    albums.keep_timeline(library)


def _write(connection: sqlite3.Connection, family: int, person: int, first: int, count: int) -> None:
    album = connection.execute("SELECT coalesce(max(id), 0) FROM album").fetchone()[0] + 1
    connection.executemany(
        "INSERT INTO album (id, family, title, made_by, made) VALUES (?, ?, 'Bench', ?, ?)",
        ((album + number, family, person, NOW) for number in range(count // IN_AN_ALBUM + 1)),
    )
    connection.executemany(
        """INSERT INTO media (id, sha256, size, path, name, arrived, state, kind, format, mime, width, height, taken,
                              precision, rendered, tiny)
           VALUES (?, ?, 3000000, ?, ?, ?, 'ready', 'photo', 'jpeg', 'image/jpeg', ?, ?, ?, ?, 1, ?)""",
        _media(first, count),
    )
    connection.executemany(
        """INSERT INTO story (id, album, contributor, taken, precision, position, added) VALUES (?, ?, ?, ?, ?, ?, ?)""",
        ((first + number, album + number // IN_AN_ALBUM, person, *_when(number, count), number, NOW)
         for number in range(count)),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO story_media (story, position, media) VALUES (?, 0, ?)",
        ((first + number, drawn(first + number)) for number in range(count)),
    )


def _media(first: int, count: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        id, (width, height) = drawn(first + number), SHAPES[number % len(SHAPES)]
        name = f"IMG_{id}.jpg"
        yield (
            id, id.to_bytes(32, "big"), f"2026/11/{name}", name, NOW, width, height,
            *_when(number, count), TINY[number % len(TINY)],
        )  # fmt: skip


def drawn(number: int) -> int:
    """A number under which a media might lie: those of real ones are drawn, too, and lie scattered."""
    return number * 0x9E3779B97F4A7C15 % (1 << 53)


def _when(number: int, count: int) -> tuple[str | None, str]:
    """Twice as many in the last years as in the first; neighbours lie minutes apart."""
    if number < UNDATED:
        return None, "unknown"
    part = ((number - UNDATED) / (count - UNDATED)) ** 0.7
    return (BEGAN + timedelta(days=365.25 * YEARS * part)).isoformat(timespec="seconds"), "exact"


def _tiny(seed: int) -> bytes:
    chance, small = random.Random(seed), io.BytesIO()
    picture = Image.frombytes("RGB", (6, 4), chance.randbytes(72)).resize((24, 18))
    picture.save(small, "WEBP", quality=40, method=4)
    return small.getvalue()


TINY = [_tiny(seed) for seed in range(32)]
