"""Putting something in, and taking one's own out again while it is sealed.

The clear bytes lie in incoming/ and nowhere else. They are encrypted to a temporary file, synced, renamed to a random
name, and the row is committed, in this order; then the clear ones go, and only then is the sender told. So a cut between
any two steps leaves the clear file, to be sealed once more, or the row.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from backupd import media
from backupd.capsules import store, vault
from backupd.capsules.actions import LARGEST, must_contribute
from backupd.capsules.records import Capsule
from backupd.core.clock import stamp
from backupd.core.errors import Conflict, Forbidden
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.family import Viewer


class Offered(msgspec.Struct, frozen=True):
    """A file and what goes with it: the name it came with, its light edit, the sitting whose files make one story, its
    place there, a line of words."""

    name: str
    recipe: str | None = None
    together: int | None = None
    place: int | None = None
    line: str = ""


def must_take(library: Library, viewer: Viewer, number: int) -> Capsule:
    """The capsule, if this viewer may put something into it now. Raises Absent, Forbidden, Conflict."""
    capsule = store.capsule(library, viewer, number)
    must_contribute(viewer)
    if not capsule.inside:
        raise Forbidden("capsules.not_inside", back=f"/capsules/{number}")
    if capsule.state != "sealed":
        raise Conflict("capsules.open_already", back=f"/capsules/{number}")
    return capsule


@contextmanager
def encrypted(library: Library, number: int, clear: Path, size: int) -> Iterator[Staged]:
    """A file as it will lie sealed, synced under a temporary name, for `enter`. Slow, so outside any transaction."""
    recipient = library.database.value("SELECT recipient FROM capsule WHERE id = ?", (number,))
    with library.files.staging(size) as staging:
        yield vault.seal(clear, recipient, staging)


def enter(
    library: Library, viewer: Viewer, number: int, clear: Staged, sealed: Staged, offered: Offered
) -> int:
    """Give a sealed file its lasting name and its row, and say under which number. Inside the caller's transaction, so
    that whoever holds the write lock and sees a file without a row sees one that was never acknowledged. What this
    person has put in already, in these very bytes, is not put in twice; others' bytes are not asked about."""
    must_take(library, viewer, number)
    twin = library.database.value(
        """SELECT id FROM capsule_thing WHERE capsule = ? AND person = ? AND sha256 = ? AND withdrawn IS NULL""",
        (number, viewer.id, clear.sha256),
    )
    if twin is not None:
        return int(twin)
    place = vault.new_place()
    library.files.move_in(sealed, place)
    return _add(library, viewer, number, offered, size=clear.size, sha256=clear.sha256, path=place)


def turn_away(library: Library, viewer: Viewer, number: int, offered: Offered, size: int, reason: str) -> int:
    """What is no picture is not kept; its sender sees its line and why. Inside the caller's transaction."""
    must_take(library, viewer, number)
    return _add(library, viewer, number, offered, size=size, reason=reason)


def _add(library: Library, viewer: Viewer, number: int, offered: Offered, **columns: object) -> int:
    row = {
        "id": secrets.randbelow(LARGEST) + 1, "capsule": number, "person": viewer.id,
        "added": stamp(library.clock.now()), **msgspec.structs.asdict(offered), **columns,
        "name": media.original_name(offered.name),
    }  # fmt: skip
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    library.database.connection.execute(f"INSERT INTO capsule_thing ({names}) VALUES ({marks})", row)
    return int(row["id"])  # type: ignore[call-overload]


def describe(library: Library, things: list[int], line: str) -> None:
    """The line of a form that came after its files. Inside the caller's transaction."""
    library.database.connection.executemany(
        "UPDATE capsule_thing SET line = ? WHERE id = ?", [(line, thing) for thing in things]
    )


def forget(library: Library, things: list[int]) -> None:
    """Files of a form that did not come to its end: nothing was promised, nothing is left. The rows go first."""
    with library.database.writing() as connection:
        marks = ", ".join("?" * len(things))
        paths = [
            row["path"]
            for row in connection.execute(
                f"DELETE FROM capsule_thing WHERE id IN ({marks}) AND media IS NULL RETURNING path", things
            )
        ]
    for path in paths:
        if path:
            library.files.remove(path)


def withdraw(library: Library, viewer: Viewer, number: int, thing: int) -> None:
    """Take one's own out again, only while it is sealed; for thirty days it can be put back. Whoever left the family
    since then, and came back, cannot."""
    _change_own(library, viewer, number, thing, stamp(library.clock.now()))


def put_back(library: Library, viewer: Viewer, number: int, thing: int) -> None:
    _change_own(library, viewer, number, thing, None)


def _change_own(library: Library, viewer: Viewer, number: int, thing: int, withdrawn: str | None) -> None:
    with library.database.writing() as connection:
        store.capsule(library, viewer, number)
        own = store.thing(library, viewer, number, thing)
        must_contribute(viewer)
        if not own.may_withdraw:
            raise Conflict("capsules.stays_in", back=f"/capsules/{number}")
        connection.execute(
            "UPDATE capsule_thing SET withdrawn = ?, nights = 0 WHERE id = ?", (withdrawn, thing)
        )
