"""Plain files: where things lie under the data folder, and how a file comes to exist whole or not at all."""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backupd.core.errors import DiskFull, Offline
from backupd.core.staging import Staged, Staging, leftovers, refusals

MARKER = ".backup-originals"
RESERVE = 512 * 1024 * 1024


class Files:
    """The folders of one box. `originals` may lie on another disk, known by a marker file in its root."""

    def __init__(self, data: Path, originals: Path | None = None, reserve: int = RESERVE) -> None:
        self.data = data
        self.originals = originals or data / "originals"
        self.incoming = self.originals / ".incoming"
        self.derived = data / "derived"
        self.snapshots = data / "snapshots"
        self.reserve = reserve
        self._elsewhere = originals is not None

    def prepare(self) -> None:
        """Make our own folders. A disk named in the settings is only marked by hand (`touch DISK/.backup-originals`)
        or by `scripts/install`, so that an unmounted mount point is never written into."""
        for folder in (self.derived, self.snapshots):
            folder.mkdir(parents=True, exist_ok=True)
        if not self._elsewhere and not self.originals.exists():
            _make_marked(self.originals)
        if self.writable:
            self.incoming.mkdir(mode=0o700, exist_ok=True)

    @property
    def online(self) -> bool:
        """False when the originals' disk is missing, or an empty directory stands in its place (SURVIVE.md 5)."""
        return (self.originals / MARKER).is_file()

    @property
    def writable(self) -> bool:
        return self.online and os.access(self.originals, os.W_OK) and not _read_only(self.originals)

    def must_take(self, size: int) -> None:
        """Refuse early what cannot be kept: `Offline` without the disk, `DiskFull` when less than the reserve would be left."""
        if not self.online:
            raise Offline("problems.originals_offline")
        if not self.writable:
            raise Offline("problems.read_only")
        if self.free < size + self.reserve:
            raise DiskFull("problems.disk_full")

    @property
    def free(self) -> int:
        """Bytes free where the originals lie."""
        return shutil.disk_usage(self.originals if self.online else self.data).free

    @contextmanager
    def staging(self, size: int = 0, beginning: int | None = None) -> Iterator[Staging]:
        """A temporary file in the originals' filesystem; whatever is not moved away is removed at the end.

        `size` is what is expected to come, as far as known; room is looked at again while more comes.
        """
        self.must_take(size)
        with refusals():
            self.incoming.mkdir(mode=0o700, exist_ok=True)
        staging = Staging(self.incoming / secrets.token_hex(16), lambda: self.must_take(0), beginning)
        try:
            yield staging
        finally:
            staging.discard()

    def move_in(self, staged: Staged, relative: str) -> Path:
        """Rename a staged file to its lasting place and sync the folder. Never replaces a file: FileExistsError."""
        target = self.originals / relative
        with refusals():
            self._make_place(target.parent)
            _rename_without_replacing(staged.path, target)
            sync_folder(target.parent)
        return target

    def put_back(self, staged: Staged, relative: str) -> None:
        """Rename over what a damaged disk left of an original; only for the very same bytes."""
        target = self.originals / relative
        with refusals():
            self._make_place(target.parent)
            staged.path.replace(target)
            sync_folder(target.parent)

    def _make_place(self, folder: Path) -> None:
        """The folders of an original. The root is never made: where its disk was pulled a moment ago, that would be
        somebody else's disk (SURVIVE.md 5)."""
        if not self.online:
            raise Offline("problems.originals_offline")
        place = self.originals
        for part in folder.relative_to(self.originals).parts:
            place = place / part
            if not place.is_dir():
                place.mkdir(exist_ok=True)
                sync_folder(place.parent)

    def remove(self, relative: str) -> None:
        """Take an original away, whether or not it is there."""
        path = self.originals / relative
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)

    def sweep_staging(self) -> int:
        """Remove what cut-off uploads and imports left behind; how many."""
        swept = 0
        for path in leftovers(self.incoming):
            path.unlink(missing_ok=True)
            swept += 1
        return swept

    def kept(self) -> Iterator[str]:
        """Every file under the originals' root, by its path relative to it; our own hidden files left out."""
        for folder, inside, names in os.walk(self.originals):
            inside[:] = [name for name in inside if not name.startswith(".")]
            place = Path(folder).relative_to(self.originals)
            yield from (str(place / name) for name in names if not name.startswith("."))


def pieces(path: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """The file's bytes in pieces, so that gigabytes never stand in memory."""
    with path.open("rb") as file:
        while piece := file.read(size):
            yield piece


def make_folder(folder: Path) -> None:
    """mkdir -p whose every new entry survives a power cut."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Nobody else makes or changes what a box is made of while this holds: the daemon and a command may start in the
    same instant (flock(2) on the folder itself, so nothing is left behind). Not to be nested."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """fsync of a directory: makes renames and new names in it last (fsync(2))."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_marked(folder: Path) -> None:
    """The folder appears with its marker or not at all: without one it would count as a disk that is not there."""
    fresh = folder.with_name(f".{folder.name}.{secrets.token_hex(8)}")
    fresh.mkdir(parents=True)
    (fresh / MARKER).touch()
    sync_folder(fresh)
    fresh.replace(folder)
    sync_folder(folder.parent)


def _rename_without_replacing(source: Path, target: Path) -> None:
    """rename(2) that fails with FileExistsError, also where there are no hard links (exFAT)."""
    try:
        os.link(source, target)
        source.unlink()
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK):
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o640))
        source.replace(target)


def write_whole(path: Path, content: bytes, mode: int = 0o640) -> None:
    """Small files: temp, fsync, rename, fsync the folder."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def _read_only(folder: Path) -> bool:
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
