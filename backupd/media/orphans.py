"""After a cut: files without a row, and leftovers of uploads. Nothing is lost, doubled or phantom (SURVIVE.md 1, 2).

A file may lack its row because the power went between its rename and the commit, or because a purge was cut after
its row had gone. Its bytes tell which: ones we have elsewhere go, or heal what we have; others get a row again,
nobody's until they are sent once more, and are let go later if nobody does.
"""

import hashlib
import os
from pathlib import Path

from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.files import pieces
from backupd.core.library import Library
from backupd.media import store
from backupd.media.keeping import whole


def recover(library: Library) -> None:
    """Sweep what nobody fills any more and settle every orphan. A job: may run twice, beside uploads and imports."""
    if not library.files.writable:
        return
    library.spare_room.set_aside()
    swept = library.files.sweep_staging() + _sweep_empty(library.files.derived)
    orphans = store.unknown_places(library, library.files.kept())
    for place in orphans:
        _settle(library, place)
    if swept or orphans:
        log.named("media").warning(
            "after a cut: %d unfinished files swept, %d orphans settled", swept, len(orphans)
        )


def _sweep_empty(derived: Path) -> int:
    """Derived pictures are not synced: of one the power took, a file of no length is left. It is drawn again."""
    swept = 0
    for folder, _, names in os.walk(derived):
        for path in (Path(folder, name) for name in names):
            if path.stat().st_size == 0 and not path.name.startswith("."):
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _settle(library: Library, place: str) -> None:
    """Whoever moves a file in may hold no lock yet (keeping.place): one that is given a row here is found by its maker,
    and one that grew since it was read, as where there are no hard links, is looked at the next time."""
    path = library.files.originals / place
    try:
        size, sha256 = _hashed(path)
    except FileNotFoundError:
        return
    with library.database.writing():
        if store.taken_place(library, place) or not path.exists() or path.stat().st_size != size:
            return
        known = store.with_bytes(library, sha256)
        if size == 0 or (known is not None and whole(library, known)):
            library.files.remove(place)
        elif known is not None:
            path.replace(library.files.originals / known.path)
            store.develop_again(library, known.id)
        else:
            store.add(library, sha256, size, place, Path(place).name, stamp(library.clock.now()))


def _hashed(path: Path) -> tuple[int, bytes]:
    size, digest = 0, hashlib.sha256()
    for piece in pieces(path):
        size += len(piece)
        digest.update(piece)
    return size, digest.digest()
