"""What is written about families, people and devices. Only verbs call these, inside their own transaction."""

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.family import codes
from backupd.family.records import FamilyCode, Role

COLOURS = 8


def add_family(library: Library, name: str) -> int:
    sql = "INSERT INTO family (name, time_zone, created) VALUES (?, ?, ?)"
    return _insert(library, sql, name, library.settings.time_zone, _now(library))


def add_person(library: Library, family: int, name: str, language: str, role: Role) -> int:
    """Somebody new, in the face colour that the family uses least."""
    sql = "INSERT INTO person (name, language, colour, created) VALUES (?, ?, ?, ?)"
    person = _insert(library, sql, name, language, _least_used_colour(library, family), _now(library))
    add_membership(library, family, person, role)
    return person


def _least_used_colour(library: Library, family: int) -> int:
    sql = """
        SELECT colour FROM person JOIN membership ON membership.person = person.id
        WHERE membership.family = ? AND membership.until IS NULL
    """
    used = library.database.column(sql, (family,))
    return min(range(1, COLOURS + 1), key=lambda colour: (used.count(colour), colour))


def add_membership(library: Library, family: int, person: int, role: Role) -> None:
    """In from now on; somebody who left before comes back under their old name, with the role given now."""
    sql = """
        INSERT INTO membership (family, person, role, since) VALUES (?, ?, ?, ?)
        ON CONFLICT (person, family) DO UPDATE SET role = excluded.role, since = excluded.since, until = NULL
    """
    _run(library, sql, family, person, role, _now(library))


def end_membership(library: Library, family: int, person: int) -> None:
    _run(
        library,
        "UPDATE membership SET until = ? WHERE family = ? AND person = ?",
        _now(library),
        family,
        person,
    )


def set_role(library: Library, family: int, person: int, role: Role) -> None:
    _run(library, "UPDATE membership SET role = ? WHERE family = ? AND person = ?", role, family, person)


def add_device(library: Library, token_hash: bytes, name: str, person: int, family: int) -> int:
    sql = """
        INSERT INTO device (token_hash, name, person, family, created, last_visit) VALUES (?, ?, ?, ?, ?, ?)
    """
    return _insert(library, sql, token_hash, name, person, family, _now(library), _now(library))


def put_on_device(library: Library, device: int, person: int, family: int) -> None:
    """This person is in force on the device now, beside whoever shares it."""
    _run(library, "INSERT OR IGNORE INTO device_person VALUES (?, ?)", device, person)
    show_on_device(library, device, person, family)
    _run(library, "UPDATE device SET last_visit = ? WHERE id = ?", _now(library), device)
    sql = "UPDATE membership SET last_visit = coalesce(last_visit, ?) WHERE person = ? AND family = ?"
    _run(library, sql, _now(library), person, family)


def show_on_device(library: Library, device: int, person: int, family: int) -> None:
    _run(library, "UPDATE device SET person = ?, family = ? WHERE id = ?", person, family, device)


def set_token(library: Library, device: int, token_hash: bytes) -> None:
    _run(library, "UPDATE device SET token_hash = ? WHERE id = ?", token_hash, device)


def set_device_name(library: Library, device: int, name: str) -> None:
    _run(library, "UPDATE device SET name = ? WHERE id = ?", name, device)


def take_off_device(library: Library, device: int, person: int) -> None:
    """The person's part of a device ends; notices by it and about it end too."""
    _run(library, "DELETE FROM device_person WHERE device = ? AND person = ?", device, person)
    sql = "DELETE FROM device_notice WHERE person = ? AND (device = ? OR arrived = ?)"
    _run(library, sql, person, device, device)


def revoke_device(library: Library, device: int) -> None:
    _run(library, "UPDATE device SET revoked = ? WHERE id = ?", _now(library), device)
    _run(library, "DELETE FROM device_notice WHERE device = ? OR arrived = ?", device, device)


def tell_other_devices(library: Library, person: int, arrived: int) -> None:
    """Every other device of this person says that one more came in, until it was seen there."""
    sql = """
        INSERT OR IGNORE INTO device_notice (device, person, arrived)
        SELECT device_person.device, device_person.person, ?
        FROM device_person JOIN device ON device.id = device_person.device
        WHERE device_person.person = ? AND device.id <> ? AND device.revoked IS NULL
    """
    _run(library, sql, arrived, person, arrived)


def note_seen(library: Library, device: int, person: int, arrived: int) -> None:
    sql = "DELETE FROM device_notice WHERE device = ? AND person = ? AND arrived = ?"
    _run(library, sql, device, person, arrived)


def add_code(library: Library, code: FamilyCode) -> int:
    sql = """
        INSERT INTO family_code (code, family, person, role, made_by, boot, born, frame)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """
    kept = (code.code, code.family, code.person, code.role, code.made_by, code.boot, code.born, code.frame)
    return _insert(library, sql, *kept)


def use_up_code(library: Library, code: int) -> None:
    _run(library, "UPDATE family_code SET used = ? WHERE id = ?", _now(library), code)


def forget_old_codes(library: Library) -> None:
    """Codes whose tickets are over too, and everything of an earlier boot."""
    oldest = library.clock.since_boot() - codes.LIFETIME - codes.TICKET_LIFETIME
    _run(library, "DELETE FROM family_code WHERE boot <> ? OR born < ?", library.clock.boot(), oldest)


def replace_codes(library: Library, code: FamilyCode) -> None:
    """A maker has one living code for each purpose: the new one ends the one before."""
    sql = """
        DELETE FROM family_code WHERE family = ? AND made_by IS ? AND person IS ? AND frame = ? AND used IS NULL
    """
    _run(library, sql, code.family, code.made_by, code.person, code.frame)


def take_back_codes(library: Library, family: int, person: int) -> None:
    """Whatever somebody made, or was made for them, lets nobody in any more; tickets go with their codes."""
    sql = "DELETE FROM family_code WHERE family = ? AND (made_by = ? OR person = ?)"
    _run(library, sql, family, person, person)


def add_ticket(library: Library, token_hash: bytes, code: int) -> None:
    sql = "INSERT INTO joining_ticket (token_hash, code, boot, born) VALUES (?, ?, ?, ?)"
    _run(library, sql, token_hash, code, library.clock.boot(), library.clock.since_boot())


def burn_ticket(library: Library, token_hash: bytes) -> None:
    _run(library, "DELETE FROM joining_ticket WHERE token_hash = ?", token_hash)


def _now(library: Library) -> str:
    return stamp(library.clock.now())


def _run(library: Library, sql: str, *values: object) -> None:
    library.database.connection.execute(sql, values)


def _insert(library: Library, sql: str, *values: object) -> int:
    return int(library.database.connection.execute(sql, values).lastrowid or 0)
