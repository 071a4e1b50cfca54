"""The features' schemas, in the order they are applied. Append-only: what a box has applied is never edited."""

import sqlite3

from sqlite_utils import Database as SqliteUtils

from backupd import (
    albums,
    book,
    capsules,
    curation,
    faces,
    family,
    frame,
    intake,
    marks,
    meaning,
    media,
    memories,
    notify,
    reactions,
    reels,
    relays,
    search,
)
from backupd.core.errors import CannotStart
from backupd.core.files import alone_in
from backupd.core.library import Library
from backupd.core.schema import schema as core_schema
from backupd.core.snapshots import take_snapshot

SCHEMAS = (
    core_schema,
    media.schema,
    family.schema,
    albums.schema,
    capsules.schema,
    relays.schema,
    intake.schema,
    reactions.schema,
    frame.schema,
    book.schema,
    notify.schema,
    memories.schema,
    search.schema,
    meaning.schema,
    marks.schema,
    curation.schema,
    faces.schema,
    reels.schema,
)
VIEWS = (
    *albums.views,
    *reactions.views,
    *capsules.views,
    *memories.views,
    *relays.views,
    *search.views,
    *curation.views,
    *faces.views,
    *reels.views,
)
"""They hold nothing and so are not migrated: a box has them as this version says them, whatever it had before."""


def apply(library: Library) -> None:
    """Bring the database to this version's shape, with a snapshot before anything changes. A database of a newer
    version, or one that cannot be read, is refused with a sentence (SURVIVE.md 15 and 17)."""
    try:
        with alone_in(library.files.data):
            _bring_up(library)
    except sqlite3.DatabaseError as error:
        raise CannotStart("settings.database_damaged", path=library.database.path, problem=error) from error


def _bring_up(library: Library) -> None:
    tables = library.database.tables
    _refuse_newer(library, tables)
    if any(schema.pending(tables) for schema in SCHEMAS):
        if tables.table_names():
            take_snapshot(library, "before-migration")
        _drop_views(library, list(_views(library)))
        for schema in SCHEMAS:
            schema.apply(tables)
    _renew_views(library)
    albums.keep_timeline(library)
    search.keep_words(library)
    reactions.keep_feed(library)
    faces.keep_standing(library)


def _refuse_newer(library: Library, tables: SqliteUtils) -> None:
    known = {(schema.name, step.name) for schema in SCHEMAS for step in schema._migrations}
    if "_sqlite_migrations" not in tables.table_names():
        return
    applied = {(row["migration_set"], row["name"]) for row in tables["_sqlite_migrations"].rows}
    if applied - known:
        raise CannotStart("settings.database_newer", path=library.database.path)


def _renew_views(library: Library) -> None:
    """Write the views that are not as this version says them, and drop those it no longer knows."""
    wanted, there = {_name(view): _plain(view) for view in VIEWS}, _views(library)
    stale = [name for name, sql in there.items() if wanted.get(name) != sql]
    if stale or wanted.keys() - there.keys():
        with library.database.writing() as connection:
            _drop_views(library, stale)
            for view in VIEWS:
                if there.get(_name(view)) != _plain(view):
                    connection.execute(view)


def _drop_views(library: Library, names: list[str]) -> None:
    with library.database.writing() as connection:
        for name in names:
            connection.execute(f'DROP VIEW "{name}"')


def _views(library: Library) -> dict[str, str]:
    rows = library.database.connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
    return {row["name"]: _plain(row["sql"]) for row in rows}


def _name(view: str) -> str:
    return _plain(view).split()[2]


def _plain(sql: str) -> str:
    return " ".join(sql.split())
