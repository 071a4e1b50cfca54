"""Later work: rung for after the transaction, found again by the ledger, caught up after a night without power."""

import subprocess
import sys

import pytest

from backupd.core import timetable
from backupd.core.jobs import Job, Jobs

COUNTED = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM task').fetchone()[0])"


class Ledger:
    """Work that is unfinished until it was done."""

    def __init__(self):
        self.open = {1, 2, 3}
        self.done = []

    def work(self, library, number):
        self.done.append(number)
        self.open.discard(number)

    def nightly(self, library):
        self.done.append("night")

    def broken(self, library):
        raise ValueError("this picture")

    def table(self):
        return (
            Job("work", self.work, "pictures", unfinished=lambda library: sorted(self.open)),
            Job("night", self.nightly, "clockwork", every=86400),
            Job("broken", self.broken, "pictures"),
        )


@pytest.fixture
def ledger(library):
    ledger = Ledger()
    library.jobs.offer(ledger.table(), library)
    return ledger


def test_work_rung_for_is_done(library, ledger):
    library.jobs.later(ledger.work, 2)
    library.jobs.drain()
    assert ledger.done == [2]


def test_ringing_inside_a_transaction_is_refused(library, ledger):
    with pytest.raises(RuntimeError), library.database.writing():
        library.jobs.later(ledger.work, 2)


def test_the_sweep_rings_for_what_a_crash_forgot(library, ledger):
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert ledger.done == [1, 2, 3]
    library.jobs.ring_unfinished(library)
    assert library.jobs.drain() == 0


def test_a_bell_that_still_waits_is_not_rung_twice(library, ledger):
    library.jobs.ring_unfinished(library)
    library.jobs.ring_unfinished(library)
    assert library.jobs.waiting() == 3


def test_a_job_that_raises_is_seen_by_the_test_that_drains(library, ledger):
    library.jobs.later(ledger.broken)
    with pytest.raises(ValueError, match="this picture"):
        library.jobs.drain()


def test_a_night_without_power_is_caught_up_once(library, ledger, clock):
    timetable.ring_due(library)
    timetable.ring_due(library)
    library.jobs.drain()
    clock.forward(days=9)
    timetable.ring_due(library)
    timetable.ring_due(library)
    library.jobs.drain()
    assert ledger.done == ["night", "night"]


def test_a_clock_that_leaps_back_does_not_stop_the_timetable(library, ledger, clock):
    timetable.ring_due(library)
    clock.forward(days=-400)
    timetable.ring_due(library)
    library.jobs.drain()
    assert ledger.done == ["night", "night"]


def test_queue_and_album_have_files_of_their_own_and_the_queue_is_private(library):
    data = library.files.data
    assert (data / "queue.db").stat().st_mode & 0o777 == 0o600
    assert (data / "backup.db").exists()


def counted_elsewhere(library):
    """How many bells another process finds waiting; it was the last to close the queue, as far as it can see."""
    words = [sys.executable, "-c", COUNTED, str(library.files.data / "queue.db")]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def test_a_queue_opened_twice_in_one_process_is_still_heard_in_others(library, ledger):
    """Closing any descriptor of a file takes away all of a process's locks on it (sqlite.org/howtocorrupt.html, 2.2)."""
    assert library.jobs.waiting() == 0
    Jobs(library.files.data / "queue.db", library.database).offer(ledger.table(), library)
    assert counted_elsewhere(library) == 0
    library.jobs.later(ledger.work, 2)
    assert counted_elsewhere(library) == 1


def test_a_job_that_wants_to_be_alone_has_what_is_only_held_for_later_put_away_first(library):
    told = []

    def heavy(library, fails):
        told.append(library.jobs.alone.is_set())
        if fails:
            raise ValueError("this book")

    library.jobs.offer([Job("heavy", heavy, "books", alone=True)], library)
    library.jobs.rests.append(lambda: told.append("rest"))
    library.jobs.later(heavy, 0)
    library.jobs.drain()
    library.jobs.later(heavy, 1)
    with pytest.raises(ValueError):
        library.jobs.drain()
    assert told == ["rest", True, "rest", True] and not library.jobs.alone.is_set()
