"""What inotify tells of a folder. The only file that knows watchdog. Hints may be lost, doubled or late."""

import errno
import os
import queue
from pathlib import Path
from typing import Any

import msgspec

_LIMITS = {errno.ENOSPC: "intake.too_many_folders_to_watch", errno.EMFILE: "intake.too_many_watchers"}
MOVED_SECONDS = 2.0


class CannotWatch(Exception):
    """The system lends no more watches, or the folder cannot be watched: it is polled instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Hint(msgspec.Struct, frozen=True):
    """closed: whoever wrote it closed it, or it was moved here whole. folder: look at all that lies in it."""

    path: bytes
    closed: bool = False
    folder: bool = False


class Hints:
    """Puts hints about `root` into `heard` while it listens."""

    def __init__(self, root: Path, heard: "queue.SimpleQueue[Hint | None]") -> None:
        self._root = root
        self._heard = heard
        self._observer: Any = None
        self._place: tuple[int, int] | None = None

    @property
    def watching(self) -> bool:
        return self._observer is not None and self._observer.is_alive()

    def listen(self) -> None:
        """Start, or start again when another disk was mounted in the folder's place. Raises CannotWatch."""
        found = self._root.stat()
        if self.watching and self._place == (found.st_dev, found.st_ino):
            return
        self.stop()
        try:
            self._observer = self._started()
        except OSError as error:
            self._observer = None
            raise CannotWatch(_LIMITS.get(error.errno or 0, "intake.cannot_watch")) from error
        self._place = (found.st_dev, found.st_ino)

    def _started(self) -> Any:
        from watchdog.observers.inotify import InotifyObserver  # costs memory: only with drop folders

        observer = InotifyObserver()
        observer.schedule(_handler(self._hint), str(self._root), recursive=True, event_filter=_wanted())
        observer.start()
        return observer

    def stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(2)
        self._observer = None

    def _hint(self, event: Any) -> None:
        path = os.fsencode(event.dest_path if event.event_type == "moved" else event.src_path)
        if event.is_directory:
            if event.event_type in ("created", "moved"):
                self._heard.put(Hint(path, folder=True))
        elif event.event_type in ("created", "closed", "moved"):
            self._heard.put(Hint(path, closed=event.event_type != "created" or _was_moved(path)))


def _was_moved(path: bytes) -> bool:
    """A file moved in from another folder is only "created" to inotify; but its content is older than its inode's
    last change (the move), which for one that is being written are the same moment."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return found.st_size > 0 and found.st_ctime - found.st_mtime > MOVED_SECONDS


def _wanted() -> list[Any]:
    """One write of 5 GB is 4,293 "modified" events: the system is asked not to send those."""
    from watchdog import events

    return [
        events.FileCreatedEvent,
        events.FileClosedEvent,
        events.FileMovedEvent,
        events.DirCreatedEvent,
        events.DirMovedEvent,
    ]


def _handler(hint: Any) -> Any:
    from watchdog.events import FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: Any) -> None:
            hint(event)

    return Handler()
