"""A file that is being filled: hashed on the way, synced, and only then worth a name (PRODUCT.md rule 1)."""

import errno
import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backupd.core.errors import DiskFull, Offline

LOOK_AT_ROOM_EVERY = 64 * 1024 * 1024

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_LOCKED = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.EIO, errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN}


@dataclass(frozen=True)
class Staged:
    """Bytes that arrived whole beside their target, synced, not yet under a name anybody looks for.

    `beginning` is the hash of the first bytes, as many as were asked for, where that was asked (a file that grew).
    """

    path: Path
    sha256: bytes
    size: int
    beginning: bytes | None = None


class Staging:
    """A file being filled. `write` hashes on the way; `finish` syncs it and says what arrived.

    A lock is held on it for as long as somebody fills it, so that the sweep can tell leftovers from work in hand.
    `room` is asked now and then and raises when the disk gets too full.
    """

    def __init__(self, path: Path, room: Callable[[], None], beginning: int | None = None) -> None:
        self.path = path
        self._room = room
        self._beginning_size = beginning
        self._beginning: bytes | None = None
        self._hash = hashlib.sha256()
        self._room_at = LOOK_AT_ROOM_EVERY
        self.size = 0
        with refusals():
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o640)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._file = os.fdopen(descriptor, "wb", buffering=0)

    def write(self, piece: bytes | memoryview) -> None:
        if self.size >= self._room_at:
            self._room()
            self._room_at += LOOK_AT_ROOM_EVERY
        view = memoryview(piece)
        self._note_beginning(view)
        self._hash.update(view)
        self.size += len(view)
        with refusals():
            while view:
                view = view[self._file.write(view) :]

    def _note_beginning(self, piece: memoryview) -> None:
        """The hash of exactly the first `beginning` bytes, taken while they pass."""
        left = (self._beginning_size or 0) - self.size
        if self._beginning_size and 0 < left <= len(piece):
            so_far = self._hash.copy()
            so_far.update(piece[:left])
            self._beginning = so_far.digest()

    def fill(self, pieces: Iterable[bytes | memoryview]) -> "Staging":
        for piece in pieces:
            self.write(piece)
        return self

    def finish(self) -> Staged:
        """fsync, and check that the file is as long as what was written."""
        with refusals():
            os.fsync(self._file.fileno())
            length = os.fstat(self._file.fileno()).st_size
        if length != self.size:
            raise Offline("problems.short_write")
        return Staged(self.path, self._hash.digest(), self.size, self._beginning)

    def discard(self) -> None:
        """Whatever still has its temporary name goes; what was moved to its lasting name is not ours any more."""
        self.path.unlink(missing_ok=True)
        self._file.close()


@contextmanager
def refusals() -> Iterator[None]:
    """What the disk says, in our words: full, read-only, or gone."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise
        if error.errno in _FULL:
            raise DiskFull("problems.disk_full") from error
        if error.errno in _LOCKED:
            raise Offline("problems.read_only") from error
        if error.errno in _GONE:
            raise Offline("problems.originals_offline") from error
        raise


def leftovers(folder: Path) -> Iterator[Path]:
    """Staging files that nobody fills any more: their process is gone."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink() and _abandoned(path):
            yield path


def _abandoned(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
