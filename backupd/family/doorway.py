"""The doorway: from a request's cookie to the viewer, or to nobody. One query, in the viewer's words."""

import hashlib
import secrets
from datetime import timedelta

from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family.records import FRAMES, Viewer

COOKIE = "backup_device"
COOKIE_DAYS = 400  # Chrome caps cookies at 400 days; renewed while the device is in use
NOTED_EVERY = timedelta(minutes=10)
NEW_VISIT_AFTER = timedelta(hours=1)
ASKED_AFTER = timedelta(minutes=30)

_WHO = """
    SELECT person.id, person.name, person.colour, person.face, person.language, person.text_size, person.contrast,
           person.motion, person.easy, device.id AS device, device.last_visit AS noted,
           family.id AS family, family.name AS family_name, family.time_zone, membership.role,
           coalesce(membership.visit_before, membership.since) AS last_visit,
           (SELECT count(*) FROM membership AS theirs
            WHERE theirs.person = person.id AND theirs.until IS NULL) AS families,
           (SELECT count(*) FROM device_person AS beside WHERE beside.device = device.id) AS company,
           arrived.id AS arrived, arrived.name AS arrived_name
    FROM device
    JOIN person ON person.id = device.person
    JOIN family ON family.id = device.family
    JOIN membership ON membership.person = person.id AND membership.family = family.id
    LEFT JOIN device AS arrived ON arrived.id = (
        SELECT max(device_notice.arrived) FROM device_notice
        WHERE device_notice.device = device.id AND device_notice.person = person.id)
    WHERE device.token_hash = ? AND device.revoked IS NULL AND membership.until IS NULL
"""

_FRAME = f"""
    SELECT {FRAMES} - device.id AS id, device.name, 1 AS colour, NULL AS face, '' AS language, 'normal' AS text_size,
           'normal' AS contrast, 'normal' AS motion, 0 AS easy, device.id AS device, device.last_visit AS noted,
           family.id AS family, family.name AS family_name, family.time_zone, 'frame' AS role,
           device.last_visit AS last_visit
    FROM device JOIN family ON family.id = device.family
    WHERE device.token_hash = ? AND device.person IS NULL AND device.revoked IS NULL
"""

_STAND_IN = """
    SELECT person.id, person.name, person.colour, person.face, person.language, person.text_size, person.contrast,
           person.motion, person.easy, 0 AS device, family.id AS family, family.name AS family_name, family.time_zone,
           membership.role, membership.since AS last_visit
    FROM membership
    JOIN person ON person.id = membership.person
    JOIN family ON family.id = membership.family
    WHERE membership.person = ? AND membership.family = ? AND membership.until IS NULL
"""


def viewer(library: Library, token: str | None) -> Viewer | None:
    """The person this device was let in for, or the frame it is; None for no token, an unknown or revoked one, a
    person removed, or a device that nobody used for 400 days."""
    if not token:
        return None
    kept = (token_hash(token),)
    found = library.database.one(Viewer, _WHO, kept) or library.database.one(Viewer, _FRAME, kept)
    return None if found and _forgotten(library, found) else found


def _forgotten(library: Library, found: Viewer) -> bool:
    """A clock that leapt years ahead turns nobody out: only the trusted one counts."""
    long_ago = library.clock.now() - moment(found.noted) > timedelta(days=COOKIE_DAYS)
    return long_ago and trusted_now(library) is not None


def stand_in(library: Library, person: int, family: int) -> Viewer | None:
    """Somebody for whom a job works while they are away, as they are in that family now; None once they left it."""
    return library.database.one(Viewer, _STAND_IN, (person, family))


def new_token() -> str:
    """256 random bits, for the cookie alone; the database keeps only the hash."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def visit_due(library: Library, asking: Viewer) -> bool:
    """Visits are written down every ten minutes, not at every picture; a clock that leapt back is due at once."""
    return abs(library.clock.now() - moment(asking.noted)) >= NOTED_EVERY


def who_is_it(library: Library, asking: Viewer) -> bool:
    """A shared device that lay still for half an hour asks who holds it now."""
    return asking.company > 1 and library.clock.now() - moment(asking.noted) >= ASKED_AFTER


def note_visit(library: Library, asking: Viewer) -> None:
    """After an hour of silence a new visit begins; what came since the one before is new to this person."""
    now = library.clock.now()
    before = stamp(now - NEW_VISIT_AFTER)
    with library.database.writing() as connection:
        connection.execute("UPDATE device SET last_visit = ? WHERE id = ?", (stamp(now), asking.device))
        connection.execute(
            """UPDATE membership SET last_visit = ?,
               visit_before = CASE WHEN last_visit > ? THEN coalesce(visit_before, since)
                                   ELSE coalesce(last_visit, since) END
               WHERE person = ? AND family = ?""",
            (stamp(now), before, asking.id, asking.family),
        )
