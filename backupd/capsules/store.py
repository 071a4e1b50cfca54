"""Reads of capsules, through their views: every statement binds viewer and family."""

from backupd.capsules.records import Capsule, Change, Kept, Looked, Progress, Thing
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Person, Viewer, called_name

_MINE = "viewer = :viewer AND family = :family"
_CAPSULE = f"""
    SELECT seen.*, {called_name()} AS made_by_name
    FROM (SELECT * FROM visible_capsules WHERE {_MINE} AND {{which}} ORDER BY {{order}} LIMIT 500) AS seen
    JOIN person ON person.id = seen.made_by ORDER BY {{order}}
"""
CAPSULE = _CAPSULE.format(which="id = :capsule", order="id")
WAITING = _CAPSULE.format(which="state <> 'open'", order="opens, id")
OPEN = _CAPSULE.format(which="state = 'open'", order="opened DESC, id")
TRASHED = f"""
    SELECT *, 0 AS inside, 0 AS mine, 0 AS maker_here FROM visible_trash_capsules WHERE {_MINE} ORDER BY trashed DESC
"""
THINGS = f"SELECT * FROM visible_capsule_things WHERE {_MINE} AND capsule = :capsule ORDER BY id"
THING = f"SELECT * FROM visible_capsule_things WHERE {_MINE} AND capsule = :capsule AND id = :thing"
TAKERS = f"""
    SELECT person.id, {called_name()} AS name, person.colour, person.face FROM visible_capsule_takers AS took
    JOIN person ON person.id = took.person WHERE took.{_MINE.replace("AND ", "AND took.")} AND took.capsule = :capsule
    ORDER BY person.id
"""
CHANGES = f"""
    SELECT change.id, at, kind, {called_name()} AS person_name, before, after FROM visible_capsules AS seen
    JOIN capsule_change AS change ON change.capsule = seen.id LEFT JOIN person ON person.id = change.person
    WHERE seen.{_MINE.replace("AND ", "AND seen.")} AND seen.id = :capsule ORDER BY change.id
"""
LOOKS = f"""
    SELECT person.id AS person, {called_name()} AS name, person.colour, person.face, look.at FROM visible_capsules AS seen
    JOIN capsule_look AS look ON look.capsule = seen.id JOIN person ON person.id = look.person
    WHERE seen.{_MINE.replace("AND ", "AND seen.")} AND seen.id = :capsule AND seen.state = 'open' ORDER BY look.at, person.id
"""
HIDDEN = f"""
    SELECT person.id, {called_name()} AS name, person.colour, person.face FROM visible_capsules AS seen
    JOIN capsule_person AS placed ON placed.capsule = seen.id AND placed.place = 'hidden'
    JOIN person ON person.id = placed.person
    WHERE seen.{_MINE.replace("AND ", "AND seen.")} AND seen.id = :capsule AND seen.mine = 1 ORDER BY person.id
"""
DAMAGED = f"""
    SELECT thing.name FROM visible_capsules AS seen
    JOIN capsule_thing AS thing ON thing.capsule = seen.id
    WHERE seen.{_MINE.replace("AND ", "AND seen.")} AND seen.id = :capsule AND seen.state = 'open'
      AND thing.path IS NOT NULL AND thing.reason IS NOT NULL AND thing.withdrawn IS NULL ORDER BY thing.id
"""


def capsule(library: Library, viewer: Viewer, number: int) -> Capsule:
    """Raises Absent where it is not, or not for this viewer."""
    found = library.database.one(Capsule, CAPSULE, _bound(viewer, capsule=number))
    if found is None:
        raise Absent
    return found


def waiting(library: Library, viewer: Viewer) -> list[Capsule]:
    return library.database.all(Capsule, WAITING, _bound(viewer))


def opened(library: Library, viewer: Viewer) -> list[Capsule]:
    return library.database.all(Capsule, OPEN, _bound(viewer))


def album_of(library: Library, capsule: int) -> int | None:
    """The album a capsule became, once it is open; for what was on its way to it."""
    return library.database.value("SELECT album FROM capsule WHERE id = ? AND state = 'open'", (capsule,))


def trashed(library: Library, viewer: Viewer) -> list[Capsule]:
    return library.database.all(Capsule, TRASHED, _bound(viewer))


def things(library: Library, viewer: Viewer, capsule: int) -> list[Thing]:
    return library.database.all(Thing, THINGS, _bound(viewer, capsule=capsule))


def thing(library: Library, viewer: Viewer, capsule: int, number: int) -> Thing:
    found = library.database.one(Thing, THING, _bound(viewer, capsule=capsule, thing=number))
    if found is None:
        raise Absent
    return found


def takers(library: Library, viewer: Viewer, capsule: int) -> list[Person]:
    return library.database.all(Person, TAKERS, _bound(viewer, capsule=capsule))


def changes(library: Library, viewer: Viewer, capsule: int) -> list[Change]:
    return library.database.all(Change, CHANGES, _bound(viewer, capsule=capsule))


def looks(library: Library, viewer: Viewer, capsule: int) -> list[Looked]:
    return library.database.all(Looked, LOOKS, _bound(viewer, capsule=capsule))


def hidden(library: Library, viewer: Viewer, capsule: int) -> list[Person]:
    return library.database.all(Person, HIDDEN, _bound(viewer, capsule=capsule))


def damaged(library: Library, viewer: Viewer, capsule: int) -> list[str]:
    return library.database.column(DAMAGED, _bound(viewer, capsule=capsule))


def filled_by_others(library: Library, capsule: int, person: int) -> bool:
    """Whether somebody else than this person has something in it. For verbs alone: no page may tell."""
    sql = """SELECT 1 FROM capsule_thing WHERE capsule = ? AND person <> ? AND withdrawn IS NULL
             AND sha256 IS NOT NULL LIMIT 1"""
    return library.database.value(sql, (capsule, person)) == 1


def kept(library: Library, capsule: int) -> list[Kept]:
    """What is to be opened, in the order it was put in; of those sent together in the order of their tray."""
    return library.database.all(
        Kept,
        """SELECT * FROM capsule_thing WHERE capsule = ? AND withdrawn IS NULL AND sha256 IS NOT NULL
           ORDER BY coalesce(together, id), place, id""",
        (capsule,),
    )


def progress(library: Library, capsule: int) -> Progress:
    found = library.database.one(
        Progress,
        """SELECT coalesce(sum(min(unsealed, size)), 0) AS bytes, coalesce(sum(size), 0) AS of_bytes,
                  count(story) AS placed, count(*) AS things
           FROM capsule_thing WHERE capsule = ? AND withdrawn IS NULL AND sha256 IS NOT NULL""",
        (capsule,),
    )
    assert found is not None
    return found


def _bound(viewer: Viewer, **named: object) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, **named}
