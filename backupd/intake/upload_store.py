"""Uploads as they are stored: what each one is, and every SQL statement about them."""

from datetime import datetime, timedelta

import msgspec

from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.family import Viewer

LASTS = timedelta(days=7)


class Upload(msgspec.Struct, frozen=True):
    """One file being sent in pieces. `metadata` is the client's header as it came; `arrival` is set when finished."""

    id: str
    family: int
    person: int
    device: int
    batch: int
    name: str
    metadata: str
    length: int
    begun: str
    touched: str
    finished: str | None = None
    arrival: int | None = None

    @property
    def expires(self) -> datetime:
        """A week after bytes last came in."""
        return moment(self.touched) + LASTS


class Unfinished(msgspec.Struct, frozen=True):
    """An upload as its page shows it: `offset` of `length` bytes are here. `here`: this device sends it, and can go on."""

    id: str
    name: str
    length: int
    offset: int
    begun: str
    expires: datetime
    here: bool


def add(library: Library, upload: Upload) -> None:
    columns = msgspec.structs.asdict(upload)
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    library.database.connection.execute(f"INSERT INTO upload ({names}) VALUES ({marks})", columns)


def find(library: Library, viewer: Viewer, upload: str) -> Upload | None:
    """Only for the person it belongs to, on the device that began it, in the family it is for."""
    return library.database.one(
        Upload,
        "SELECT * FROM upload WHERE id = ? AND person = ? AND device = ? AND family = ?",
        (upload, viewer.id, viewer.device, viewer.family),
    )


def of_person(library: Library, person: int, family: int) -> list[Upload]:
    return library.database.all(
        Upload,
        "SELECT * FROM upload WHERE person = ? AND family = ? AND finished IS NULL ORDER BY begun, id",
        (person, family),
    )


def owned(library: Library, person: int, family: int, upload: str) -> Upload | None:
    """An unfinished upload of this person, whichever of their devices sends it."""
    return next((each for each in of_person(library, person, family) if each.id == upload), None)


def begun_by(library: Library, person: int) -> list[Upload]:
    """All that this person has begun, in every family."""
    return library.database.all(
        Upload, "SELECT * FROM upload WHERE person = ? AND finished IS NULL", (person,)
    )


def touch(library: Library, upload: str, now: str) -> None:
    library.database.connection.execute("UPDATE upload SET touched = ? WHERE id = ?", (now, upload))


def move(library: Library, upload: str, batch: int) -> None:
    library.database.connection.execute("UPDATE upload SET batch = ? WHERE id = ?", (batch, upload))


def note_finished(library: Library, upload: str, arrival: int | None) -> None:
    library.database.connection.execute(
        "UPDATE upload SET finished = ?, arrival = ? WHERE id = ?",
        (stamp(library.clock.now()), arrival, upload),
    )


def remove(library: Library, upload: str) -> None:
    library.database.connection.execute("DELETE FROM upload WHERE id = ?", (upload,))


def known(library: Library, upload: str) -> bool:
    return library.database.value("SELECT 1 FROM upload WHERE id = ?", (upload,)) is not None


def open_now(library: Library, upload: str) -> bool:
    """Known and not finished: its file is still wanted."""
    return (
        library.database.value("SELECT 1 FROM upload WHERE id = ? AND finished IS NULL", (upload,))
        is not None
    )


def finished(library: Library, upload: str) -> bool:
    sql = "SELECT 1 FROM upload WHERE id = ? AND finished IS NOT NULL"
    return library.database.value(sql, (upload,)) is not None


def arrival_of(library: Library, upload: str) -> int | None:
    return library.database.value("SELECT arrival FROM upload WHERE id = ?", (upload,))


def all_unfinished(library: Library) -> list[Upload]:
    return library.database.all(Upload, "SELECT * FROM upload WHERE finished IS NULL ORDER BY touched")


def overdue(library: Library, before: str) -> list[Upload]:
    return library.database.all(Upload, "SELECT * FROM upload WHERE touched < ? ORDER BY touched", (before,))


def newest(library: Library, viewer: Viewer, since: str) -> Upload | None:
    """What this device sent last, if that was lately."""
    return library.database.one(
        Upload,
        """SELECT * FROM upload WHERE person = ? AND device = ? AND family = ? AND touched > ?
           ORDER BY touched DESC LIMIT 1""",
        (viewer.id, viewer.device, viewer.family, since),
    )
