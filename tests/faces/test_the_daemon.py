"""The real daemon takes photos in, looks for faces, is killed, and goes on."""

import shutil
import signal
import subprocess

from backupd.faces import sights, switching
from tests.albums import house
from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon
from tests.faces.conftest import PHOTOS
from tests.memories.test_the_daemon import awaited, opened

LONG = 120


def test_photos_are_taken_in_looked_at_and_sorted_through_a_power_cut(tmp_path, networks):
    folder, photos = tmp_path / "box", tmp_path / "photos"
    photos.mkdir()
    with opened(folder) as library:
        mother = house.family(library)
        switching.switch(library, mother, "on")
    shutil.copytree(networks, folder / "seeing")
    with Daemon(folder) as box:
        take_in(folder, photos, 1)
        awaited(folder, lambda library: looked(library) == 1, LONG)
        box.stop(signal.SIGKILL)
        box.start(60)
        take_in(folder, photos, 3)
        awaited(folder, lambda library: looked(library) == 2 and sights.somebodies(library, mother), LONG)
    with opened(folder) as library:
        assert [each.stories for each in sights.somebodies(library, mother)] == [2]
        assert library.database.value("SELECT count(*) FROM face") == 6


def take_in(folder, photos, number):
    shutil.copyfile(PHOTOS / f"sample{number}.jpg", photos / f"2019080{number}_100000.jpg")
    words = [*COMMAND, "--data", str(folder), "import", str(photos), "--family", "김씨네", "--person", "엄마"]
    subprocess.run(words, env=ENVIRONMENT, check=True, capture_output=True)


def looked(library):
    """How many pictures; the minute's bell is rung at once."""
    with library.database.writing() as connection:
        connection.execute("DELETE FROM timetable WHERE name = 'faces'")
    return library.database.value("SELECT count(*) FROM face_looked")
