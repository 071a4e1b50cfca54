"""The library: the one object that is passed around. Made once, in daemon.py or by a command, never looked up."""

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeVar

from backupd.core.clock import Clock
from backupd.core.database import Database
from backupd.core.errors import CannotStart
from backupd.core.files import Files, alone_in
from backupd.core.jobs import Job, Jobs
from backupd.core.secrets import KEY_FILE, Secrets
from backupd.core.settings import Settings
from backupd.core.spare_room import SpareRoom

NETWORK_FILESYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "exfat", "vfat", "fuse.sshfs", "fuse.rclone"}

Tool = TypeVar("Tool")


class Library:
    """settings, database, files, jobs, secrets and clock of one box."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        data = settings.data_folder
        self.settings = settings
        self.clock = clock or Clock()
        self.files = Files(data, settings.originals_folder, settings.reserve_mb * 1024 * 1024)
        self.spare_room = SpareRoom(data / ".spare-room", self.files.reserve)
        self.database = Database(data / "backup.db", self.spare_room.give_way)
        self.jobs = Jobs(data / "queue.db", self.database)
        self.secrets = Secrets(data / KEY_FILE)
        self._tools: dict[str, object] = {}
        self._tools_open = ExitStack()
        self._tools_lock = threading.Lock()

    def open(self, jobs: Iterable[Job]) -> "Library":
        """Make the folders and the queue. The schema is `migrations.apply`'s work."""
        self._make_data_folder()
        with alone_in(self.files.data):
            self.files.prepare()
            self.spare_room.set_aside()
            self.jobs.offer(jobs, self)
        return self

    def _make_data_folder(self) -> None:
        data = self.files.data
        try:
            data.mkdir(parents=True, exist_ok=True, mode=0o750)
            TemporaryFile(
                dir=data
            ).close()  # without a name: two that start at once do not take each other's away
        except OSError as error:
            raise CannotStart("settings.data_not_writable", path=data, problem=error.strerror) from error
        if (kind := filesystem(data)) in NETWORK_FILESYSTEMS:
            raise CannotStart("settings.data_not_local", path=data, filesystem=kind)

    def lasting(
        self,
        name: str,
        make: Callable[[], AbstractContextManager[Tool]],
        rest: Callable[[Tool], None] | None = None,
    ) -> Tool:
        """Something costly that is opened at first need and closed with the library, once in each process. rest: has it
        give back memory that it holds for later, before a job that needs memory."""
        with self._tools_lock:
            if name not in self._tools:
                self._tools[name] = tool = self._tools_open.enter_context(make())
                if rest is not None:
                    self.jobs.rests.append(partial(rest, tool))
            return self._tools[name]  # type: ignore[return-value]

    def close(self) -> None:
        self._tools_open.close()
        self.database.close()


def filesystem(folder: Path) -> str:
    """The type of the filesystem a folder lies on, as /proc/self/mounts names it (proc(5))."""
    place = folder.resolve()
    mounts = [line.split()[:3] for line in Path("/proc/self/mounts").read_text().splitlines()]
    holding = [
        (point, kind) for _, point, kind in mounts if place.is_relative_to(point.replace("\\040", " "))
    ]
    return max(holding, key=lambda found: len(found[0]))[1]
