"""Every SQL statement about the files that lie in drop folders, and about how those folders are."""

import os

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.core.settings import DropFolder
from backupd.intake.folders import shown
from backupd.intake.records import DropState, Source, Unread
from backupd.intake.stability import Seen

PATIENCE = 600.0  # seconds more for a file whose container ends early (SURVIVE.md "Drop folders")

_SOURCE = "id, path, folder, size, mtime_ns, inode, state, since, boot, arrival, reason"
_OPEN = """folder = :folder AND (state = 'ready' OR
    (state = 'waiting' AND (boot <> :boot OR since + :patience <= :now)))"""


def known(library: Library, path: bytes, seen: Seen) -> bool:
    """This very state of the file was found before, whatever became of it."""
    return library.database.value(
        """SELECT 1 FROM drop_source WHERE path = ? AND size = ? AND mtime_ns = ? AND state <> 'unreadable'""",
        (path, seen.size, seen.mtime_ns),
    ) == 1  # fmt: skip


def same_file(library: Library, folder: str, seen: Seen) -> list[Source]:
    """Sources that were this very file under another name: candidates for one that was renamed."""
    return library.database.all(
        Source,
        f"""SELECT {_SOURCE} FROM drop_source
            WHERE inode = ? AND size = ? AND mtime_ns = ? AND folder = ? AND state = 'taken'""",
        (seen.inode, seen.size, seen.mtime_ns, folder),
    )


def renamed(library: Library, source: int, path: bytes) -> None:
    connection = library.database.connection
    connection.execute("DELETE FROM drop_source WHERE path = ?", (path,))
    connection.execute("UPDATE drop_source SET path = ? WHERE id = ?", (path, source))


def ready(library: Library, folder: str, path: bytes, seen: Seen) -> None:
    """Stable now. A row that was taken before keeps its arrival, so that what grew can take that one's place."""
    library.database.connection.execute(
        """INSERT INTO drop_source (path, folder, size, mtime_ns, inode, state, since, boot, seen)
           VALUES (:path, :folder, :size, :mtime_ns, :inode, 'ready', :since, :boot, :seen)
           ON CONFLICT (path) DO UPDATE SET folder = :folder, size = :size, mtime_ns = :mtime_ns, inode = :inode,
               state = 'ready', since = :since, boot = :boot, reason = NULL, seen = :seen""",
        {"path": path, "folder": folder, "size": seen.size, "mtime_ns": seen.mtime_ns, "inode": seen.inode,
         "since": library.clock.since_boot(), "boot": library.clock.boot(), "seen": stamp(library.clock.now())},
    )  # fmt: skip


def to_take(library: Library, folder: str, most: int) -> list[Source]:
    return library.database.all(
        Source,
        f"SELECT {_SOURCE} FROM drop_source WHERE {_OPEN} ORDER BY path LIMIT {most}",
        _now(library, folder),
    )


def folders_to_take(library: Library) -> list[int]:
    """Numbers, in the settings, of the drop folders in which something stable lies."""
    return [
        number
        for number, folder in enumerate(library.settings.drop_folders)
        if library.database.value(
            f"SELECT 1 FROM drop_source WHERE {_OPEN} LIMIT 1", _now(library, folder.path)
        )
    ]


def patience_left(library: Library, source: Source) -> bool:
    """A file that ends early may still grow: true for ten minutes of this boot since it was found stable."""
    return source.boot == library.clock.boot() and source.since + PATIENCE > library.clock.since_boot()


def _now(library: Library, folder: str) -> dict[str, object]:
    clock = library.clock
    return {"folder": folder, "boot": clock.boot(), "now": clock.since_boot(), "patience": PATIENCE}


def wait(library: Library, source: int) -> None:
    library.database.connection.execute("UPDATE drop_source SET state = 'waiting' WHERE id = ?", (source,))


def forget(library: Library, source: int) -> None:
    """It changed or went before it could be read; the next sweep meets it afresh."""
    library.database.connection.execute("DELETE FROM drop_source WHERE id = ?", (source,))


def unreadable(library: Library, source: int, reason: str) -> None:
    library.database.connection.execute(
        "UPDATE drop_source SET state = 'unreadable', reason = ? WHERE id = ?", (reason, source)
    )


def taken(library: Library, source: int, arrival: int) -> None:
    library.database.connection.execute(
        "UPDATE drop_source SET state = 'taken', arrival = ?, reason = NULL WHERE id = ?", (arrival, source)
    )


def open_batch_of(library: Library, folder: str) -> int | None:
    """The wave of this drop folder that still goes on."""
    return library.database.value(
        "SELECT id FROM batch WHERE door = 'drop_folder' AND source = ? AND closed IS NULL ORDER BY id DESC LIMIT 1",
        (folder,),
    )


def note_folder(library: Library, path: str, state: str, reason: str | None = None) -> None:
    """How a drop folder is; written only when that changes."""
    now = library.database.connection.execute(
        "SELECT state, reason FROM drop_folder WHERE path = ?", (path,)
    ).fetchone()
    if now is not None and tuple(now) == (state, reason):
        return
    with library.database.writing() as connection:
        connection.execute(
            """INSERT INTO drop_folder (path, state, reason, swept) VALUES (?, ?, ?, ?)
               ON CONFLICT (path) DO UPDATE SET state = excluded.state, reason = excluded.reason, swept = excluded.swept""",
            (path, state, reason, stamp(library.clock.now())),
        )


def state_of(library: Library, folder: DropFolder) -> DropState:
    """How a drop folder is and what was found in it, by the numbers."""
    noted = library.database.connection.execute(
        "SELECT state, reason FROM drop_folder WHERE path = ?", (folder.path,)
    ).fetchone()
    counted = library.database.connection.execute(
        """SELECT count(*) FILTER (WHERE drop_source.state IN ('ready', 'waiting')) AS waiting,
                  count(*) FILTER (WHERE drop_source.state = 'taken') AS taken,
                  count(*) FILTER (WHERE drop_source.state = 'unreadable' OR outcome = 'refused') AS refused
           FROM drop_source LEFT JOIN arrival ON arrival.id = drop_source.arrival WHERE drop_source.folder = ?""",
        (folder.path,),
    ).fetchone()
    state, reason = tuple(noted) if noted else ("resting", None)
    return DropState(folder.path, folder.family, folder.person, folder.albums, state, reason, *counted)


def unreadable_of(library: Library, folder: DropFolder, most: int) -> list[Unread]:
    """Files in a drop folder that could not even be opened; they are looked at again at every sweep."""
    found = library.database.connection.execute(
        """SELECT path, reason FROM drop_source WHERE folder = ? AND state = 'unreadable' ORDER BY path LIMIT ?""",
        (folder.path, most),
    )
    return [Unread(shown(os.fsdecode(row["path"])), row["reason"]) for row in found]
