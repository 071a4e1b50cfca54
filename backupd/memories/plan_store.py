"""Every SQL statement of the plan: how albums stand, when each comes back, what was handed out."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

import msgspec

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.memories.planning import Standing
from backupd.memories.records import Birthday, Reason, Wishes

_MINE = "viewer = :viewer AND family = :family"

# Hearts at its stories, and people who loved it when it came back.
_HEARTS = """
    (SELECT count(*) FROM visible_stories AS told CROSS JOIN visible_reactions AS said
     ON said.viewer = :viewer AND said.family = :family AND said.story = told.id
     WHERE told.viewer = :viewer AND told.family = :family AND told.album = page.album)
    + (SELECT count(DISTINCT said.person) FROM memory AS shown JOIN memory_answer AS said ON said.memory = shown.id
       WHERE shown.album = page.album AND said.answer = 'loved')
"""
# People whose last word about it was that they would like to see less of it.
_LESS = """
    (SELECT count(DISTINCT said.person) FROM memory AS shown JOIN memory_answer AS said ON said.memory = shown.id
     WHERE shown.album = page.album AND said.answer = 'less' AND NOT EXISTS (
        SELECT 1 FROM memory AS again JOIN memory_answer AS later ON later.memory = again.id
        WHERE again.album = page.album AND later.person = said.person AND later.answer = 'loved' AND later.at > said.at))
"""
# A day is believed when somebody wrote it, or when a picture that is no scan says it.
_BELIEVED = """
    (page.event_chosen OR EXISTS (
        SELECT 1 FROM visible_media AS shown
        WHERE shown.viewer = :viewer AND shown.family = :family
          AND shown.album = page.album AND shown.scan = 0
          AND substr(shown.moment, 1, 10) BETWEEN page.event_from AND page.event_to))
"""
_PLANNED = f"""
    SELECT shown.id AS album, shown.event_from, shown.event_to, shown.event_precision, shown.event_chosen,
           max(shown.made, coalesce((SELECT at FROM visible_looks WHERE {_MINE} AND album = shown.id), '')) AS seen,
           plan.seen AS known, plan.event, plan.returned, plan.next
    FROM visible_albums AS shown LEFT JOIN memory_plan AS plan ON plan.album = shown.id
    WHERE shown.viewer = :viewer AND shown.family = :family
"""
_NOW = """
    next IS NULL OR next <= :day OR next > :furthest OR known IS NOT seen OR event IS NOT event_from
    OR returned > :day
"""
_STANDING = f"""
    WITH stood AS MATERIALIZED ({_PLANNED}),
    page AS MATERIALIZED (SELECT * FROM stood WHERE {{which}})
    SELECT album, event_from, event_to, event_precision, {_BELIEVED} AS believed, seen, returned,
           CASE WHEN known IS seen AND event IS event_from AND next <= :furthest AND coalesce(returned <= :day, 1)
                THEN next END AS next,
           {_HEARTS} AS hearts, {_LESS} AS less
    FROM page
    WHERE EXISTS (SELECT 1 FROM visible_media AS drawn
                  WHERE drawn.viewer = :viewer AND drawn.family = :family AND drawn.album = page.album
                    AND drawn.rendered = 1)
"""
STANDING_NOW = _STANDING.format(which=_NOW)
STANDING_ALL = _STANDING.format(which="1")
ALBUMS = f"SELECT count(*) FROM visible_albums WHERE {_MINE}"
REMEMBERED = "SELECT EXISTS (SELECT 1 FROM memory WHERE family = ?)"
BIRTHDAYS = """
    SELECT own.person, person.name, own.month, own.day, own.lunar
    FROM membership JOIN memory_person AS own ON own.person = membership.person
    JOIN person ON person.id = own.person
    WHERE membership.family = ? AND membership.until IS NULL AND own.month > 0 ORDER BY own.person
"""
SOMEBODY = """
    SELECT person FROM membership WHERE family = ? AND until IS NULL ORDER BY role <> 'owner', since, person LIMIT 1
"""


class Stood(msgspec.Struct, frozen=True):
    """How an album stands. seen: the instant it was made or looked at; next None: to be drawn anew."""

    album: int
    event_from: str | None
    event_to: str | None
    event_precision: str
    believed: bool
    seen: str
    returned: str | None
    next: str | None
    hearts: int
    less: int


class Returned(msgspec.Struct, frozen=True):
    """An album that comes back today."""

    album: int
    reason: Reason
    collage: list[int]


def standing(
    library: Library, viewer: Viewer, day: date, furthest: date, everything: bool = False
) -> list[Stood]:
    """Albums with a picture to show that matter today: due, or to be planned; with `everything` all of them."""
    named = {**_who(viewer), "day": day.isoformat(), "furthest": furthest.isoformat()}
    return library.database.all(Stood, STANDING_ALL if everything else STANDING_NOW, named)


def count(library: Library, viewer: Viewer) -> int:
    return int(library.database.value(ALBUMS, _who(viewer)))


def somebody(library: Library, family: int) -> int | None:
    """A person with whose eyes the family's albums are looked through: an owner, who sees what all see."""
    return library.database.value(SOMEBODY, (family,))


def remembered(library: Library, family: int) -> bool:
    """Something came back once already."""
    return bool(library.database.value(REMEMBERED, (family,)))


def last_day(library: Library, family: int) -> str | None:
    return library.database.value("SELECT day FROM memory_day WHERE family = ?", (family,))


def wishes(library: Library, family: int) -> Wishes:
    sql = "SELECT least, most, pace, hour FROM memory_wish WHERE family = ?"
    return library.database.one(Wishes, sql, (family,)) or Wishes()


def birthdays(library: Library, family: int) -> list[Birthday]:
    return library.database.all(Birthday, BIRTHDAYS, (family,))


def plan(connection: sqlite3.Connection, plans: Iterable[Standing]) -> None:
    """Write when albums come back. Inside a transaction."""
    connection.executemany(
        """INSERT INTO memory_plan (album, seen, event, returned, next) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (album) DO UPDATE SET seen = excluded.seen, event = excluded.event,
               returned = excluded.returned, next = excluded.next""",
        (
            (each.album, each.seen, _iso(each.event.first), _iso(each.returned), _iso(each.planned))
            for each in plans
        ),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def hand_out(
    connection: sqlite3.Connection, family: int, day: date, window: tuple[str, str], back: Returned
) -> int | None:
    """Write down that an album came back, once a day at most; None where it stood there. Inside a transaction."""
    reason = msgspec.json.encode(back.reason).decode()
    made = connection.execute(
        """INSERT INTO memory (family, album, day, begins, ends, reason, collage) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (album, day) DO NOTHING""",
        (family, back.album, day.isoformat(), *window, reason, json.dumps(back.collage)),
    )
    return made.lastrowid if made.rowcount else None


def close_day(connection: sqlite3.Connection, family: int, day: date) -> None:
    connection.execute("INSERT OR REPLACE INTO memory_day VALUES (?, ?)", (family, day.isoformat()))


def draw_again(connection: sqlite3.Connection, album: int) -> None:
    """What a family feels about an album changed: its next day is drawn anew."""
    connection.execute("UPDATE memory_plan SET next = NULL WHERE album = ?", (album,))


def draw_all_again(library: Library, viewer: Viewer) -> None:
    """The family's bounds changed. Inside a transaction."""
    library.database.connection.execute(
        f"UPDATE memory_plan SET next = NULL WHERE album IN (SELECT id FROM visible_albums WHERE {_MINE})",
        _who(viewer),
    )


def _who(viewer: Viewer) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family}
