"""The daemon as the one who looks after the box meets it: starting, ending, and everything that can stand in the way."""

import os
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon, command

KOREAN = "ko_KR.UTF-8"


def soon(true: Callable[[], object], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def workers(daemon: Daemon) -> list[int]:
    children = Path(f"/proc/{daemon.process.pid}/task").glob("*/children")
    found = {int(pid) for listed in children for pid in listed.read_text().split()}
    return [pid for pid in found if b"work" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]


def test_an_empty_box_says_where_it_is_and_how_to_begin(tmp_path: Path) -> None:
    with Daemon(tmp_path / "box") as box:
        assert box.read_until(r"http://127\.0\.0\.1:\d+").endswith(f":{box.port}")
        assert len(box.token.replace("-", "")) == 26, "128 bits in base 32"
        box.read_until("█▀▀|▄▄▄▄▄")  # the QR
        up = box.up() or {}
        assert (up["status"], up["database"], up["worker"]) == ("ok", "ok", "ok")


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_calmly_and_leaves_nobody_behind(tmp_path: Path, by: int) -> None:
    box = Daemon(tmp_path / "box").start()
    started = workers(box)
    assert started
    assert box.stop(by) == 0, box.printed
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in box.printed and "ended unasked" not in box.printed


def test_ctrl_c_in_a_terminal_reaches_the_daemon_first(tmp_path: Path) -> None:
    """A terminal sends the signal to the whole group."""
    box = Daemon(tmp_path / "box", group=True).start()
    os.killpg(box.process.pid, signal.SIGINT)
    assert box.stop(0) == 0
    assert "ended unasked" not in box.printed and "Traceback" not in box.printed


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    with Daemon(tmp_path / "box") as box:
        first = workers(box)
        os.kill(first[0], signal.SIGKILL)
        assert soon(lambda: workers(box) and workers(box) != first)
        assert soon(lambda: (box.up() or {}).get("worker") == "ok")


def test_the_worker_does_not_outlive_a_daemon_that_is_killed(tmp_path: Path) -> None:
    box = Daemon(tmp_path / "box").start()
    started = workers(box)
    box.stop(signal.SIGKILL)
    assert soon(lambda: not [pid for pid in started if _lives(pid)])


def _lives(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def test_after_being_killed_it_starts_again_as_if_nothing_had_been(tmp_path: Path) -> None:
    Daemon(tmp_path / "box").start().stop(signal.SIGKILL)
    with Daemon(tmp_path / "box") as box:
        assert (box.up() or {})["status"] == "ok"


def serve(data: Path, *options: object, language: str = "en_US.UTF-8") -> subprocess.CompletedProcess:
    return command("serve", "--data", data, "--host", "127.0.0.1", *options, language=language)


def refused(run: subprocess.CompletedProcess, *mentions: object) -> None:
    """Exit status 2 and one clear sentence that names what is wrong."""
    assert run.returncode == 2, run.stderr
    assert "Traceback" not in run.stderr
    said = [line for line in run.stderr.splitlines() if not line.startswith(("W ", "E "))]
    assert 1 <= len(said) <= 2, run.stderr
    for mention in mentions:
        assert str(mention) in run.stderr


@pytest.mark.parametrize("language", ["en_US.UTF-8", KOREAN])
def test_a_port_in_use_is_named(tmp_path: Path, language: str) -> None:
    with Daemon(tmp_path / "one") as box:
        run = serve(tmp_path / "two", "--port", box.port, language=language)
        refused(run, box.port)
        assert bool(re.search("[가-힣]", run.stderr)) == (language == KOREAN)


@pytest.mark.parametrize(
    "written",
    [
        'announce = "yes"',
        "ports = 8100",
        "port = ",
        'time-zone = "Asia/Suwon"',
        'language = "fr"',
        b"name = '\xff'",
    ],
)
def test_a_broken_settings_file_is_named(tmp_path: Path, written: str | bytes) -> None:
    settings = tmp_path / "backupd.toml"
    settings.write_bytes(written if isinstance(written, bytes) else written.encode())
    refused(serve(tmp_path, "--port", "0"), settings)


def test_a_settings_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused(serve(tmp_path, "--config", tmp_path / "mine.toml"), "mine.toml")


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    occupied = tmp_path / "occupied"
    occupied.write_text("a file where the folder should be")
    refused(serve(occupied, "--port", "0"), occupied)
    refused(serve(Path("/proc/album"), "--port", "0"), "/proc/album")


def test_a_second_daemon_on_the_same_folder_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with Daemon(tmp_path / "box") as box:
        refused(serve(tmp_path / "box", "--port", "0"), tmp_path / "box")
        assert (box.up() or {})["status"] == "ok"


def test_a_database_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    data = tmp_path / "box"
    with Daemon(data):
        pass
    with sqlite3.connect(data / "backup.db") as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('albums', 'from_tomorrow', '2030')"
        )
    connection.close()
    before = (data / "backup.db").read_bytes()
    refused(serve(data, "--port", "0"), data / "backup.db")
    assert (data / "backup.db").read_bytes() == before


def test_a_damaged_database_is_refused_and_the_last_good_copy_is_offered(tmp_path: Path) -> None:
    data = tmp_path / "box"
    with Daemon(data):
        assert soon(lambda: list((data / "snapshots").glob("nightly-*.db")))
    (data / "backup.db").write_bytes(b"this is no database" * 1000)
    for journal in ("backup.db-wal", "backup.db-shm"):
        (data / journal).unlink(missing_ok=True)
    refused(serve(data, "--port", "0"), data / "backup.db")
    told = command("doctor", data=data)
    assert told.returncode == 1
    way_back = re.search(r"mv .*", told.stdout)
    assert way_back, told.stdout
    subprocess.run(way_back[0], shell=True, check=True)
    with Daemon(data) as box:
        assert (box.up() or {})["database"] == "ok"


def test_the_output_can_be_cut_off_without_a_fuss(tmp_path: Path) -> None:
    piped = f"{' '.join(COMMAND)} --help | head -1"
    run = subprocess.run(piped, shell=True, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert "Traceback" not in run.stderr
