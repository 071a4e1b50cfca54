"""Rows that stand for people and photos, for tests that are about albums and not about joining or decoding."""

from backupd import albums
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.family import Viewer

_WHO = """
    SELECT person.*, 0 AS device, family.id AS family, family.name AS family_name, family.time_zone,
           membership.role, family.created AS last_visit
    FROM membership JOIN person ON person.id = membership.person JOIN family ON family.id = membership.family
    WHERE person.id = ? AND family.id = ?
"""


def family(library: Library, name: str = "김씨네", language: str = "ko") -> Viewer:
    """A new family with its founder."""
    now = stamp(library.clock.now())
    with library.database.writing() as connection:
        made = connection.execute(
            "INSERT INTO family (name, time_zone, created) VALUES (?, 'Asia/Seoul', ?)", (name, now)
        )
    return member(library, made.lastrowid, "엄마", role="owner", language=language)


def member(library: Library, family: int, name: str, role: str = "member", language: str = "ko") -> Viewer:
    now = stamp(library.clock.now())
    with library.database.writing() as connection:
        made = connection.execute(
            "INSERT INTO person (name, language, colour, created) VALUES (?, ?, 1, ?)", (name, language, now)
        )
        connection.execute(
            "INSERT INTO membership (family, person, role, since) VALUES (?, ?, ?, ?)",
            (family, made.lastrowid, role, now),
        )
    return viewer(library, made.lastrowid, family)


def viewer(library: Library, person: int, family: int) -> Viewer:
    return library.database.one(Viewer, _WHO, (person, family))


def photo(
    library: Library, taken: str | None = "2019-08-05T10:00:00", precision: str = "exact", **more: object
) -> int:
    """A media row as development leaves it, without a file behind it."""
    count = library.database.value("SELECT count(*) FROM media")
    row = {
        "sha256": count.to_bytes(32, "big"), "size": 1000, "path": f"2026/11/{count}.jpg", "name": f"{count}.jpg",
        "arrived": stamp(library.clock.now()), "state": "ready", "kind": "photo", "format": "jpeg",
        "mime": "image/jpeg", "width": 4000, "height": 3000, "taken": taken,
        "precision": precision if taken else "unknown", "rendered": 1, **more,
    }  # fmt: skip
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    with library.database.writing() as connection:
        return connection.execute(
            f"INSERT INTO media ({names}) VALUES ({marks})", tuple(row.values())
        ).lastrowid


def album(library: Library, who: Viewer, title: str = "제주 여름휴가", photos: int = 0) -> int:
    """An album of this person's, with photos an hour apart."""
    made = albums.new_album(library, who.family, who.id, title)
    for hour in range(photos):
        story(library, who, made, photo(library, f"2019-08-{5 + hour // 24:02}T{hour % 24:02}:00:00"))
    return made


def story(library: Library, who: Viewer, album: int, media: int | None = None, description: str = "") -> int:
    media = photo(library) if media is None else media
    return albums.add_story(
        library, album=album, contributor=who.id, media=[media], description=description
    ).story
