"""The doorway: from a request's cookie to the viewer, or to nobody. One query, in the viewer's words."""

import hashlib
import secrets

from backupd.core.library import Library
from backupd.family.records import Viewer

COOKIE = "backup_device"
COOKIE_DAYS = 400  # Chrome caps cookies at 400 days; renewed on every visit

_WHO = """
    SELECT person.id, person.name, person.colour, person.face, person.language, person.text_size, person.contrast,
           person.motion, person.easy, device.id AS device, device.last_visit,
           family.id AS family, family.name AS family_name, family.time_zone, membership.role
    FROM device
    JOIN person ON person.id = device.person
    JOIN family ON family.id = device.family
    JOIN membership ON membership.person = person.id AND membership.family = family.id
    WHERE device.token_hash = ? AND device.revoked IS NULL AND membership.until IS NULL
"""


def viewer(library: Library, token: str | None) -> Viewer | None:
    """The person this device was let in for; None for no token, an unknown or revoked one, or a person removed."""
    if not token:
        return None
    return library.database.one(Viewer, _WHO, (token_hash(token),))


def new_token() -> str:
    """256 random bits, for the cookie alone; the database keeps only the hash."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
