"""The daemon, its worker and a command may all start in the same instant, on a box that is not there yet."""

import sys
from pathlib import Path
from subprocess import PIPE, Popen

from backupd import migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from tests.daemon_process import ENVIRONMENT, ROOT

STARTERS, ROUNDS = 3, 40


def start_again_and_again(data: str) -> None:
    """One of those who start: it says that it is ready and waits to be told, then starts the same boxes as the rest."""
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(ROUNDS):
        box = Library(load(Path(data) / str(number), reserve_mb=0)).open(schedule.TABLE)
        if number % (ROUNDS // 2) == 0:
            migrations.apply(box)
        box.close()


def test_all_of_them_find_one_whole_box(tmp_path: Path):
    words = [sys.executable, "-m", "tests.core.test_started_at_once", str(tmp_path)]
    starting = [
        Popen(words, env=ENVIRONMENT, cwd=ROOT, text=True, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        for _ in range(STARTERS)
    ]
    assert [one.stdout.readline() for one in starting] == ["ready\n"] * STARTERS
    for one in starting:
        one.stdin.write("go\n")
        one.stdin.flush()
    complaints = [one.communicate(timeout=120)[1] for one in starting]
    assert complaints == [""] * STARTERS
    for number in range(ROUNDS):
        box = tmp_path / str(number)
        assert (box / "originals" / ".backup-originals").is_file()
        assert not [path.name for path in box.glob(".originals.*")]


if __name__ == "__main__":
    start_again_and_again(sys.argv[1])
