"""One daemon looks after a data folder, and says at which port and by which name it answers."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from backupd.core.errors import CannotStart

LOCK, NAME = "daemon.lock", "daemon.name"


class Running:
    """The lock while it is held."""

    def __init__(self, lock: IO[str], place: Path) -> None:
        self._lock, self._named = lock, place.with_name(NAME)
        self.after_a_cut = bool(place.read_text().strip())  # a calm end empties it
        self._lock.truncate(0)
        self._named.unlink(missing_ok=True)

    def answers_at(self, port: int) -> None:
        self._lock.write(f"{port}\n")
        self._lock.flush()

    def answers_as(self, name: str) -> None:
        """The name on the network, which changes when somebody else has it. On a full disk the one before stays."""
        with suppress(OSError):
            self._named.write_text(name)


@contextmanager
def only_one(data: Path) -> Iterator[Running]:
    """A second daemon on the same data folder is refused; a command beside the daemon is welcome."""
    with (data / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStart("settings.already_running", path=data) from error
        try:
            yield Running(lock, data / LOCK)
        finally:
            lock.truncate(0)


def port_in_force(data: Path) -> int | None:
    """The port of the daemon that holds this data folder; None when none does, or it is only waking up."""
    try:
        with (data / LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return int((data / LOCK).read_text() or 0) or None
    return None


def name_in_force(data: Path) -> str | None:
    """The name on the network of the daemon that holds this data folder; None while nothing is announced."""
    try:
        return (data / NAME).read_text() or None if port_in_force(data) else None
    except FileNotFoundError:
        return None
