"""Reads of rolling pictures, through their views: every statement binds viewer and family. Below them what the verbs ask
about the rows that they are about to change."""

from backupd.albums import rows
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Person, Viewer, called_name
from backupd.relays.order import Had
from backupd.relays.records import Frame, Relay, Turn

_MINE = "viewer = :viewer AND family = :family"
_RELAY = f"""
    SELECT seen.*, {called_name()} AS made_by_name
    FROM (SELECT * FROM visible_relays WHERE {_MINE} AND {{which}} ORDER BY {{order}} LIMIT 500) AS seen
    JOIN person ON person.id = seen.made_by ORDER BY {{order}}
"""
RELAY = _RELAY.format(which="id = :relay", order="id")
OF_ALBUM = _RELAY.format(which="album = :album", order="id")
GOING_ON = _RELAY.format(which="state <> 'ended'", order="id")
ENDED = _RELAY.format(which="state = 'ended'", order="ended DESC, id")
FRAMES = f"""
    SELECT turn.*, {called_name()} AS name, person.colour, person.face,
           {called_name("by")} AS nominated_by_name,
           coalesce(story.description, '') AS description, {rows.picture("shown")}
    FROM (SELECT * FROM visible_turns WHERE {_MINE} AND relay = :relay ORDER BY number) AS turn
    JOIN person ON person.id = turn.person LEFT JOIN person AS by ON by.id = turn.nominated_by
    LEFT JOIN visible_stories AS story ON story.viewer = :viewer AND story.family = :family AND story.id = turn.story
    LEFT JOIN visible_media AS shown ON shown.viewer = :viewer AND shown.family = :family
         AND shown.story = turn.story AND shown.place = 0
    ORDER BY turn.number
"""
PEOPLE = f"""
    SELECT person.id, {called_name()} AS name, person.colour, person.face FROM visible_relays AS seen
    JOIN relay_person AS placed ON placed.relay = seen.id AND placed.gone IS NULL
    JOIN membership ON membership.person = placed.person AND membership.family = seen.family
         AND membership.until IS NULL AND membership.role <> 'reader'
    JOIN person ON person.id = placed.person
    WHERE seen.viewer = :viewer AND seen.family = :family AND seen.id = :relay ORDER BY placed.place, person.id
"""
TAKEN = f"SELECT count(*) FROM visible_turns WHERE {_MINE} AND relay = :relay AND state IN ('coming', 'done')"
HOLDER = f"""
    SELECT turn.*, {called_name()} AS name, person.colour, person.face
    FROM (SELECT * FROM visible_turns WHERE {_MINE} AND relay = :relay AND state = 'holding') AS turn
    JOIN person ON person.id = turn.person
"""
_TURN = "SELECT id, relay, number, round, person, state, deadline, sending, sitting, files, story, warned FROM relay_turn"


def relay(library: Library, viewer: Viewer, number: int) -> Relay:
    """Raises Absent where it is not, or not for this viewer."""
    found = library.database.one(Relay, RELAY, _bound(viewer, relay=number))
    if found is None:
        raise Absent
    return found


def of_album(library: Library, viewer: Viewer, album: int) -> Relay:
    found = library.database.one(Relay, OF_ALBUM, _bound(viewer, album=album))
    if found is None:
        raise Absent
    return found


def going_on(library: Library, viewer: Viewer) -> list[Relay]:
    return library.database.all(Relay, GOING_ON, _bound(viewer))


def ended(library: Library, viewer: Viewer) -> list[Relay]:
    return library.database.all(Relay, ENDED, _bound(viewer))


def frames(library: Library, viewer: Viewer, number: int) -> list[Frame]:
    """Every turn there was, in order, with its picture where it may be seen."""
    return rows.all_of(library, viewer, Frame, FRAMES, relay=number)


def holder(library: Library, viewer: Viewer, number: int) -> Frame | None:
    return library.database.one(Frame, HOLDER, _bound(viewer, relay=number))


def people(library: Library, viewer: Viewer, number: int) -> list[Person]:
    """Who takes part now, in their order."""
    return library.database.all(Person, PEOPLE, _bound(viewer, relay=number))


def taken(library: Library, viewer: Viewer, number: int) -> int:
    return int(library.database.value(TAKEN, _bound(viewer, relay=number)))


def turn(library: Library, number: int) -> Turn | None:
    return library.database.one(Turn, f"{_TURN} WHERE id = ?", (number,))


def held(library: Library, number: int) -> Turn | None:
    """The turn of a relay that somebody has now."""
    return library.database.one(Turn, f"{_TURN} WHERE relay = ? AND state = 'holding'", (number,))


def had(library: Library, number: int) -> list[Had]:
    sql = "SELECT person, round, state FROM relay_turn WHERE relay = ? ORDER BY number"
    return library.database.all(Had, sql, (number,))


def taking_part(library: Library, number: int) -> list[int]:
    """Who takes turns now: who left the relay or the family, or only looks now, does not."""
    return library.database.column(
        """SELECT placed.person FROM relay_person AS placed JOIN relay ON relay.id = placed.relay
           JOIN membership ON membership.person = placed.person AND membership.family = relay.family
                AND membership.until IS NULL AND membership.role <> 'reader'
           WHERE placed.relay = ? AND placed.gone IS NULL ORDER BY placed.place, placed.person""",
        (number,),
    )


def _bound(viewer: Viewer, **named: object) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, **named}
