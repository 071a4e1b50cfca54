"""A real daemon and a family in it, whose phone has a cookie."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from backupd import migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.family import Viewer, doorway
from tests.people import found_family, key_of

SETTINGS = "announce = false\nreserve-mb = 0\nsweep-seconds = 1\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The daemon's own data folder, opened beside it to look at."""
    made = Library(load(tmp_path / "box", reserve_mb=0)).open(schedule.TABLE)
    migrations.apply(made)
    yield made
    made.close()


@pytest.fixture
def mother(library: Library) -> Viewer:
    return found_family(library)


def phone(library: Library, viewer: Viewer, address: str) -> httpx.Client:
    """A browser signed in as `viewer`."""
    return httpx.Client(
        base_url=address,
        cookies={doorway.COOKIE: key_of(library, viewer)},
        headers={"origin": address, "accept": "application/json"},
        trust_env=False,
        timeout=30,
    )


def until(so: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
