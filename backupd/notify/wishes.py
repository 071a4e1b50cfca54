"""What somebody wants to be told, how soon, and when they are left alone."""

import re

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.notify.records import KINDS, Hours, How, Kind, Wishes

DEFAULTS: dict[Kind, How] = {
    "memory": "on",
    "capsule": "on",
    "relay": "on",
    "photos": "digest",
    "reaction": "digest",
    "comment": "on",
    "mention": "on",
    "membership": "on",
    "box": "digest",
    "channel": "on",
}
OWNERS: dict[Kind, How] = {**DEFAULTS, "box": "on"}
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_OWNS = "SELECT 1 FROM membership WHERE person = ? AND role = 'owner' AND until IS NULL"


def wishes_of(library: Library, person: int) -> Wishes:
    rows = library.database.connection.execute("SELECT kind, how FROM preference WHERE person = ?", (person,))
    chosen = {row["kind"]: row["how"] for row in rows}
    usual = OWNERS if library.database.value(_OWNS, (person,)) else DEFAULTS
    hours = library.database.one(Hours, "SELECT * FROM reading_hours WHERE person = ?", (person,))
    return Wishes({kind: chosen.get(kind, usual[kind]) for kind in KINDS}, hours or Hours())


def wish(library: Library, person: int, wanted: Wishes) -> None:
    """Raises Refused for a time that is none."""
    hours = wanted.hours
    if not all(_TIME.fullmatch(each) for each in (hours.quiet_from, hours.quiet_until, hours.digest_at)):
        raise Refused("notify.time_needed")
    with library.database.writing() as connection:
        connection.executemany(
            "INSERT INTO preference VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET how = excluded.how",
            [(person, kind, how) for kind, how in wanted.kinds.items()],
        )
        connection.execute(
            "INSERT OR REPLACE INTO reading_hours VALUES (?, ?, ?, ?)",
            (person, hours.quiet_from, hours.quiet_until, hours.digest_at),
        )
