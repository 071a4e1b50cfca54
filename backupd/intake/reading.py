"""Reading a file that others can change, swap or take away while we read it (SURVIVE.md 7 and 19).

Regular files only, opened without following any link below the folder, and looked at again on the descriptor.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backupd.core.staging import Staged, Staging
from backupd.intake.stability import Seen

PIECE = 1 << 20


class Changed(Exception):
    """The file is not what it was when it was found stable: it grew, was swapped, or is gone."""


def look(path: bytes | str | Path) -> Seen | None:
    """What stat(2) says of an ordinary file; None for links, folders, pipes, devices and what is not there."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return seen_of(found) if stat.S_ISREG(found.st_mode) else None


def seen_of(found: os.stat_result) -> Seen:
    return Seen(found.st_size, found.st_mtime_ns, found.st_ino)


def copy(root: Path, path: Path, expected: Seen, staging: Staging) -> Staged:
    """Fill `staging` with the file's bytes; raises Changed unless it stays what `expected` says, to the end."""
    with opened_beneath(root, path) as descriptor:
        _must_be(descriptor, expected)
        while piece := os.read(descriptor, PIECE):
            staging.write(piece)
        _must_be(descriptor, expected)
    if staging.size != expected.size:
        raise Changed
    return staging.finish()


@contextmanager
def opened_beneath(root: Path, path: Path) -> Iterator[int]:
    """A descriptor of `path`, reached from `root` folder by folder, so that no link is followed on the way."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        *between, name = path.relative_to(root).parts
        for part in between:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            os.close(folder)
            folder = inner
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    finally:
        os.close(folder)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _must_be(descriptor: int, expected: Seen) -> None:
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or seen_of(found) != expected:
        raise Changed
