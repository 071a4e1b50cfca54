"""Every question about passes and guests. What was taken back and what ran out are never there."""

import sqlite3
from datetime import timedelta

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.family.called import called_name
from backupd.family.pass_records import Pass
from backupd.family.records import Viewer

CLOCK_SLIPS = timedelta(days=1)

_PASSES = f"""
    SELECT pass.id, pass.family, pass.album, pass.kind, pass.password_hash IS NOT NULL AS locked, pass.with_places,
           pass.made_by, {called_name()} AS made_by_name, pass.made, pass.expires, pass.looks, pass.last_used, pass.files,
           pass.bytes
    FROM pass JOIN person ON person.id = pass.made_by
    WHERE pass.ended IS NULL AND pass.expires > :now AND pass.made <= :latest
"""
_GUEST = """
    SELECT -guest.id AS id, coalesce(guest.name, '') AS name, 1 AS colour, NULL AS face, '' AS language,
           'normal' AS text_size, 'normal' AS contrast, 'normal' AS motion, 0 AS easy, 0 AS device,
           guest.seen AS noted, pass.family, family.name AS family_name, family.time_zone, 'guest' AS role,
           guest.since AS last_visit, pass.id AS by_pass
    FROM guest JOIN pass ON pass.id = guest.pass JOIN family ON family.id = pass.family
    WHERE guest.token_hash = :token AND pass.id = :pass
      AND pass.ended IS NULL AND pass.expires > :now AND pass.made <= :latest
"""


def now_and_latest(library: Library) -> dict[str, object]:
    """The present, and the youngest a pass can be: a box that woke in 1970 knows no pass instead of all that ended."""
    now = library.clock.now()
    return {"now": stamp(now), "latest": stamp(now + CLOCK_SLIPS), "viewer": 0}


def guest(library: Library, token_hash: bytes, number: int) -> Viewer | None:
    """The browser that came in by this pass, as the gate knows it."""
    return library.database.one(
        Viewer, _GUEST, {"token": token_hash, "pass": number, **now_and_latest(library)}
    )


def pass_numbered(library: Library, number: int | None) -> Pass | None:
    return _one(library, "AND pass.id = :number", number=number)


def pass_with(library: Library, token_hash: bytes) -> Pass | None:
    return _one(library, "AND pass.token_hash = :token", token=token_hash)


def passes_of(library: Library, viewer: Viewer, album: int) -> list[Pass]:
    """The links to an album, newest first: an owner sees everybody's, others their own."""
    return [each for each in passes_in_force(library, viewer) if each.album == album]


def passes_in_force(library: Library, viewer: Viewer) -> list[Pass]:
    """The family's links as this viewer may end them."""
    where = (
        f"{_PASSES} AND pass.family = :family AND (:owner OR pass.made_by = :viewer) ORDER BY pass.made DESC"
    )
    named = {"family": viewer.family, "viewer": viewer.id, "owner": viewer.owner}
    return library.database.all(Pass, where, {**now_and_latest(library), **named})


def password_of(library: Library, number: int) -> sqlite3.Row:
    """Its salt and what scrypt made of it."""
    sql = "SELECT salt, password_hash FROM pass WHERE id = ?"
    return library.database.connection.execute(sql, (number,)).fetchone()


def _one(library: Library, where: str, **named: object) -> Pass | None:
    return library.database.one(Pass, f"{_PASSES} {where}", {**named, **now_and_latest(library)})
