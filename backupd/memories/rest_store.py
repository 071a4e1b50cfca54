"""What rests, for a person or for the family, and which albums and days that leaves in peace."""

from datetime import date

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.family import Viewer, called_name
from backupd.memories.records import Rest

_MINE = "viewer = :viewer AND family = :family"
_HOLDS = "rest.family = :family AND rest.ends > :day AND (rest.person IS NULL OR rest.person = :me)"

# Month and day of an event within those of a rest that comes every year; one may reach over New Year.
_EVERY_YEAR = """
    CASE WHEN substr(rest.begins, 6) <= substr(rest.until, 6)
         THEN {day} BETWEEN substr(rest.begins, 6) AND substr(rest.until, 6)
         ELSE {day} >= substr(rest.begins, 6) OR {day} <= substr(rest.until, 6) END
"""
_FIRST, _LAST = (
    _EVERY_YEAR.format(day=f"substr(shown.{column}, 6)") for column in ("event_from", "event_to")
)
RESTING = f"""
    SELECT DISTINCT shown.id
    FROM memory_rest AS rest
    CROSS JOIN visible_albums AS shown ON shown.viewer = :viewer AND shown.family = :family
    WHERE {_HOLDS} AND CASE rest.kind
        WHEN 'album' THEN shown.id = rest.album
        WHEN 'person' THEN
            EXISTS (SELECT 1 FROM visible_stories AS told
                    WHERE told.viewer = :viewer AND told.family = :family AND told.album = shown.id
                      AND told.contributor = rest.about)
            OR (length(rest.named) > 1 AND instr(shown.folded, rest.named) > 0)
        ELSE iif(rest.yearly, shown.event_precision = 'day' AND (({_FIRST}) OR ({_LAST})),
                 shown.event_precision IN ('day', 'month', 'year')
                 AND shown.event_from <= rest.until AND shown.event_to >= rest.begins) END
"""
DAY_RESTS = f"""
    SELECT EXISTS (SELECT 1 FROM memory_rest AS rest
                   WHERE {_HOLDS} AND rest.kind = 'dates' AND rest.yearly
                     AND ({_EVERY_YEAR.format(day="substr(:day, 6)")}))
"""
RESTS = f"""
    SELECT rest.*, {called_name()} AS about_name,
           (SELECT title FROM visible_albums WHERE {_MINE} AND id = rest.album) AS album_title
    FROM memory_rest AS rest LEFT JOIN person ON person.id = rest.about
    WHERE {_HOLDS} ORDER BY rest.ends, rest.id
"""


def resting(library: Library, viewer: Viewer, person: int | None, day: date) -> set[int]:
    """Albums the viewer sees that rest for the family on a day, and for `person` if one is named."""
    return set(library.database.column(RESTING, _bound(viewer, person, day)))


def day_rests(library: Library, family: int, person: int | None, day: date) -> bool:
    """A day of the year on which nothing comes back."""
    named = {"family": family, "me": person or 0, "day": day.isoformat()}
    return bool(library.database.value(DAY_RESTS, named))


def rests(library: Library, viewer: Viewer, day: date) -> list[Rest]:
    """What rests for this viewer, those that end first first."""
    return library.database.all(Rest, RESTS, _bound(viewer, viewer.id, day))


def rest(library: Library, viewer: Viewer, number: int, day: date) -> Rest | None:
    return next((each for each in rests(library, viewer, day) if each.id == number), None)


def add(library: Library, viewer: Viewer, rest: Rest, named: str) -> int:
    """Inside a transaction. rest.id counts for nothing."""
    made = library.database.connection.execute(
        """INSERT INTO memory_rest (family, person, kind, album, about, named, begins, until, yearly, ends, made_by, made)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (viewer.family, rest.person, rest.kind, rest.album, rest.about, named, rest.begins, rest.until, rest.yearly,
         rest.ends, viewer.id, stamp(library.clock.now())),
    )  # fmt: skip
    return int(made.lastrowid or 0)


def remove(library: Library, viewer: Viewer, number: int) -> None:
    """Inside a transaction."""
    library.database.connection.execute(
        "DELETE FROM memory_rest WHERE id = ? AND family = ?", (number, viewer.family)
    )


def _bound(viewer: Viewer, person: int | None, day: date) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, "me": person or 0, "day": day.isoformat()}
