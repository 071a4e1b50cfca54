"""Devices: how one comes to belong to somebody, whom it shows, how it ends."""

from datetime import timedelta

from backupd.core.clock import stamp
from backupd.core.errors import Absent, Forbidden
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family import register, store
from backupd.family.doorway import COOKIE_DAYS, new_token, token_hash
from backupd.family.ledger import happened
from backupd.family.names import tidy
from backupd.family.records import Entrant, LetIn, Viewer


def let_in(library: Library, person: int, family: int, entrant: Entrant) -> LetIn:
    """This browser belongs to this person from now on, beside those it belonged to before. Inside a transaction.

    The token is always a new one: a cookie that somebody planted in this browser before is worth nothing after.
    """
    token = new_token()
    if entrant.known:
        device = entrant.known.device
        register.set_token(library, device, token_hash(token))
    else:
        if entrant.asking:
            give_up(library, entrant.asking)
        device = register.add_device(library, token_hash(token), entrant.device_name, person, family)
    register.put_on_device(library, device, person, family)
    return LetIn(token, device, person, family)


def give_up(library: Library, asking: Viewer) -> None:
    """What this browser was ends, whoever else is on it: it becomes something else. Inside a transaction."""
    register.revoke_device(library, asking.device)
    if asking.frame:
        happened(library, asking.family, "frame_ended", device=asking.device)
    else:
        about = {"about_person": asking.id, "device": asking.device}
        happened(library, asking.family, "device_revoked", person=asking.id, **about)


def choose(library: Library, viewer: Viewer, person: int) -> None:
    """On a shared device: it is this person who holds it now. Raises Absent for somebody who is not on it."""
    with library.database.writing():
        if person not in {one.id for one in store.company(library, viewer.device)}:
            raise Absent
        family = viewer.family if store.role(library, viewer.family, person) else None
        here = family or store.circles(library, person)[0].id
        register.put_on_device(library, viewer.device, person, here)


def switch(library: Library, viewer: Viewer, family: int) -> None:
    """Show another of the viewer's families on this device."""
    with library.database.writing():
        if store.role(library, family, viewer.id) is None:
            raise Absent
        register.put_on_device(library, viewer.device, viewer.id, family)


def rename_device(library: Library, viewer: Viewer, device: int, name: str) -> None:
    name = tidy(name, "devices.name_needed")
    with library.database.writing():
        if store.device(library, viewer.id, device) is None:
            raise Absent
        register.set_device_name(library, device, name)


def note_arrival_seen(library: Library, viewer: Viewer, arrived: int) -> None:
    """The notice about a device that came in has been read on this device."""
    with library.database.writing():
        register.note_seen(library, viewer.device, viewer.id, arrived)


def revoke(library: Library, viewer: Viewer, device: int, person: int | None = None) -> bool:
    """End a device for its person: one's own, or, for an owner, a member's. Whoever shares it stays on it.

    Returns True when it was the viewer themselves on the device in their hands: they are out now.
    """
    person = person or viewer.id
    with library.database.writing():
        _must_care_for(library, viewer, person)
        if store.device(library, person, device) is None:
            raise Absent
        take_off(library, device, person)
        happened(
            library, viewer.family, "device_revoked", person=viewer.id, about_person=person, device=device
        )
    return (device, person) == (viewer.device, viewer.id)


_FORGOTTEN = """
    SELECT device.id AS device, device.family, device.person IS NULL AS frame, device.let_in_by, device_person.person
    FROM device LEFT JOIN device_person ON device_person.device = device.id
    WHERE device.revoked IS NULL AND device.last_visit < ?
"""


def end_forgotten(library: Library) -> None:
    """Devices and frames that nobody used for 400 days are let in no more. A job, daily; by the trusted clock alone."""
    now = trusted_now(library)
    if now is None:
        return
    with library.database.writing() as connection:
        unused = stamp(now - timedelta(days=COOKIE_DAYS))
        for each in connection.execute(_FORGOTTEN, (unused,)).fetchall():
            register.revoke_device(library, each["device"])
            kind = "frame_ended" if each["frame"] else "device_revoked"
            about = each["let_in_by"] if each["frame"] else each["person"]
            happened(library, each["family"], kind, about_person=about, device=each["device"])


def _must_care_for(library: Library, viewer: Viewer, person: int) -> None:
    if person == viewer.id:
        return
    if store.role(library, viewer.family, person) is None:
        raise Absent
    if not viewer.owner:
        raise Forbidden("devices.owners_only")


def take_off(library: Library, device: int, person: int) -> None:
    """One person less on a device; without anybody it is revoked. Inside a transaction."""
    register.take_off_device(library, device, person)
    fall(library, device)


def fall(library: Library, device: int) -> None:
    """Show what a device can still show: its person in another of their families, else another of its people; a
    device that nobody can use is revoked. Inside a transaction."""
    sql = """
        SELECT device_person.person, membership.family
        FROM device JOIN device_person ON device_person.device = device.id
        JOIN membership ON membership.person = device_person.person AND membership.until IS NULL
        WHERE device.id = ?
        ORDER BY device_person.person = device.person DESC, membership.family = device.family DESC, membership.since
        LIMIT 1
    """
    next_in_force = library.database.connection.execute(sql, (device,)).fetchone()
    if next_in_force is None:
        register.revoke_device(library, device)
    else:
        register.show_on_device(library, device, *next_in_force)
