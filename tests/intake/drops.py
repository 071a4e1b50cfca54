"""A box with drop folders that finds files stable in half a second, and a worker that works while we watch."""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from backupd import albums, migrations, schedule
from backupd.core.clock import Clock
from backupd.core.library import Library
from backupd.core.settings import DropFolder, load
from backupd.family import Viewer

QUIET = 0.6


def box(tmp_path: Path, *folders: Path, sweep: float = 30.0, **options) -> Library:
    """A box with these drop folders, that finds files stable in half a second."""
    drops = tuple(DropFolder(str(folder), "김씨네", "엄마", **options) for folder in folders)
    settings = load(
        tmp_path / "box", reserve_mb=0, stable_seconds=0.2, quiet_seconds=QUIET, sweep_seconds=sweep
    )
    made = Library(msgspec.structs.replace(settings, drop_folders=drops), Clock()).open(schedule.TABLE)
    migrations.apply(made)
    return made


def shelf(library: Library, viewer: Viewer) -> dict[str, int]:
    return {album.title: album.media for album in albums.shelf(library, viewer)}


def until(library: Library, so: Callable[[], bool], seconds: float = 15) -> None:
    """Work off what is rung for, until it is so."""
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it did not happen"
        library.jobs.drain()
        time.sleep(0.05)


def settle(library: Library, seconds: float = 2 * QUIET + 0.5) -> None:
    """Time enough for anything that would be taken."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        library.jobs.drain()
        time.sleep(0.05)


def arrivals(library: Library) -> list[tuple]:
    rows = library.database.connection.execute("SELECT name, outcome, reason FROM arrival ORDER BY id")
    return [tuple(row) for row in rows]
