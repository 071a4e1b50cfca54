"""What becomes of uploads that nobody continues: looked after every hour, by the worker."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.errors import Offline, Refused
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.intake import upload_store as rows
from backupd.intake.growing import Growing
from backupd.intake.resuming import abandon, folder, path, standing
from backupd.intake.turns import Busy
from backupd.intake.upload_store import LASTS, Upload

STRAY_AFTER = timedelta(hours=1)


def sweep_uploads(library: Library) -> None:
    """Finish what came whole before the power went, forget what nobody continued for a week, and files that are
    nobody's. A job: may run twice; leaves alone whatever somebody is writing, and everything while the disk is away."""
    if not library.files.online:
        return
    for upload in rows.all_unfinished(library):
        _finish(library, upload)
    now = trusted_now(library)  # a clock that woke years ahead has waited for nobody
    for upload in rows.overdue(library, stamp(now - LASTS)) if now else []:
        if not _being_written(path(library, upload)):
            abandon(library, upload)
    for stray in _strays(library):
        stray.unlink(missing_ok=True)


def _finish(library: Library, upload: Upload) -> None:
    """One that cannot be finished now does not keep the others from it."""
    try:
        standing(library, upload)
    except Refused as problem:
        log.named("intake").warning("%s could not be finished: %s", upload.name, problem)


def _being_written(file: Path) -> bool:
    try:
        Growing(file).close()
    except Busy:
        return True
    except Offline:
        return False
    return False


def _strays(library: Library) -> Iterator[Path]:
    """Files without a row: a crash came between the two. An hour old, so that none is taken from under its maker."""
    long_ago = library.clock.now().timestamp() - STRAY_AFTER.total_seconds()
    for file in folder(library).iterdir() if folder(library).is_dir() else ():
        if _older(file, long_ago) and not rows.open_now(library, file.stem) and not _being_written(file):
            yield file


def _older(file: Path, moment: float) -> bool:
    try:
        return file.stat().st_mtime < moment
    except FileNotFoundError:
        return False
