"""Taking from a drop folder: what was found stable there is copied, welcomed, and left where it lies."""

import errno
import os
import time
from pathlib import Path

from backupd import family, media
from backupd.core.library import Library
from backupd.core.settings import DropFolder
from backupd.core.staging import Staged
from backupd.intake import actions, sources, store
from backupd.intake.folders import home_of, shown
from backupd.intake.journey import welcome
from backupd.intake.reading import Changed, copy
from backupd.intake.records import Arrival, Source
from backupd.intake.stability import Seen

SLICE = 5.0  # seconds; then others in the lane have their turn: somebody may be looking at an upload page
MOST = 100

_REASONS = {errno.EACCES: "intake.not_allowed_to_read", errno.EPERM: "intake.not_allowed_to_read"}


def take(library: Library, number: int) -> None:
    """Take what is ready in the drop folder with this number in the settings. A job: may run twice."""
    if number >= len(library.settings.drop_folders):
        return
    folder = library.settings.drop_folders[number]
    until = time.monotonic() + SLICE
    for source in sources.to_take(library, folder.path, MOST):
        take_one(
            library, folder, source
        )  # on a full disk this raises: the sweep rings again, in minutes and not at once
        if time.monotonic() > until:
            break
    if number in sources.folders_to_take(library):
        library.jobs.later_once(take, number)
    elif (batch := sources.open_batch_of(library, folder.path)) is not None:
        actions.close_batch(library, batch)


def take_one(library: Library, folder: DropFolder, source: Source) -> None:
    """One file, from the folder into an album. Whatever is wrong with it costs only itself."""
    before = _before(library, source)
    try:
        with library.files.staging(source.size, beginning=before.size if before else None) as staging:
            path = Path(os.fsdecode(source.path))
            staged = copy(Path(folder.path), path, Seen(source.size, source.mtime_ns, source.inode), staging)
            if media.ends_early(staged.path) and sources.patience_left(library, source):
                sources.wait(library, source.id)
                return
            grown = before and before.media and staged.beginning == media.fingerprint(library, before.media)
            arrival = _receive(
                library, folder, source, staged, replaces=before.id if before and grown else None
            )
    except (Changed, FileNotFoundError, NotADirectoryError):
        sources.forget(library, source.id)
        return
    except OSError as error:
        sources.unreadable(library, source.id, _REASONS.get(error.errno or 0, "intake.cannot_be_read"))
        return
    welcome(library, arrival.id)


def _before(library: Library, source: Source) -> Arrival | None:
    """What was taken from this path when it was shorter."""
    before = store.arrival(library, source.arrival) if source.arrival else None
    return before if before and before.size < source.size else None


def _receive(
    library: Library, folder: DropFolder, source: Source, staged: Staged, replaces: int | None
) -> Arrival:
    """The arrival and the note that this source is taken stand or fall together."""
    path = Path(os.fsdecode(source.path))
    batch = sources.open_batch_of(library, folder.path) or _open_batch(library, folder)
    with library.database.writing():
        arrival = actions.take_in(
            library,
            batch,
            staged,
            path.name,
            source=shown(path),
            home=home_of(Path(folder.path), path, folder.albums),
            replaces=replaces,
        )
        sources.taken(library, source.id, arrival.id)
    return arrival


def _open_batch(library: Library, folder: DropFolder) -> int:
    families, person = family.person_named(library, folder.family, folder.person)
    return actions.open_batch(library, families, person, "drop_folder", source=folder.path)
