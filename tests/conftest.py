"""Real parts for every test: a real data folder, a real SQLite file, a clock that stands where it is put."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Playwright, sync_playwright

from backupd import migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load


class SetClock:
    """A clock that moves only when told; both its times move together."""

    def __init__(self, now: datetime = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)) -> None:
        self._now = now
        self._since_boot = 1000.0
        self.boot_id = "boot-one"
        self.is_synchronised = True

    def now(self) -> datetime:
        return self._now

    def since_boot(self) -> float:
        return self._since_boot

    def boot(self) -> str:
        return self.boot_id

    def synchronised(self) -> bool:
        return self.is_synchronised

    def leap(self, **span: float) -> None:
        """The wall clock alone."""
        self._now += timedelta(**span)

    def reboot(self, name: str) -> None:
        self.boot_id, self._since_boot = name, 0.0

    def forward(self, **span: float) -> None:
        self._now += timedelta(**span)
        self._since_boot += timedelta(**span).total_seconds()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of an empty box, as its first start makes it: made once, copied for each test."""
    box = Library(load(tmp_path_factory.mktemp("empty"), reserve_mb=0), SetClock()).open(schedule.TABLE)
    migrations.apply(box)
    box.close()
    return box.database.path


@pytest.fixture
def library(tmp_path: Path, clock: SetClock, empty: Path) -> Iterator[Library]:
    """An empty box with its schema, not yet a family."""
    settings = load(tmp_path / "box", reserve_mb=0)
    box = Library(settings, clock).open(schedule.TABLE)
    copyfile(empty, box.database.path)
    yield box
    box.close()


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """Playwright, once for all tests of a process: it cannot be started a second time in the same thread."""
    with sync_playwright() as playwright:
        yield playwright
