"""Later work: rung for after the transaction, found again by the ledger, caught up after a night without power."""

import pytest

from backupd.core import timetable
from backupd.core.jobs import Job


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
