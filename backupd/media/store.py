"""Every SQL statement of media."""

import secrets
from collections.abc import Iterable

from backupd.core.library import Library
from backupd.media.records import Called, Developed, Media, Unnamed

LARGEST = 1 << 53  # what JavaScript still counts exactly

_COLUMNS = """id, size, path, name, arrived, state, reason, deaths, kind, format, mime, width, height, duration, taken,
    offset, precision, taken_source, latitude, longitude, camera, rendered, film, motion, motion_offset, motion_length,
    content_id, panorama, scan"""


def find(library: Library, media: int) -> Media | None:
    return library.database.one(Media, f"SELECT {_COLUMNS} FROM media WHERE id = ?", (media,))


def with_bytes(library: Library, sha256: bytes) -> Media | None:
    return library.database.one(Media, f"SELECT {_COLUMNS} FROM media WHERE sha256 = ?", (sha256,))


def fingerprint(library: Library, media: int) -> bytes | None:
    """The SHA-256 of the original. It never leaves the box: no address, tag or answer may carry it."""
    return library.database.value("SELECT sha256 FROM media WHERE id = ?", (media,))


def taken_place(library: Library, path: str) -> bool:
    """Whether an original lies there already, by names that a NAS share would confuse too."""
    return library.database.value("SELECT 1 FROM media WHERE path = ?", (path,)) == 1


def add(library: Library, sha256: bytes, size: int, path: str, name: str, arrived: str) -> int:
    """A row under a drawn number: one that counted up would tell a family that its bytes were here before them."""
    number = secrets.randbelow(LARGEST) + 1
    library.database.connection.execute(
        "INSERT INTO media (id, sha256, size, path, name, arrived) VALUES (?, ?, ?, ?, ?, ?)",
        (number, sha256, size, path, name, arrived),
    )
    return number


def remove(library: Library, media: int) -> bool:
    """Whether there was still a row to remove: of two who purge at once only one has the file to take away."""
    return library.database.connection.execute("DELETE FROM media WHERE id = ?", (media,)).rowcount == 1


def develop_again(library: Library, media: int) -> None:
    """Back to arrived, with no deaths counted, so that the next journey looks at it afresh."""
    library.database.connection.execute(
        "UPDATE media SET state = 'arrived', reason = NULL, deaths = 0 WHERE id = ?", (media,)
    )


def note_death(library: Library, media: int) -> int:
    """One more darkroom that died over this file; how many by now."""
    connection = library.database.connection
    connection.execute("UPDATE media SET deaths = deaths + 1 WHERE id = ?", (media,))
    return connection.execute("SELECT deaths FROM media WHERE id = ?", (media,)).fetchone()[0]


def set_aside(library: Library, media: int, reason: str) -> None:
    library.database.connection.execute(
        "UPDATE media SET state = 'set_aside', reason = ?, rendered = 0 WHERE id = ?", (reason, media)
    )


def note_developed(library: Library, media: int, developed: Developed, called: Called | None) -> None:
    facts = developed.facts
    film = "needed" if facts.kind == "video" and not facts.browser_plays else None
    motion = "cut" if facts.film_cut else "needed" if facts.film else None
    columns = {
        **{name: getattr(facts, name) for name in ("kind", "format", "mime", "width", "height", "duration", "taken")},
        **{name: getattr(facts, name) for name in ("offset", "precision", "taken_source", "camera", "animated")},
        **{name: getattr(facts, name) for name in ("latitude", "longitude", "content_id", "panorama")},
        **{name: getattr(facts, name) for name in ("scan", "selfie", "tags")},
        "motion": motion, "motion_offset": facts.film and facts.film.offset,
        "motion_length": facts.film and facts.film.length,
        "state": "ready", "reason": developed.skipped, "deaths": 0, "film": film,
        "rendered": developed.preview is not None,
        "tiny": developed.tiny or None, "phash": signed(developed.phash),
        "place_ko": called and called[0], "place_en": called and called[1],
    }  # fmt: skip
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    library.database.connection.execute(
        f"UPDATE media SET {assignments} WHERE id = :id", {**columns, "id": media}
    )


def note_heard(library: Library, media: int, form: str, mime: str, seconds: float) -> None:
    """It is a voice note and can be listened to."""
    library.database.connection.execute(
        """UPDATE media SET kind = 'audio', format = ?, mime = ?, duration = ?, state = 'ready', reason = NULL
           WHERE id = ?""",
        (form, mime, seconds, media),
    )


def unnamed(library: Library, most: int) -> list[Unnamed]:
    """Media that know where they were taken, and nobody looked up what it is called there."""
    return library.database.all(
        Unnamed,
        """SELECT id, latitude, longitude FROM media WHERE latitude IS NOT NULL AND place_ko IS NULL
           ORDER BY id LIMIT ?""",
        (most,),
    )


def note_names(library: Library, found: Iterable[tuple[Unnamed, Called]]) -> None:
    library.database.connection.executemany(
        "UPDATE media SET place_ko = ?, place_en = ? WHERE id = ? AND latitude = ? AND longitude = ?",
        [(*called, each.id, each.latitude, each.longitude) for each, called in found],
    )


def signed(number: int | None) -> int | None:
    """A 64-bit unsigned number as SQLite keeps it."""
    return number - (1 << 64) if number is not None and number >= 1 << 63 else number


def note_film(library: Library, media: int, film: str) -> None:
    """How a video's playable copy, or the clip of a motion photo, is doing."""
    library.database.connection.execute(
        """UPDATE media SET film = CASE WHEN kind = 'video' THEN :film ELSE film END,
                            motion = CASE WHEN kind = 'photo' THEN :film ELSE motion END WHERE id = :media""",
        {"film": film, "media": media},
    )


def note_unrendered(library: Library, media: int, reason: str) -> None:
    """It stays in its albums without a picture, and says why."""
    library.database.connection.execute(
        "UPDATE media SET rendered = 0, reason = ? WHERE id = ?", (reason, media)
    )


def anything_waiting(library: Library) -> bool:
    return library.database.value("SELECT 1 FROM media WHERE state = 'arrived' LIMIT 1") == 1


def films_needed(library: Library) -> list[int]:
    """Videos that browsers cannot play, then motion photos whose clip is still to be made."""
    return [
        *library.database.column("SELECT id FROM media WHERE film = 'needed' ORDER BY id LIMIT 50"),
        *library.database.column("SELECT id FROM media WHERE motion = 'needed' ORDER BY id LIMIT 50"),
    ]


def unknown_places(library: Library, places: Iterable[str]) -> list[str]:
    """Which of these files no row knows."""
    return [place for place in places if not taken_place(library, place)]


def everything(library: Library, after: int, most: int = 1000) -> list[Media]:
    """A page of all media by id, for walks over the whole library."""
    return library.database.all(
        Media, f"SELECT {_COLUMNS} FROM media WHERE id > ? ORDER BY id LIMIT ?", (after, most)
    )
