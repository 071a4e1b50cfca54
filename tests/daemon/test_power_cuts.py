"""The power goes at every single step of keeping a file. Afterwards nothing is lost, doubled or phantom."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from tests.daemon.conftest import SETTINGS, phone, until
from tests.daemon_process import ENVIRONMENT, ROOT, Daemon
from tests.media.making import photo


class MortalDaemon(Daemon):
    """Dies before a step of keeping, counted from when `armed` lies in its folder."""

    command = (sys.executable, "-m", "tests.daemon.mortal")

    def __init__(self, data: Path, step: int) -> None:
        super().__init__(data, settings=SETTINGS)
        self.environment = {**ENVIRONMENT, "DIE_DATA": str(data), "DIE_AT": str(step)}

    def arm(self) -> None:
        (self.data / "armed").touch()

    def disarm(self) -> None:
        (self.data / "armed").unlink()

    def steps(self) -> list[str]:
        journal = self.data / "steps"
        return journal.read_text().splitlines() if journal.exists() else []

    @property
    def dead(self) -> bool:
        try:
            return self.process.wait(5) == -9
        except subprocess.TimeoutExpired:
            return False


def send(library: Library, viewer: Viewer, box: Daemon, path: Path) -> bool:
    """Whether the box acknowledged the photo."""
    with phone(library, viewer, box.address) as browser:
        try:
            return browser.post(
                "/add", files={"files": (path.name, path.read_bytes(), "image/jpeg")}
            ).is_success
        except httpx.TransportError:
            return False


def sound(library: Library) -> None:
    """Every row has its whole file, every file has its row, nothing lies half-way."""
    rows = library.database.connection.execute("SELECT path, size, sha256 FROM media").fetchall()
    for row in rows:
        content = (library.files.originals / row["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).digest()) == (row["size"], row["sha256"])
    assert sorted(row["path"] for row in rows) == sorted(library.files.kept())
    assert list(library.files.incoming.iterdir()) == []


def stories(library: Library) -> int:
    return library.database.value("SELECT count(*) FROM story WHERE trashed IS NULL")


STEPS = (
    "mkdir in mkdir",  # the folder for what is on its way
    "fsync in finish",  # the bytes
    "execute in _transaction",  # BEGIN: the sitting
    "execute in _transaction",  # COMMIT
    "mkdir in mkdir",  # 2026
    "fsync in sync_folder",
    "mkdir in mkdir",  # 2026/11
    "fsync in sync_folder",
    "link in _rename_without_replacing",
    "unlink in unlink",
    "fsync in sync_folder",  # the new name
    "execute in _transaction",  # BEGIN: the arrival
    "execute in _transaction",  # SAVEPOINT: keep
    "execute in _transaction",  # RELEASE: the row of the media
    "execute in _transaction",  # COMMIT: the rows of the media and of its arrival
    "unlink in unlink",  # the temporary name, if it were still there
    "execute in _transaction",  # BEGIN: where it goes
    "execute in _transaction",  # COMMIT
)


@pytest.mark.parametrize("step", range(len(STEPS)), ids=[f"{n}-{name}" for n, name in enumerate(STEPS, 1)])
def test_the_power_goes_before_a_step(library: Library, mother: Viewer, tmp_path: Path, step: int):
    path = photo(tmp_path / "IMG_20190805_101500.jpg")
    box = MortalDaemon(library.files.data, step + 1).start()
    until(lambda: library.jobs.waiting() == 0)
    box.arm()
    acknowledged = send(library, mother, box, path)
    assert box.dead and tuple(box.steps()) == STEPS[: step + 1]
    box.disarm()
    with Daemon(library.files.data, settings=SETTINGS) as again:
        if acknowledged:
            until(lambda: stories(library) == 1)
        assert send(library, mother, again, path)
        until(lambda: stories(library) == 1)
        until(lambda: not library.database.value("SELECT 1 FROM arrival WHERE state = 'received'"))
        until(lambda: list(library.files.incoming.iterdir()) == [])
    sound(library)
    assert library.database.value("SELECT count(*) FROM media") == 1
    assert stories(library) == 1


def test_the_worker_is_killed_while_it_looks_at_a_photo(library: Library, mother: Viewer, tmp_path: Path):
    path = photo(tmp_path / "IMG_20190805_101500.jpg", (6000, 4000))
    with Daemon(library.files.data, settings=SETTINGS) as box:
        assert send(library, mother, box, path)
        for _ in range(2):
            os.kill(worker_of(box), signal.SIGKILL)
        until(lambda: stories(library) == 1, seconds=30)
    sound(library)
    assert library.database.value("SELECT state FROM media") == "ready"


def worker_of(box: Daemon) -> int:
    """The process that the daemon started, as soon as there is one."""
    threads = Path(f"/proc/{box.process.pid}/task")

    found: list[str] = []

    def seen() -> bool:
        found.extend(child for one in threads.iterdir() for child in (one / "children").read_text().split())
        return bool(found)

    until(seen)
    return int(found[0])


def test_two_processes_bring_the_same_photo_at_the_same_instant(
    library: Library, mother: Viewer, tmp_path: Path
):
    folder = tmp_path / "pile"
    folder.mkdir()
    for number in range(10):
        photo(folder / f"{number}.jpg", (100 + number, 100))
    words = [sys.executable, "-m", "backupd", "--data", str(library.files.data), "import", str(folder)]
    words += ["--family", "김씨네", "--person", "엄마", "--json"]
    running = [
        subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, cwd=ROOT, text=True)
        for _ in range(2)
    ]
    lines = [json.loads(line) for one in running for line in one.communicate(timeout=60)[0].splitlines()]
    assert [one.returncode for one in running] == [0, 0]
    outcomes = [line["outcome"] for line in lines if "outcome" in line]
    assert (outcomes.count("imported"), outcomes.count("duplicate")) == (10, 10)
    sound(library)
    assert stories(library) == 10


def test_an_import_is_killed_and_run_again(library: Library, mother: Viewer, tmp_path: Path):
    folder = tmp_path / "pile"
    folder.mkdir()
    for number in range(12):
        photo(folder / f"{number}.jpg", (1000 + number, 1000))
    words = [sys.executable, "-m", "backupd", "--data", str(library.files.data), "import", str(folder)]
    words += ["--family", "김씨네", "--person", "엄마", "--json"]
    killed = subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, cwd=ROOT)
    until(lambda: len(list(library.files.kept())) >= 4)
    killed.kill()
    killed.communicate()
    subprocess.run(words, env=ENVIRONMENT, stdout=subprocess.PIPE, cwd=ROOT, check=True)
    with Daemon(library.files.data, settings=SETTINGS):
        until(lambda: not library.database.value("SELECT 1 FROM arrival WHERE state = 'received'"))
        until(lambda: list(library.files.incoming.iterdir()) == [])
    sound(library)
    assert stories(library) == 12
