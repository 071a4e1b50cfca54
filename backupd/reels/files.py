"""Where films lie: what is made can be made again, so it may be lost."""

import os
import shutil
from pathlib import Path

from backupd.core.files import make_folder, sync_folder
from backupd.core.library import Library
from backupd.reels.records import Asked


def folder(library: Library) -> Path:
    return library.files.derived / "reels"


def path_of(library: Library, number: int, mark: str) -> Path:
    return folder(library) / f"{number}-{mark}.mp4"


def room(library: Library, number: int) -> Path:
    """Where the pieces of a film lie while it is made."""
    return folder(library) / f".{number}"


def settle(library: Library, made: Path, number: int, mark: str) -> int:
    """A film under its name, whole; its size."""
    make_folder(folder(library))
    with made.open("rb") as file:
        os.fsync(file.fileno())
    target = path_of(library, number, mark)
    made.replace(target)
    sync_folder(target.parent)
    return target.stat().st_size


def there(library: Library, row: Asked) -> Path | None:
    """The film that a row says is there, if it is."""
    if row.film is None:
        return None
    path = path_of(library, row.id, row.film)
    return path if path.exists() else None


def clear(library: Library, number: int, but: str | None = None) -> None:
    """Everything of a reel, but the film with this mark."""
    shutil.rmtree(room(library, number), ignore_errors=True)
    for path in folder(library).glob(f"{number}-*.mp4"):
        if path.stem != f"{number}-{but}":
            path.unlink(missing_ok=True)
