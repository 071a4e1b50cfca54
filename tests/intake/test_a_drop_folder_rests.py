"""A disk that is full stops the drop folder, and not the processor."""

import time
from contextlib import suppress

import pytest

from backupd import intake
from backupd.core.errors import DiskFull, Offline
from backupd.core.files import MARKER
from tests.intake.drops import box
from tests.media.making import photo
from tests.people import found_family


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def library(tmp_path, drop):
    made = box(tmp_path, drop)
    yield made
    made.close()


def rung(library, most=200):
    """How often the job runs by itself, one after the other, as the worker's lane does."""
    lane, ran = library.jobs._lanes["pictures"], 0
    while ran < most and (task := lane.dequeue()):
        if task.name == "take":
            ran += 1
        with suppress(DiskFull, Offline):
            task.execute()
    return ran


@pytest.mark.parametrize("trouble", ["full", "away"])
def test_a_drop_folder_rests_while_nothing_can_be_kept(library, drop, trouble):
    found_family(library)
    photo(drop / "a.jpg")
    with intake.Watcher(library):
        end = time.monotonic() + 10
        while not intake.folders_to_take(library) and time.monotonic() < end:
            time.sleep(0.05)
    if trouble == "full":
        library.files.reserve = 1 << 60
    else:
        (library.files.originals / MARKER).unlink()
    assert rung(library) <= 2
