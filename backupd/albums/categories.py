"""The verbs on categories: a family's own shelves, filled once with what most families have."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from backupd import family as families
from backupd.albums import store
from backupd.albums.actions import must_contribute, refold
from backupd.albums.naming import default_categories
from backupd.albums.records import Category
from backupd.core.errors import Absent, Conflict, DiskFull, Offline, Refused
from backupd.core.library import Library
from backupd.family import Viewer

LONGEST_NAME = 40


def shelves(library: Library, viewer: Viewer) -> list[Category]:
    """The family's categories in their order; a family that never had any is given the usual ones first."""
    if not _filled(library, viewer.family):
        with suppress(DiskFull, Offline):  # looking goes on where nothing can be written
            _fill(library, viewer.family)
    return store.family_categories(library, viewer)


def _filled(library: Library, family: int) -> bool:
    return library.database.value("SELECT 1 FROM category_filled WHERE family = ?", (family,)) is not None


def _fill(library: Library, family: int) -> None:
    with library.database.writing() as connection:
        if _filled(library, family):
            return
        connection.execute("INSERT INTO category_filled VALUES (?)", (family,))
        for name in default_categories(_language(connection, family)):
            _insert(connection, family, name)


def _language(connection: sqlite3.Connection, family: int) -> str:
    """The language of whoever founded the family."""
    row = connection.execute(
        """SELECT language FROM membership JOIN person ON person.id = membership.person
           WHERE family = ? ORDER BY role <> 'owner', since, person.id LIMIT 1""",
        (family,),
    ).fetchone()
    return row["language"] if row else "ko"


def add_category(library: Library, viewer: Viewer, name: str) -> int:
    must_contribute(viewer)
    named = _usable(name)
    with library.database.writing() as connection:
        _must_be_new(library, viewer, named)
        made = _insert(connection, viewer.family, named)
        families.happened(library, viewer.family, "category_added", person=viewer.id)
    return made


def _insert(connection: sqlite3.Connection, family: int, name: str) -> int:
    made = connection.execute(
        """INSERT INTO category (family, name, position)
           SELECT :family, :name, coalesce(max(position), 0) + 1 FROM category WHERE family = :family""",
        {"family": family, "name": name},
    )
    return int(made.lastrowid or 0)


def rename_category(library: Library, viewer: Viewer, category: int, name: str) -> None:
    """Its albums are found by the new name from now on."""
    must_contribute(viewer)
    named = _usable(name)
    with library.database.writing() as connection:
        _own(library, viewer, category)
        _must_be_new(library, viewer, named, besides=category)
        connection.execute("UPDATE category SET name = ? WHERE id = ?", (named, category))
        _refold_albums(connection, category)
        families.happened(library, viewer.family, "category_renamed", person=viewer.id)


def place_category(
    library: Library, viewer: Viewer, category: int, step: Literal["earlier", "later"]
) -> None:
    must_contribute(viewer)
    with library.database.writing() as connection:
        _own(library, viewer, category)
        order = [each.id for each in store.family_categories(library, viewer)]
        here = order.index(category)
        there = max(0, here - 1) if step == "earlier" else min(len(order) - 1, here + 1)
        order.insert(there, order.pop(here))
        connection.executemany("UPDATE category SET position = ? WHERE id = ?", list(enumerate(order)))
        families.happened(library, viewer.family, "category_ordered", person=viewer.id)


def remove_category(library: Library, viewer: Viewer, category: int) -> None:
    """Its albums stay and stand without a category."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        _own(library, viewer, category)
        albums = _albums_of(connection, category)
        connection.execute("DELETE FROM category WHERE id = ?", (category,))
        _refold(connection, albums)
        families.happened(library, viewer.family, "category_removed", person=viewer.id)


def _own(library: Library, viewer: Viewer, category: int) -> Category:
    found = next((each for each in store.family_categories(library, viewer) if each.id == category), None)
    if found is None:
        raise Absent
    return found


def _usable(name: str) -> str:
    named = " ".join(name.split())
    if not named:
        raise Refused("albums.category_missing", back="/categories")
    if len(named) > LONGEST_NAME:
        raise Refused("albums.too_long", most=LONGEST_NAME, back="/categories")
    return named


def _must_be_new(library: Library, viewer: Viewer, name: str, besides: int | None = None) -> None:
    if any(each.name == name and each.id != besides for each in store.family_categories(library, viewer)):
        raise Conflict("albums.category_exists", name=name, back="/categories")


def _refold_albums(connection: sqlite3.Connection, category: int) -> None:
    _refold(connection, _albums_of(connection, category))


def _albums_of(connection: sqlite3.Connection, category: int) -> list[int]:
    return [
        row["id"]
        for row in connection.execute("SELECT id FROM album WHERE category = ?", (category,)).fetchall()
    ]


def _refold(connection: sqlite3.Connection, albums: Sequence[int]) -> None:
    for album in albums:
        refold(connection, album)
