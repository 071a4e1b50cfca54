"""How bytes are kept: once, under a lasting name, with a row (PRODUCT.md rules 1 and 3)."""

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.media import store
from backupd.media.originals import original_name, places
from backupd.media.records import Kept, Media


def keep(library: Library, staged: Staged, name: str) -> Kept:
    """Give staged bytes their lasting place and their row: rename, folder sync, commit, in this order (PRODUCT.md
    rule 1). The same bytes are kept once; sent again, they heal an original whose file was lost or cut short.

    The place is taken inside the transaction, so that of two who bring the same bytes at once the second finds the
    first one's row. Who has put the bytes in their `place` before passes that instead.
    """
    with library.database.writing():
        known = store.with_bytes(library, staged.sha256)
        if known is not None:
            _heal(library, known, staged)
            return Kept(known.id, already=True)
        return _entered(library, staged, name, _move_in(library, staged, name))


def keep_placed(library: Library, staged: Staged, name: str, placed: str | None) -> Kept:
    """As `keep`, for bytes that `place` put where they are to lie. Whoever brought the same bytes in between was first,
    and so was the sweep after a cut, which takes a file without a row for an orphan and gives it one."""
    if placed is None:
        return keep(library, staged, name)
    with library.database.writing():
        known = store.with_bytes(library, staged.sha256)
        if known is None:
            return _entered(library, staged, name, placed)
        if known.path == placed:
            return Kept(known.id, already=False)
        there = Staged(library.files.originals / placed, staged.sha256, staged.size)
        _heal(library, known, there)
        library.files.remove(placed)
        return Kept(known.id, already=True)


def place(library: Library, staged: Staged, name: str) -> str | None:
    """Rename and folder sync without the write lock, so that of many who bring photos at once nobody waits for the
    other's disk; where the bytes lie now. None for bytes that have their place already: `keep` knows what to do."""
    if store.with_bytes(library, staged.sha256) is not None:
        return None
    return _move_in(library, staged, name)


def _entered(library: Library, staged: Staged, name: str, path: str) -> Kept:
    now = stamp(library.clock.now())
    number = store.add(library, staged.sha256, staged.size, path, original_name(name), now)
    return Kept(number, already=False)


def _move_in(library: Library, staged: Staged, name: str) -> str:
    for path in places(name, library.clock.now()):
        if store.taken_place(library, path):
            continue
        try:
            library.files.move_in(staged, path)
            return path
        except FileExistsError:
            continue
    raise AssertionError("names never run out")


def _heal(library: Library, known: Media, staged: Staged) -> None:
    if whole(library, known):
        return
    library.files.put_back(staged, known.path)
    store.develop_again(library, known.id)


def whole(library: Library, media: Media) -> bool:
    """The original is there with all its bytes, as far as its length tells."""
    try:
        return (library.files.originals / media.path).stat().st_size == media.size
    except FileNotFoundError:
        return False
