"""What is drawn in the background waits a moment while the box receives."""

import os
import subprocess
import sys

import pytest

from backupd.core.courtesy import LONGEST, Courtesy, spent_by
from backupd.core.jobs import Job


class Other:
    """A process as courtesy sees it: it works for `busy` of the time that passes."""

    def __init__(self) -> None:
        self.busy, self.spent, self.time, self.waited = 0.0, 0.0, 100.0, 0.0

    def pass_by(self, seconds: float) -> None:
        self.time += seconds
        self.spent += seconds * self.busy

    def pause(self, seconds: float) -> None:
        self.waited += seconds
        self.pass_by(seconds)

    def courtesy(self) -> Courtesy:
        return Courtesy(lambda: self.spent, lambda: self.time, self.pause)


@pytest.fixture
def other() -> Other:
    return Other()


def test_nobody_waits_for_a_process_that_rests(other: Other) -> None:
    courtesy = other.courtesy()
    other.pass_by(1)
    courtesy.give_way()
    assert other.waited == 0


def test_a_busy_process_goes_first_but_not_for_ever(other: Other) -> None:
    courtesy, other.busy = other.courtesy(), 0.9
    other.pass_by(1)
    courtesy.give_way()
    assert LONGEST <= other.waited < LONGEST + 0.5


def test_the_wait_ends_when_it_rests(other: Other) -> None:
    courtesy, other.busy = other.courtesy(), 0.9
    other.pass_by(1)
    other.busy = 0
    courtesy.give_way()
    assert 0 < other.waited < 0.5


def test_what_was_an_hour_ago_does_not_count(other: Other) -> None:
    courtesy, other.busy = other.courtesy(), 0.9
    other.pass_by(3600)
    courtesy.give_way()
    assert other.waited == 0


def test_processor_time_is_read_of_another_process() -> None:
    words = "import time, sys\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\nsys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as working:
        assert working.stdout is not None
        working.stdout.readline()
        assert 0.25 < spent_by(working.pid)() < 10
        working.kill()
    assert spent_by(working.pid)() == 0
    assert spent_by(os.getpid())() > 0


def test_only_jobs_that_say_so_give_way(library) -> None:
    heard: list[str] = []
    draw, count = lambda library: heard.append("drawn"), lambda library: heard.append("counted")
    table = Job("draw", draw, "pictures", gives_way=True), Job("count", count, "pictures")
    library.jobs.offer(table, library)
    library.jobs.courtesy = lambda: heard.append("after you")
    library.jobs.later(draw)
    library.jobs.later(count)
    library.jobs.drain()
    assert heard == ["after you", "drawn", "counted"]
