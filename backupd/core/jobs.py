"""Later work: the queue is a doorbell, the database is the ledger. The only file that knows Huey.

A job takes ids, finds its own state and may run twice. Huey forgets what it was running when the power goes, so every
job that matters can name what is unfinished, and the sweep rings again (ARCHITECTURE.md, facts 4, 5 and 8).
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import msgspec
from huey import SqliteHuey
from huey.api import Task
from huey.consumer import Consumer

from backupd.core.database import PATIENCE, Database

LANES = ("pictures", "films", "books", "capsules", "clockwork", "messages", "sights")
Action = Callable[..., object]


class Job(msgspec.Struct, frozen=True):
    """One row of `schedule.py`.

    name: what is stored in the queue and the timetable; it outlives moves of the code.
    action: called with the library and the ids that were rung for.
    lane: `pictures` (slow), `films` (slower still), `books` (a minute somebody waits for), `capsules` (a moment
    everybody waits for), `sights` (nobody waits for them), `messages` (waits for services elsewhere) or `clockwork` (waits for none of them).
    every: seconds between runs by themselves, or None for work that is only rung for.
    unfinished: asks the ledger which ids still need this job; rung again by the five-minute sweep.
    gives_way: whether it stands back a moment while the web process is busy.
    alone: whether it needs so much memory that a small box has none to hold for later beside it.
    """

    name: str
    action: Action
    lane: str
    every: int | None = None
    unfinished: Callable[..., Iterable[int]] | None = None
    gives_way: bool = False
    alone: bool = False


class Jobs:
    """The queue file and the table of jobs. `library` is handed to every action as its first argument; `courtesy` is what
    jobs that give way call before they begin. `alone` is set while a job that wants to be so runs; `rests` are called
    first, and give back memory that is only held for later."""

    def __init__(self, path: Path, database: Database) -> None:
        self._database = database
        self._path = path
        self._lanes: dict[str, SqliteHuey] = {}
        self._tasks: dict[Action, Callable] = {}
        self.table: tuple[Job, ...] = ()
        self.courtesy: Callable[[], None] = lambda: None
        self.alone = threading.Event()
        self.rests: list[Callable[[], None]] = []

    def offer(self, table: Iterable[Job], library: object) -> None:
        """Make the table's jobs known, in the web process to ring for them and in the worker to run them."""
        self._lanes = {lane: self._open(lane) for lane in LANES}
        self.table = tuple(table)
        for job in self.table:
            self._tasks[job.action] = self._register(job, library)

    def _open(self, lane: str) -> SqliteHuey:
        _make_private(self._path)
        return SqliteHuey(
            lane, filename=str(self._path), results=False, fsync=False, timeout=PATIENCE, cache_mb=1
        )

    def _register(self, job: Job, library: object) -> Callable:
        def run(*ids: int) -> None:
            if job.gives_way:
                self.courtesy()
            with self._alone() if job.alone else nullcontext():
                job.action(library, *ids)

        run.__module__, run.__qualname__ = "backupd", job.name
        return self._lanes[job.lane].task(name=job.name)(run)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.alone.set()
        for rest in self.rests:
            rest()
        try:
            yield
        finally:
            self.alone.clear()

    def later(self, action: Action, *ids: int) -> None:
        """Ring for work after the verb's transaction has been committed; inside one it is a mistake."""
        if self._database.in_transaction:
            raise RuntimeError(
                f"later({action.__name__}) inside a transaction: the worker could look too early"
            )
        self._tasks[action](*ids)

    def later_once(self, action: Action, *ids: int) -> None:
        """Ring unless the very same bell is already waiting to be heard."""
        name = next(job.name for job in self.table if job.action == action)
        for lane in self._lanes.values():
            if any(task.name == name and task.args == ids for task in lane.pending()):
                return
        self.later(action, *ids)

    def ring_unfinished(self, library: object) -> None:
        """Ring again for whatever the ledger says is unfinished, unless that bell is still waiting to be heard."""
        waiting = {(task.name, task.args) for lane in self._lanes.values() for task in lane.pending()}
        for job in self.table:
            for each in job.unfinished(library) if job.unfinished else ():
                if (job.name, (each,)) not in waiting:
                    self.later(job.action, each)

    def drain(self) -> int:
        """Run everything that was rung for, here and now, and raise what a job raised. For tests and the command line."""
        ran = 0
        for lane in self._lanes.values():
            while task := lane.dequeue():
                _run_plainly(task)
                ran += 1
        return ran

    def consumers(self) -> list[Consumer]:
        return [
            _Consumer(lane, workers=1, periodic=False, initial_delay=0.05, max_delay=0.5)
            for lane in self._lanes.values()
        ]

    def waiting(self) -> int:
        return sum(lane.pending_count() for lane in self._lanes.values())

    def forget_locks(self) -> None:
        """Locks left by a killed worker would stop a lane for ever."""
        for lane in self._lanes.values():
            lane.flush_locks()


class _Consumer(Consumer):
    """A consumer that leaves the process's signal handlers alone."""

    def _set_signal_handlers(self) -> None:
        pass


def _make_private(path: Path) -> None:
    """Only ever opened here to be made: closing a descriptor of a database takes all locks of this process from it, so
    that another one takes its log away under our connections (sqlite.org/howtocorrupt.html, 2.2)."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _run_plainly(task: Task) -> None:
    task.execute()


def stop(consumers: list[Consumer], seconds: float) -> None:
    """Let each lane finish the job in hand, but not longer than `seconds` in all: the ledger remembers the rest."""
    stopping = [
        threading.Thread(target=consumer.stop, kwargs={"graceful": True}, daemon=True)
        for consumer in consumers
    ]
    for thread in stopping:
        thread.start()
    for thread in stopping:
        thread.join(seconds / len(stopping))
