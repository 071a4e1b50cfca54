"""What is asked about families, people, devices and codes. Every read names the family, or the viewer it is for."""

from datetime import timedelta

from backupd.core.clock import stamp
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import codes, frame_store
from backupd.family.called import called_name
from backupd.family.doorway import token_hash
from backupd.family.joining_records import Ticket
from backupd.family.records import (
    Acquaintance,
    Circle,
    Device,
    Family,
    FamilyCode,
    Frame,
    Household,
    Invitation,
    Member,
    Preferences,
    Role,
    Viewer,
)

_MEMBERS = f"""
    SELECT person.id, {called_name()} AS name, nullif(person.name, {called_name()}) AS own_name, person.colour, person.face, membership.role, membership.since,
           membership.last_visit,
           (SELECT count(*) FROM device_person JOIN device ON device.id = device_person.device
            WHERE device_person.person = person.id AND device.revoked IS NULL) AS devices
    FROM membership JOIN person ON person.id = membership.person
    WHERE membership.family = :family AND membership.until IS NULL
"""
_DEVICES = """
    SELECT device.id, device.name, device.created, device.last_visit,
           (SELECT count(*) FROM device_person AS beside WHERE beside.device = device.id) AS people
    FROM device_person JOIN device ON device.id = device_person.device
    WHERE device_person.person = ? AND device.revoked IS NULL
"""
_CODES = """
    SELECT id, code, family, person, role, made_by, boot, born, frame FROM family_code WHERE used IS NULL
"""


def empty(library: Library) -> bool:
    """No family yet: the box waits to be set up."""
    return library.database.value("SELECT 1 FROM family LIMIT 1") is None


def families(library: Library) -> list[Family]:
    """Every family of the box, for the box itself only."""
    return library.database.all(Family, "SELECT * FROM family ORDER BY id")


def family(library: Library, viewer: Viewer) -> Family:
    found = library.database.one(Family, "SELECT * FROM family WHERE id = ?", (viewer.family,))
    assert found is not None, "the doorway joined this family"
    return found


def circles(library: Library, person: int) -> list[Circle]:
    """The families a person is in, longest first."""
    sql = """
        SELECT family.id, family.name, membership.role FROM membership JOIN family ON family.id = membership.family
        WHERE membership.person = ? AND membership.until IS NULL ORDER BY membership.since, family.id
    """
    return library.database.all(Circle, sql, (person,))


def members(library: Library, family: int, viewer: int = 0) -> list[Member]:
    """Who is in a family now, in the order they came; as `viewer` calls them, else by their own names."""
    named: dict[str, object] = {"family": family, "viewer": viewer}
    return library.database.all(Member, f"{_MEMBERS} ORDER BY membership.since, person.id", named)


def member(library: Library, family: int, person: int, viewer: int = 0) -> Member | None:
    named: dict[str, object] = {"family": family, "person": person, "viewer": viewer}
    return library.database.one(Member, f"{_MEMBERS} AND person.id = :person", named)


def role(library: Library, family: int, person: int) -> Role | None:
    sql = "SELECT role FROM membership WHERE family = ? AND person = ? AND until IS NULL"
    return library.database.value(sql, (family, person))


def owners(library: Library, family: int) -> list[int]:
    sql = "SELECT person FROM membership WHERE family = ? AND role = 'owner' AND until IS NULL"
    return library.database.column(sql, (family,))


def faced_by(library: Library, viewer: int, person: int) -> int | None:
    """The media id of somebody's face, for those who share a family with them; else None."""
    sql = """
        SELECT person.face FROM person
        WHERE person.id = ? AND EXISTS (
            SELECT 1 FROM membership AS theirs JOIN membership AS mine ON mine.family = theirs.family
            WHERE theirs.person = person.id AND theirs.until IS NULL AND mine.person = ? AND mine.until IS NULL)
    """
    return library.database.value(sql, (person, viewer))


def household(library: Library, viewer: Viewer) -> Household:
    return Household(
        family(library, viewer),
        members(library, viewer.family, viewer.id),
        circles(library, viewer.id),
        closed_lately(library, viewer, stamp(library.clock.now() - timedelta(days=1))),
        frame_store.frames(library, viewer),
    )


def acquaintance(library: Library, viewer: Viewer, person: int) -> Acquaintance:
    """Raises Absent for somebody who is not in this family now."""
    found = member(library, viewer.family, person, viewer.id)
    if found is None:
        raise Absent
    shown = viewer.owner or person == viewer.id
    return Acquaintance(found, devices_of(library, person) if shown else [])


def faces(library: Library) -> list[int]:
    """Every media that is somebody's face."""
    return library.database.column("SELECT DISTINCT face FROM person WHERE face IS NOT NULL")


def preferences(viewer: Viewer) -> Preferences:
    """How the viewer wants every page to be."""
    return Preferences(*(getattr(viewer, name) for name in Preferences.__struct_fields__))


def own_device(library: Library, viewer: Viewer, device_id: int) -> Device:
    found = device(library, viewer.id, device_id)
    if found is None:
        raise Absent
    return found


def devices_of(library: Library, person: int) -> list[Device]:
    """A person's devices, the one used last first."""
    return library.database.all(
        Device, f"{_DEVICES} ORDER BY device.last_visit DESC, device.id DESC", (person,)
    )


def device(library: Library, person: int, device_id: int) -> Device | None:
    return library.database.one(Device, f"{_DEVICES} AND device.id = ?", (person, device_id))


def company(library: Library, device: int) -> list[Member]:
    """The people who share a device, each with a family they are in."""
    sql = """
        SELECT person.id, person.name, person.colour, person.face, membership.role, min(membership.since) AS since
        FROM device_person JOIN person ON person.id = device_person.person
        JOIN membership ON membership.person = person.id AND membership.until IS NULL
        WHERE device_person.device = ? GROUP BY person.id ORDER BY since, person.id
    """
    return library.database.all(Member, sql, (device,))


def live_codes(library: Library) -> list[FamilyCode]:
    """Every code of the box that still lets somebody in."""
    found = library.database.all(FamilyCode, f"{_CODES} ORDER BY family_code.id")
    return [code for code in found if codes.left(library.clock, code.boot, code.born) > 0]


def invitation(library: Library, viewer: Viewer) -> Invitation | None:
    """The newest living code this viewer made in this family, as it is shown."""
    mine = [code for code in live_codes(library) if (code.made_by, code.family) == (viewer.id, viewer.family)]
    return shown(library, mine[-1], viewer.id) if mine else None


def just_joined(library: Library, viewer: Viewer) -> list[Member]:
    """Who came in since the viewer's living code was made, new or with one more device; without one, in a minute."""
    sql = """
        SELECT person FROM happening
        WHERE family = ? AND at > ? AND kind IN ('person_joined', 'device_joined') AND person <> ?
        ORDER BY id
    """
    asked = (viewer.family, _lately(library, viewer), viewer.id)
    came = dict.fromkeys(library.database.column(sql, asked))
    found = (member(library, viewer.family, person, viewer.id) for person in came)
    return [one for one in found if one]


def just_lit(library: Library, viewer: Viewer) -> list[Frame]:
    """The frames that came in meanwhile."""
    return frame_store.just_lit(library, viewer, _lately(library, viewer))


def _lately(library: Library, viewer: Viewer) -> str:
    code = invitation(library, viewer)
    lived = codes.LIFETIME - (code.seconds_left - 1 if code else 0)
    return stamp(library.clock.now() - timedelta(seconds=lived))


def shown(library: Library, code: FamilyCode, viewer: int = 0) -> Invitation:
    """As `viewer` calls whom it is for, else by their own name."""
    seconds = int(codes.left(library.clock, code.boot, code.born) + 0.999)
    whom = member(library, code.family, code.person, viewer) if code.person else None
    return Invitation(code.code, seconds, code.role, code.person, whom.name if whom else None, code.frame)


def ticket(library: Library, token: str | None) -> Ticket | None:
    """What a ticket lets somebody do, while it lives and its code was not used up or taken back."""
    if not token:
        return None
    sql = """
        SELECT family_code.id AS code, family.id AS family, family.name AS family_name, person.id AS person,
               person.name AS person_name, family_code.role, joining_ticket.boot, joining_ticket.born,
               family_code.frame, family_code.made_by
        FROM joining_ticket JOIN family_code ON family_code.id = joining_ticket.code
        JOIN family ON family.id = family_code.family LEFT JOIN person ON person.id = family_code.person
        WHERE joining_ticket.token_hash = ? AND family_code.used IS NULL
    """
    found = library.database.one(Ticket, sql, (token_hash(token),))
    alive = found and codes.left(library.clock, found.boot, found.born, codes.TICKET_LIFETIME) > 0
    return found if alive else None


def closed_lately(library: Library, viewer: Viewer, since: str) -> str | None:
    """When joining was last closed by wrong guesses after `since`, or None."""
    sql = "SELECT max(at) FROM happening WHERE family = ? AND kind = 'joining_closed' AND at > ?"
    return library.database.value(sql, (viewer.family, since))
