"""The file of an unfinished upload. Its length on disk is how far the upload got: no second count can disagree with it."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from backupd.core.files import pieces
from backupd.core.staging import refusals
from backupd.intake.turns import Busy
from backupd.intake.tus import Checksum, ChecksumMismatch


class SoFar(NamedTuple):
    """The SHA-256 of a file's first `size` bytes, still open for more."""

    size: int
    hash: "hashlib._Hash"


class Growing:
    """Appends to the file and hashes on the way, so that a finished video of gigabytes need not be read again.

    `known` is the hash left by the last writer; it counts only if it is of just these bytes. A lock on the file tells
    the sweep, which runs in another process, that somebody is at it.
    """

    def __init__(self, path: Path, known: SoFar | None = None, promised: Checksum | None = None) -> None:
        with refusals():
            self._descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC)
        self.path = path
        self.size = self._began = os.fstat(self._descriptor).st_size
        self._hash = _continued(known, self.size)
        self._hash_before = self._hash and self._hash.copy()
        self._promised = promised
        self._check = promised and promised.start()
        self._lock()

    def _lock(self) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise Busy("resumable.busy") from error

    @property
    def so_far(self) -> SoFar | None:
        return SoFar(self.size, self._hash) if self._hash else None

    def append(self, pieces: list[bytes]) -> None:
        """Write all of them, or, when the disk refuses, none."""
        try:
            with refusals():
                _write_all(self._descriptor, pieces)
        except BaseException:
            os.ftruncate(self._descriptor, self.size)
            raise
        self._begin_to_sync()
        for piece in pieces:
            self.size += len(piece)
            for hash in (self._hash, self._check):
                if hash:
                    hash.update(piece)

    def _begin_to_sync(self) -> None:
        """Have the disk begin with what was written last while the rest still comes, so that the sync at the end has less to
        wait for: that is how Linux takes this advice for pages that are not on the disk yet (posix_fadvise(2)). A disk
        that takes none loses nothing."""
        with suppress(OSError):
            os.posix_fadvise(self._descriptor, self.size, 0, os.POSIX_FADV_DONTNEED)

    def settle(self, whole: bool) -> None:
        """Make what came last a power cut. Bytes that were promised a checksum are believed only if it holds, so a
        request that was cut off half-way leaves nothing of them."""
        if self._promised and not whole:
            self.take_back()
        elif self._promised and self._check and self._check.digest() != self._promised.digest:
            self.take_back()
            raise ChecksumMismatch("resumable.damaged_on_the_way")
        self._sync()

    def take_back(self) -> None:
        """As if this writer had never come."""
        os.ftruncate(self._descriptor, self._began)
        self.size = self._began
        self._hash = self._hash_before
        self._sync()

    def sha256(self) -> bytes:
        """The hash of the whole file; read from the start only where an earlier process wrote some of it."""
        if self._hash is None:
            self._hash = hashlib.sha256()
            for piece in pieces(self.path):
                self._hash.update(piece)
        return self._hash.digest()

    def close(self) -> None:
        os.close(self._descriptor)

    def _sync(self) -> None:
        with refusals():
            os.fsync(self._descriptor)


@contextmanager
def lent(path: Path) -> Iterator[Path]:
    """A second name of a whole file, to be moved among the originals. Ours stays until the row says that it happened, so
    that a crash in between can be repeated. Filesystems without hard links lend the file itself."""
    second = path.with_name(f"{path.name}.whole")
    second.unlink(missing_ok=True)
    try:
        os.link(path, second)
    except OSError:
        second = path
    try:
        yield second
    finally:
        if second != path:
            second.unlink(missing_ok=True)


def _continued(known: SoFar | None, size: int) -> "hashlib._Hash | None":
    if size == 0:
        return hashlib.sha256()
    return known.hash if known and known.size == size else None


def _write_all(descriptor: int, pieces: list[bytes]) -> None:
    """writev(2), which saves putting them together first; it may write less than all."""
    written, total = os.writev(descriptor, pieces) if pieces else 0, sum(map(len, pieces))
    if written < total:
        rest = memoryview(b"".join(pieces))
        while written < total:
            written += os.write(descriptor, rest[written:])
