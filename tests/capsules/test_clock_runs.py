"""The real daemon at 1970, in 2040 and back, with a clock that leaps both ways and a time zone that changes: a capsule
opens at its moment and not a second before (SURVIVE.md 13)."""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backupd import migrations, schedule
from backupd.capsules import actions
from backupd.capsules.records import NewCapsule
from backupd.core.library import Library
from backupd.core.settings import load
from tests import people
from tests.daemon_process import ENVIRONMENT, ROOT, Daemon

WOUND = Path(__file__).parent / "wound"
HOUR = 3600.0


class Box:
    """A daemon whose clock is wound, and a second look at its database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "clock.json"
        self.told = {"off_by": 0.0, "boot": "one", "booted": 0.0, "synchronised": True}
        self.wind()
        self.library = Library(load(folder / "box", reserve_mb=0)).open(schedule.TABLE)
        migrations.apply(self.library)
        mother = people.found_family(self.library)
        opens = datetime.now(UTC) + timedelta(hours=3)
        self.capsule = actions.make(
            self.library,
            mother,
            NewCapsule("칠순", day=f"{opens:%Y-%m-%d}", time=f"{opens:%H:%M}", zone="UTC"),
        )

    def wind(self, **told: object) -> None:
        """Written beside and renamed, so that nobody reads half of it."""
        self.told |= told
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps(self.told))
        beside.replace(self.file)

    def reboot(self, name: str, **told: object) -> None:
        self.wind(boot=name, booted=time.clock_gettime(time.CLOCK_BOOTTIME), **told)

    def daemon(self) -> Daemon:
        daemon = Daemon(self.folder / "box", settings="announce = false\nreserve-mb = 0\n")
        path = f"{WOUND}{os.pathsep}{ROOT}"
        daemon.environment = {**ENVIRONMENT, "PYTHONPATH": path, "WOUND_CLOCK": str(self.file)}
        return daemon

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.told["off_by"])  # type: ignore[arg-type]

    def looked(self) -> None:
        """Wait until the clockwork has asked, by the clock as it is now, whether anything is due, and has answered."""
        wound = self.now()
        sql = "SELECT last_run FROM timetable WHERE name = 'open_due'"
        wait_for(
            lambda: (
                abs(datetime.fromisoformat(self.value(sql) or "1900-01-01T00:00Z") - wound)
                < timedelta(minutes=2)
            )
        )
        wait_for(lambda: self.library.jobs.waiting() == 0)

    def value(self, sql: str) -> str | None:
        return self.library.database.value(sql)

    @property
    def state(self) -> str | None:
        return self.value("SELECT state FROM capsule")


def wait_for(so, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


@pytest.fixture
def box(tmp_path: Path):
    box = Box(tmp_path)
    yield box
    box.library.close()


def away(year: int) -> float:
    """How far the first of July of a year is, in seconds."""
    return (datetime(year, 7, 1, tzinfo=UTC) - datetime.now(UTC)).total_seconds()


def test_a_wrong_clock_never_opens_it_early_and_the_right_one_does(box: Box) -> None:
    with box.daemon():
        box.looked()  # the time is known, and noted
        wait_for(lambda: box.value("SELECT 1 FROM trusted_clock") is not None)
        box.wind(synchronised=False)
        for off_by in (away(2040), away(1970), 4 * HOUR, -5 * HOUR):
            box.wind(off_by=off_by)
            box.looked()
            assert box.state == "sealed", off_by
    for boot, off_by in (("two", away(1970)), ("three", away(2040)), ("four", 5 * HOUR)):
        box.reboot(boot, off_by=off_by)
        with box.daemon():
            box.looked()
            assert box.state == "sealed", boot
    with box.library.database.writing() as connection:
        connection.execute("UPDATE family SET time_zone = 'America/New_York'")
    box.reboot("five", off_by=2.5 * HOUR, synchronised=True)
    with box.daemon():
        box.looked()
        assert box.state == "sealed"
        box.wind(off_by=3.1 * HOUR)
        wait_for(lambda: box.state == "open")
    opened = datetime.fromisoformat(box.value("SELECT opened FROM capsule") or "")
    assert abs(opened - box.now()) < timedelta(minutes=10)
