"""Room set aside on the database's disk, so that deleting and joining still work when something else has taken every
byte (SURVIVE.md 3): a file that gives way the moment it is needed, and comes back when there is room again."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

LARGEST = 32 * 1024 * 1024


class SpareRoom:
    """A sixteenth of the reserve, 32 MB at most."""

    def __init__(self, path: Path, reserve: int) -> None:
        self.path = path
        self.size = min(LARGEST, reserve // 16)
        self._reserve = reserve

    def set_aside(self) -> None:
        """Take the room where more than the reserve is left without it."""
        if not self.size or self.path.exists() or self._free() < self._reserve + self.size:
            return
        with suppress(OSError), self.path.open("xb") as file:
            os.posix_fallocate(file.fileno(), 0, self.size)

    def give_way(self) -> None:
        """Before anything is written: let go of the room when the disk is as good as full."""
        with suppress(OSError):
            if self.size and self._free() < self.size:
                self.path.unlink(missing_ok=True)

    def _free(self) -> int:
        return shutil.disk_usage(self.path.parent).free
