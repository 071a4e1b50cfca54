"""What is asked about frames. Every read names the family."""

from backupd.core.clock import stamp
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family.called import called_name
from backupd.family.records import Frame, Viewer

_FRAMES = f"""
    SELECT device.id, device.name, device.created, device.last_visit, device.let_in_by, {called_name()} AS let_in_by_name
    FROM device LEFT JOIN person ON person.id = device.let_in_by
    WHERE device.family = :family AND device.person IS NULL AND device.revoked IS NULL
"""


def frames(library: Library, viewer: Viewer) -> list[Frame]:
    """The frames of the viewer's family, the one lit last first."""
    return library.database.all(
        Frame, f"{_FRAMES} ORDER BY device.last_visit DESC, device.id DESC", _bound(viewer)
    )


def frame(library: Library, viewer: Viewer, number: int) -> Frame:
    """Raises Absent for what is no frame of this family, or has ended."""
    found = library.database.one(
        Frame, f"{_FRAMES} AND device.id = :frame", _bound(viewer) | {"frame": number}
    )
    if found is None:
        raise Absent
    return found


def frames_of(library: Library, family: int, person: int) -> list[Frame]:
    """The frames that somebody let in."""
    return library.database.all(
        Frame,
        f"{_FRAMES} AND device.let_in_by = :viewer ORDER BY device.id",
        {"family": family, "viewer": person},
    )


def _bound(viewer: Viewer) -> dict[str, object]:
    return {"family": viewer.family, "viewer": viewer.id}


def just_lit(library: Library, viewer: Viewer, since: str) -> list[Frame]:
    """The frames that came in since then."""
    return [each for each in frames(library, viewer) if each.created > since]


def light(library: Library, token_hash: bytes, name: str, family: int, let_in_by: int | None) -> int:
    """One more frame. Inside the verb's transaction."""
    now = stamp(library.clock.now())
    made = library.database.connection.execute(
        "INSERT INTO device (token_hash, name, family, let_in_by, created, last_visit) VALUES (?, ?, ?, ?, ?, ?)",
        (token_hash, name, family, let_in_by, now, now),
    )
    return int(made.lastrowid or 0)
