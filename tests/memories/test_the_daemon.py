"""The real daemon: started, killed, off for months, with a clock nobody vouches for."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backupd import daemon, migrations
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.core.trusted import trust
from tests.albums import house
from tests.daemon_process import Daemon
from tests.memories import years

ALBUMS = 60


@pytest.fixture
def folder(tmp_path) -> Path:
    """A box that is off, with a family and its old albums; somebody said that the clock is right."""
    with opened(tmp_path / "box") as library:
        mother = house.family(library)
        years.filled(library, mother, ALBUMS)
        with library.database.writing() as connection:
            connection.execute("INSERT INTO memory_wish VALUES (?, 30, 1095, 1, 0)", (mother.family,))
        trust(library)
    return tmp_path / "box"


@contextmanager
def opened(folder: Path) -> Iterator[Library]:
    folder.mkdir(exist_ok=True)
    with daemon.opened(load(folder, reserve_mb=0)) as library:
        migrations.apply(library)
        yield library


def awaited(folder: Path, asked: Callable[[Library], object], seconds: float = 30) -> object:
    """What the database says once it says something."""
    until = time.monotonic() + seconds
    with daemon.opened(load(folder, reserve_mb=0)) as library:
        while not (found := asked(library)):
            assert time.monotonic() < until, "it never came"
            time.sleep(0.1)
        return found


def back(library: Library) -> list[tuple]:
    return [
        tuple(row) for row in library.database.connection.execute("SELECT album, day FROM memory ORDER BY id")
    ]


def letters(library: Library) -> int:
    return library.database.value("SELECT count(*) FROM letter WHERE kind = 'memory'")


def ring_again(library: Library) -> None:
    """As after ten minutes."""
    with library.database.writing() as connection:
        connection.execute("DELETE FROM timetable WHERE name = 'memories'")


def ran(library: Library) -> bool:
    return (
        bool(library.database.value("SELECT 1 FROM timetable WHERE name = 'memories'"))
        and not library.jobs.waiting()
    )


def test_a_memory_comes_by_itself_and_never_twice_however_often_the_box_is_killed(folder):
    with Daemon(folder) as box:
        awaited(folder, letters)
        first = awaited(folder, back)
        for _ in range(3):
            box.stop(signal.SIGKILL)
            with opened(folder) as library:
                ring_again(library)
            box.start()
            awaited(folder, ran)
    with opened(folder) as library:
        assert back(library) == first and letters(library) == 1


def test_after_ten_months_without_power_a_few_come_and_no_heap(folder):
    with Daemon(folder):
        awaited(folder, back)
    with opened(folder) as library, library.database.writing() as connection:
        connection.execute("UPDATE album SET made = '2020-01-01T00:00:00.000Z'")
        connection.execute(
            "UPDATE memory_plan SET next = date(next, '-1000 days'), seen = '2020-01-01T00:00:00.000Z', returned = NULL"
        )
        connection.execute("DELETE FROM memory_letter")
        connection.execute("DELETE FROM memory")
        connection.execute("DELETE FROM memory_day")
        connection.execute("DELETE FROM letter")
        ring_again(library)
    with Daemon(folder):
        found = awaited(folder, back)
        awaited(folder, letters)
    assert 1 <= len(found) <= 3
    with opened(folder) as library:
        late = library.database.value("SELECT count(*) FROM memory_plan WHERE next < date('now')")
        assert letters(library) == 1 and late >= ALBUMS // 2, "they wait their turn"


def test_while_nobody_vouches_for_the_clock_nothing_comes(folder):
    with opened(folder) as library, library.database.writing() as connection:
        connection.execute("UPDATE trusted_clock SET boot = 'another', instant = '2031-01-01T00:00:00.000Z', "
                           "highest = '2031-01-01T00:00:00.000Z'")  # fmt: skip
    with Daemon(folder, settings='announce = false\n[clock]\nsource = "owner"\n'):
        awaited(folder, ran)
    with opened(folder) as library:
        assert not back(library) and not letters(library)
