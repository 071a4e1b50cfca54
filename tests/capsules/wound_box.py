"""A box whose clock a test winds while its daemon runs."""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backupd import migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from tests import people
from tests.daemon_process import ENVIRONMENT, ROOT, Daemon

WOUND = Path(__file__).parent / "wound"


class Box:
    """A daemon whose clock is wound, and a second look at its database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "clock.json"
        self.told = {"off_by": 0.0, "boot": "one", "booted": 0.0, "synchronised": True}
        self.wind()
        self.library = Library(load(folder / "box", reserve_mb=0)).open(schedule.TABLE)
        migrations.apply(self.library)
        self.mother = people.found_family(self.library)

    def wind(self, **told: object) -> None:
        """Written beside and renamed, so that nobody reads half of it."""
        self.told |= told
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps(self.told))
        beside.replace(self.file)

    def reboot(self, name: str, **told: object) -> None:
        self.wind(boot=name, booted=time.clock_gettime(time.CLOCK_BOOTTIME), **told)

    def daemon(self, zone: str = "UTC") -> Daemon:
        """In a process whose own time zone is another."""
        daemon = Daemon(self.folder / "box", settings="announce = false\nreserve-mb = 0\n")
        path = f"{WOUND}{os.pathsep}{ROOT}"
        daemon.environment = {**ENVIRONMENT, "PYTHONPATH": path, "WOUND_CLOCK": str(self.file), "TZ": zone}
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

    def at(self, moment: str) -> None:
        """Wind the clock to an instant and wait until it was looked at."""
        self.wind(off_by=(datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds())
        self.looked()

    @property
    def state(self) -> str | None:
        return self.value("SELECT state FROM capsule")


def wait_for(so, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)
