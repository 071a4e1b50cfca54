"""Rows into records: a column named "picture.width" becomes the field `width` of the record's `picture`."""

import sqlite3
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.media import paired

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
_OF_EDIT = ("width", "height", "duration", "tiny")


def edited(source: str = "media") -> str:
    """Joins what the family made of a row of `media` itself, which no view of the gate has done."""
    return f"""LEFT JOIN edit ON edit.family = :family AND edit.media = {source}.id
        AND edit.recipe IS NOT NULL AND edit.drawn IS NOT NULL"""


def picture(source: str) -> str:
    """The columns of a Picture, from `source`."""
    return f"""{PICTURE.replace("{source}", source)}, {source}.edition AS "picture.edition" """


def picture_of_media(source: str = "media") -> str:
    """The columns of a Picture from `media` itself, as `source`, and the edit that `edited` joins to it."""
    columns = PICTURE.replace("{source}", source)
    for name in _OF_EDIT:
        columns = columns.replace(f"{source}.{name} AS", f"coalesce(edit.{name}, {source}.{name}) AS")
    film = f"iif(edit.id IS NOT NULL AND {source}.kind = 'video', 'made', {source}.film) AS"
    return f"""{columns.replace(f"{source}.film AS", film)}, edit.shown AS "picture.edition" """


def counted(which: str, view: str = "visible_media") -> str:
    """How many pictures are shown of those that `which` says, a condition over `shown`: the film that a live photo moves
    with is none of its own."""
    mine = "{0}.viewer = :viewer AND {0}.family = :family"
    return f"""(
        SELECT count(*) FROM {view} AS shown WHERE {mine.format("shown")} AND {which}
          AND NOT (shown.kind IS 'video' AND EXISTS (
              SELECT 1 FROM {view} AS still WHERE {mine.format("still")} AND still.story = shown.story
              AND still.place <> shown.place AND {paired("still", "shown")})))"""


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
