"""tus-js-client, unchanged, against a real daemon: cut off, killed, and with more than memory holds."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.resumable.box import MB, Box, must_end_well, start_sending
from tests.intake.resumable.sending import kept, photo


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    with Box(tmp_path / "box") as box:
        yield box


def big(path: Path, size: int) -> Path:
    path.write_bytes(photo(size))
    return path


def test_files_of_all_sizes_arrive_side_by_side(box: Box, tmp_path: Path) -> None:
    files = [
        big(tmp_path / f"사진 {size}.jpg", size) for size in (1000, 50_000, 3 * MB, 20 * MB, 7 * MB, 999_999)
    ]
    must_end_well(start_sending(box.address, box.found(), files, chunk=4 * MB, side_by_side=4))
    with box.library() as library:
        assert sorted(kept(library)) == sorted(file.read_bytes() for file in files)
        names = library.database.column("SELECT name FROM arrival")
    assert sorted(names) == sorted(file.name for file in files)


@pytest.mark.parametrize("chunk", [16 * MB, 0])
def test_a_daemon_killed_in_the_middle_goes_on_where_it_was(box: Box, tmp_path: Path, chunk: int) -> None:
    film = big(tmp_path / "긴 동영상.jpg", 150 * MB)
    sending = start_sending(box.address, box.found(), [film], chunk)
    for so_far in (30 * MB, 90 * MB):
        box.wait_for(so_far)
        box.stop(signal.SIGKILL)
        before = box.arrived()
        assert 0 < before < 150 * MB
        box.start()
        assert box.arrived() >= before
    must_end_well(sending)
    with box.library() as library:
        assert kept(library) == [film.read_bytes()]
        assert library.database.value("SELECT count(*) FROM arrival") == 1
    assert box.arrived() == 0


def test_a_big_file_never_stands_in_memory(box: Box, tmp_path: Path) -> None:
    film = big(tmp_path / "film.jpg", 300 * MB)
    cookie = box.found()
    must_end_well(start_sending(box.address, cookie, [big(tmp_path / "warm.jpg", 2 * MB)], 16 * MB))
    before = box.memory_mb("VmRSS")
    must_end_well(start_sending(box.address, cookie, [film], 16 * MB))
    assert box.memory_mb("VmHWM") - before < 60
    with box.library() as library:
        assert library.database.value("SELECT max(size) FROM media") == 300 * MB
