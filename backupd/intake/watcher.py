"""Watching drop folders: events are hints, the sweep is the truth. Paths are only marked here; the worker reads.

A thread for each folder, so that a network share that hangs holds up nobody else.
"""

import os
import queue
import threading
import time
from pathlib import Path
from typing import Self

from backupd import media
from backupd.core import log
from backupd.core.library import NETWORK_FILESYSTEMS, Library, filesystem
from backupd.core.settings import DropFolder
from backupd.intake import actions, sources, store
from backupd.intake.folders import is_sidecar, left_alone
from backupd.intake.hints import CannotWatch, Hint, Hints
from backupd.intake.reading import look
from backupd.intake.stability import Seen, Stability
from backupd.intake.taking import take

POLL_SECONDS = 60.0
BREATH = 0.002  # seconds between folders of a sweep: pages come first


class Watcher:
    """Rings for what the last stop left, then watches until it is left."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stopping = threading.Event()
        self._folders = [
            FolderWatch(library, number, folder, self._stopping)
            for number, folder in enumerate(library.settings.drop_folders)
        ]

    def __enter__(self) -> Self:
        """Before the web answers: forms that were cut off by the last stop have no sender any more."""
        for batch in store.undecided(self._library):
            actions.give_up(self._library, batch)
        self._library.jobs.later_once(media.recover)
        for folder in self._folders:
            folder.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for folder in self._folders:
            folder.stop()


class FolderWatch:
    """One drop folder."""

    def __init__(self, library: Library, number: int, folder: DropFolder, stopping: threading.Event) -> None:
        settings = library.settings
        self._library = library
        self._number = number
        self._folder = folder
        self._root = Path(folder.path)
        self._stopping = stopping
        self._heard: queue.SimpleQueue[Hint | None] = queue.SimpleQueue()
        self._hints = Hints(self._root, self._heard)
        self._stability = Stability(settings.stable_seconds, settings.quiet_seconds)
        self._thread = threading.Thread(target=self._watch, name=f"drop folder {number}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._heard.put(None)
        self._thread.join(5)

    def _watch(self) -> None:
        next_sweep = 0.0
        while not self._stopping.is_set():
            try:
                if self._now() >= next_sweep:
                    self.sweep()
                    next_sweep = self._now() + self._pause()
                self._listen(next_sweep)
                self._take_stable()
            except Exception as error:
                log.named("drop folders").error("%s could not be watched", self._root, exc_info=error)
                self._stopping.wait(5)
        self._hints.stop()

    def _now(self) -> float:
        return self._library.clock.since_boot()

    def _pause(self) -> float:
        sweep = self._library.settings.sweep_seconds
        return sweep if self._hints.watching else min(POLL_SECONDS, sweep)

    def _listen(self, until: float) -> None:
        """Sleep until something is heard, a moment of stability has come, or the next sweep is due."""
        moments = [until, self._stability.next_moment() or until]
        try:
            hint = self._heard.get(timeout=max(0.01, min(moments) - self._now()))
        except queue.Empty:
            return
        while hint is not None:
            self._mark(hint)
            try:
                hint = self._heard.get_nowait()
            except queue.Empty:
                return

    def _mark(self, hint: Hint) -> None:
        if hint.folder:
            self._sweep_below(Path(os.fsdecode(hint.path)))
        elif self._wanted(Path(os.fsdecode(hint.path))) and (seen := look(hint.path)):
            self._stability.mark(hint.path, seen, self._now(), closed=hint.closed)

    def _wanted(self, path: Path) -> bool:
        names = path.relative_to(self._root).parts
        return not any(left_alone(name) for name in names) and not is_sidecar(names[-1])

    def sweep(self) -> None:
        """Look at everything that lies there. What is not there any more is nothing to us: never a deletion."""
        if not self._root.is_dir():
            self._hints.stop()
            sources.note_folder(self._library, self._folder.path, "offline")
            return
        self._note(self._listen_anew())
        self._sweep_below(self._root)

    def _listen_anew(self) -> str | None:
        """Listen to events where the folder allows it, again after it was unmounted and came back; else why not."""
        poll = self._folder.poll
        if poll or (poll is None and filesystem(self._root) in NETWORK_FILESYSTEMS):
            return "intake.polled_share"
        try:
            self._hints.listen()
        except CannotWatch as error:
            return error.reason
        return None

    def _note(self, reason: str | None) -> None:
        state = "watched" if self._hints.watching else "polled"
        sources.note_folder(self._library, self._folder.path, state, reason)

    def _sweep_below(self, folder: Path) -> None:
        for place, inside, names in os.walk(folder, onerror=self._cannot_enter):
            inside[:] = [name for name in inside if not left_alone(name)]
            for name in names:
                if not left_alone(name) and not is_sidecar(name):
                    self._meet(os.fsencode(os.path.join(place, name)))  # noqa: PTH118 - a hundred thousand times
            time.sleep(BREATH)
            if self._stopping.is_set():
                return

    def _cannot_enter(self, error: OSError) -> None:
        log.named("drop folders").warning("%s cannot be entered: %s", error.filename, error.strerror)
        if Path(error.filename) == self._root:
            sources.note_folder(self._library, self._folder.path, "unreadable", "intake.not_allowed_to_read")

    def _meet(self, path: bytes) -> None:
        seen = look(path)
        if seen and seen.size and not sources.known(self._library, path, seen):
            self._stability.mark(path, seen, self._now(), closed=False)

    def _take_stable(self) -> None:
        """Write down what is stable and ring once for all of it."""
        stable: list[tuple[bytes, Seen]] = []
        for path in self._stability.due(self._now()):
            seen = look(path)
            if self._stability.looked(path, seen, self._now()) and seen:
                stable.append((path, seen))
        if stable:
            self._ready([(path, seen) for path, seen in stable if not self._known(path, seen)])
            self._library.jobs.later_once(take, self._number)
        elif self._number in sources.folders_to_take(self._library):
            self._library.jobs.later_once(take, self._number)

    def _known(self, path: bytes, seen: Seen) -> bool:
        if sources.known(self._library, path, seen):
            return True
        for source in sources.same_file(self._library, self._folder.path, seen):
            if look(source.path) is None:
                with self._library.database.writing():
                    sources.renamed(self._library, source.id, path)
                return True
        return False

    def _ready(self, stable: list[tuple[bytes, Seen]]) -> None:
        with self._library.database.writing():
            for path, seen in stable:
                sources.ready(self._library, self._folder.path, path, seen)
