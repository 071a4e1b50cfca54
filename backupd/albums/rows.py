"""Rows into records: a column named "picture.width" becomes the field `width` of the record's `picture`."""

import sqlite3
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from backupd.core.library import Library
from backupd.family import Viewer

Record = TypeVar("Record", bound=msgspec.Struct)

PICTURE = ", ".join(
    f'{{source}}.{column} AS "picture.{column}"'
    for column in (
        "id",
        "kind",
        "width",
        "height",
        "duration",
        "rendered",
        "film",
        "state",
        "reason",
        "tiny",
        "size",
        "motion",
        "animated",
        "panorama",
        "scan",
    )
)


def picture(source: str) -> str:
    """The columns of a Picture, from `source`."""
    return PICTURE.replace("{source}", source)


def all_of(library: Library, viewer: Viewer, record: type[Record], sql: str, **named: object) -> list[Record]:
    """Rows of a statement that binds :viewer and :family, and what else is named."""
    return [_record(row, record) for row in library.database.connection.execute(sql, bound(viewer, named))]


def one_of(
    library: Library, viewer: Viewer, record: type[Record], sql: str, **named: object
) -> Record | None:
    row = library.database.connection.execute(sql, bound(viewer, named)).fetchone()
    return _record(row, record) if row else None


def bound(viewer: Viewer, named: Mapping[str, object]) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, **named}


def _record(row: sqlite3.Row, record: type[Record]) -> Record:
    fields: dict[str, object] = {}
    for name in row.keys():  # noqa: SIM118 - sqlite3.Row iterates over values
        whole, dot, part = name.partition(".")
        if dot:
            fields.setdefault(whole, {})[part] = row[name]  # type: ignore[index]
        else:
            fields[name] = row[name]
    if "picture" in fields and fields["picture"]["id"] is None:  # type: ignore[index]
        fields["picture"] = None
    return msgspec.convert(fields, record, strict=False)
