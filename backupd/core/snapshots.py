"""Snapshots of the database by VACUUM INTO: nightly, and one before every migration; seven of each are kept."""

import os
from pathlib import Path

from backupd.core import log
from backupd.core.files import sync_folder
from backupd.core.library import Library

KEPT = 7


def nightly_snapshot(library: Library) -> None:
    """Not of a damaged database: seven such nights would push the last good copy out."""
    if library.database.known_damaged:
        return
    take_snapshot(library, "nightly")


def take_snapshot(library: Library, reason: str) -> Path:
    """Write a whole copy beside the others: temp, fsync, rename. `Connection.backup` in small steps never finishes
    beside a steady writer; VACUUM INTO takes half a second for 224 MB (STACK.md section 12)."""
    folder = library.files.snapshots
    folder.mkdir(exist_ok=True)
    name = f"{reason}-{library.clock.now():%Y%m%dT%H%M%S}.db"
    temporary = folder / f".{name}"
    temporary.unlink(missing_ok=True)
    try:
        library.database.connection.execute("VACUUM INTO ?", (str(temporary),))
        _sync(temporary)
        temporary.replace(folder / name)
    finally:
        temporary.unlink(missing_ok=True)  # a full disk leaves half a copy
    sync_folder(folder)
    _thin(folder, reason)
    return folder / name


def examine(library: Library) -> None:
    """A job, weekly and after a stop that was none of ours (SURVIVE.md 15)."""
    damage = library.database.examine()
    if damage is not None:
        log.named("database").error("%s is damaged: %s", library.database.path, damage)


def newest(folder: Path) -> Path | None:
    """The snapshot that start offers when the database cannot be read."""
    return max(folder.glob("*.db"), key=lambda path: path.stat().st_mtime, default=None)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _thin(folder: Path, reason: str) -> None:
    for old in sorted(folder.glob(f"{reason}-*.db"))[:-KEPT]:
        old.unlink()
