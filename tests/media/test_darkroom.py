"""The darkroom: strangers' files cost a worker at most, never the daemon, never the next file."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from backupd.media.darkroom import Darkroom
from backupd.media.errors import DarkroomClosed, DarkroomDied, Unreadable
from backupd.media.records import Developed
from tests.media.making import exif, film, photo, seen

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def develop(darkroom: Darkroom, path: Path) -> Developed:
    return darkroom.develop(path, path.parent, path.name, "Asia/Seoul", NOW)


def workers() -> list[int]:
    """Worker processes of this one, whichever of its threads began them; threads and workers end as we look."""
    threads = Path("/proc/self/task").iterdir()
    found = {int(child) for thread in threads for child in _read(thread / "children").split()}
    return [child for child in found if b"darkroom_worker" in _read(Path(f"/proc/{child}/cmdline"))]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def soon(true: Callable[[], object]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture that takes more than a second to decode and 144 MB to hold."""
    path = tmp_path_factory.mktemp("slow") / "a.png"
    noise = Image.effect_noise((1500, 1500), 90)
    wide = Image.new("L", (6000, 6000))
    for place in range(16):
        wide.paste(noise, (place % 4 * 1500, place // 4 * 1500))
    wide.convert("RGB").save(path, compress_level=1)
    return path


def test_a_photo_is_developed_in_another_process_and_comes_back_whole(tmp_path: Path) -> None:
    with Darkroom() as darkroom:
        assert workers() == []
        made = develop(darkroom, photo(tmp_path / "할머니.jpg", exif=exif("2019:08:17 12:34:56", "+09:00")))
        assert len(workers()) == 1
    assert made.facts.taken == "2019-08-17T12:34:56"
    assert made.preview and made.grid and made.tiny and made.phash
    assert seen(tmp_path / made.preview).size == (640, 480)
    assert workers() == []


def test_a_bad_file_is_refused_and_the_same_worker_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"hello")
    with Darkroom() as darkroom:
        with pytest.raises(Unreadable, match=r"media\.mislabelled"):
            develop(darkroom, tmp_path / "bad.jpg")
        first = workers()
        assert develop(darkroom, photo(tmp_path / "good.jpg")).preview
        assert workers() == first


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "gif", "avif", "tif", "bmp", "mp4"])
def test_a_damaged_file_may_be_the_first_of_the_evening(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    made = film(path) if suffix == "mp4" else photo(path)
    made.write_bytes(made.read_bytes()[:40] + b"\xff" * 200)
    with Darkroom() as darkroom, pytest.raises(Unreadable):
        develop(darkroom, path)


def test_a_file_name_that_is_no_text_is_developed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xbf\xa9\xb8\xa7.jpg"))
    with Darkroom() as darkroom:
        assert develop(darkroom, photo(tmp_path / "a.jpg").rename(path)).preview


def test_a_worker_killed_over_a_file_is_told_and_replaced(tmp_path: Path, slow: Path) -> None:
    with Darkroom() as darkroom, ThreadPoolExecutor(1) as thread:
        asked = thread.submit(develop, darkroom, slow)
        assert soon(workers)
        os.kill(workers()[0], signal.SIGKILL)
        with pytest.raises(DarkroomDied):
            asked.result()
        assert develop(darkroom, photo(tmp_path / "good.jpg")).preview


def test_a_file_that_takes_too_long_is_given_up(slow: Path) -> None:
    with Darkroom(seconds=0) as darkroom:
        with pytest.raises(DarkroomDied) as death:
            develop(darkroom, slow)
        assert death.value.reason == "media.darkroom_slow"
        assert workers() == []


def test_a_file_that_wants_too_much_memory_is_kept_without_pictures(tmp_path: Path, slow: Path) -> None:
    with Darkroom(memory_mb=120) as darkroom:
        assert develop(darkroom, slow).skipped == "media.too_large_to_show"
        assert develop(darkroom, photo(tmp_path / "good.jpg")).preview


@pytest.mark.parametrize("suffix", ["heic", "avif", "gif", "tif", "jpg"])
def test_a_good_picture_is_never_called_broken_for_being_large(tmp_path: Path, suffix: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    path = photo(tmp_path / f"a.{suffix}", (2200, 2000), **({"progressive": True} if suffix == "jpg" else {}))
    with Darkroom(memory_mb=45) as darkroom:
        made = develop(darkroom, path)
    assert made.preview or made.skipped == "media.too_large_to_show"
    assert made.facts.width == 2200


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"exif": exif(make="a")}])
def test_a_webp_too_large_even_to_open_is_the_workers_failure_not_the_files(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    path = photo(tmp_path / "a.webp", (2200, 2000), method=0, **options)
    with Darkroom(memory_mb=30) as darkroom, pytest.raises(DarkroomDied, match=r"media\.darkroom_full"):
        develop(darkroom, path)


def test_an_idle_worker_rests_and_the_next_photo_wakes_one(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    with Darkroom(idle_minutes=0.2 / 60) as darkroom:
        develop(darkroom, path)
        (worker,) = workers()
        assert soon(lambda: Path(f"/proc/{worker}/stat").read_text().split()[2] == "Z")
        assert develop(darkroom, path).preview


def test_several_photos_at_once_are_shared_among_the_workers(tmp_path: Path) -> None:
    paths = []
    for number in range(6):
        (tmp_path / str(number)).mkdir()
        paths.append(photo(tmp_path / str(number) / "a.jpg", (320 + number, 240)))
    with Darkroom(workers=2) as darkroom, ThreadPoolExecutor(6) as threads:
        made = list(threads.map(lambda path: develop(darkroom, path), paths))
        assert len(workers()) == 2
    assert [each.facts.width for each in made] == [320 + number for number in range(6)]


def test_closing_ends_the_work_in_hand_without_blaming_the_file(slow: Path) -> None:
    with ThreadPoolExecutor(1) as thread:
        with Darkroom() as darkroom:
            asked = thread.submit(develop, darkroom, slow)
            assert soon(workers)
        with pytest.raises(DarkroomClosed):
            asked.result()


def test_a_thread_that_ends_does_not_take_the_worker_with_it(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    with Darkroom() as darkroom:
        thread = threading.Thread(target=develop, args=(darkroom, path))
        thread.start()
        thread.join()
        first = workers()
        time.sleep(0.2)
        assert develop(darkroom, path).preview
        assert workers() == first


def test_a_daemon_that_is_killed_takes_its_worker_with_it(tmp_path: Path) -> None:
    daemon = f"""
import os, signal
from datetime import datetime, UTC
from pathlib import Path
from backupd.media.darkroom import Darkroom
path = Path({str(photo(tmp_path / "a.jpg"))!r})
with Darkroom() as darkroom:
    darkroom.develop(path, path.parent, "a.jpg", "Asia/Seoul", datetime.now(UTC))
    for task in Path("/proc/self/task").iterdir():
        print((task / "children").read_text(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ran = subprocess.run([sys.executable, "-c", daemon], cwd=ROOT, capture_output=True, text=True)
    (worker,) = map(int, ran.stdout.split())
    gone = Path(f"/proc/{worker}/stat")
    assert soon(lambda: not gone.exists() or gone.read_text().split()[2] == "Z")


def test_a_worker_reaches_no_network_has_bounds_and_dies_first(tmp_path: Path) -> None:
    """Where the kernel refuses a namespace of its own, the rest must still hold."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        boxed = f"""
import os, socket
from backupd.media import sandbox
before = os.readlink("/proc/self/ns/net")
sandbox.enter(100, os.getppid())
print(open("/proc/self/oom_score_adj").read().strip())
print([line.split()[1] for line in open("/proc/self/status") if line.startswith("NoNewPrivs")][0])
try:
    bytearray(200_000_000)
except MemoryError:
    print("bounded")
try:
    socket.create_connection(("127.0.0.1", {server.getsockname()[1]}), 2)
    print("reached" if os.readlink("/proc/self/ns/net") != before else "namespace refused")
except OSError:
    print("alone")
"""
        ran = subprocess.run(
            [sys.executable, "-c", boxed], cwd=ROOT, capture_output=True, text=True, check=True
        )
    assert ran.stdout.split("\n")[:3] == ["1000", "1", "bounded"]
    assert ran.stdout.split("\n")[3] in {"alone", "namespace refused"}


def test_a_film_is_copied_in_a_worker_of_its_own_with_its_progress(tmp_path: Path) -> None:
    with Darkroom() as darkroom:
        darkroom.transcode(film(tmp_path / "a.mkv", seconds=2.0), tmp_path / "copy.mp4")
        assert workers() == []
        assert develop(darkroom, tmp_path / "copy.mp4").facts.browser_plays


def test_who_listens_to_the_progress_may_end_it(tmp_path: Path) -> None:
    def enough(part: float) -> None:
        raise KeyboardInterrupt

    long = film(tmp_path / "a.mkv", seconds=20.0, size=(1280, 720))
    with Darkroom() as darkroom:
        with pytest.raises(KeyboardInterrupt):
            darkroom.transcode(long, tmp_path / "copy.mp4", enough, threads=1)
        assert workers() == []
