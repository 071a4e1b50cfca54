"""Thousands of photos by tus, four side by side, against `cp` one file at a time with fsync of file and folder.

Both get the same files in the same run, in turns, so that a busy machine is busy for both; and both keep them to the end:
memory that was given back is written faster than new memory, on virtual machines by far.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from benches import photos
from benches.figures import Figure
from tests.intake.resumable.box import Box

COUNT = 2000
MASTERS = 12
TURNS = 5
SIDE_BY_SIDE = 4
SENDER = Path(__file__).with_name("tus_sender.py")


class Spent(NamedTuple):
    seconds: float
    cpu_s: float = 0.0


def measure(folder: Path | None, count: int) -> list[Figure]:
    """Throughput of both, the growth of the web process's memory, and what the client itself cost."""
    room = Path(tempfile.mkdtemp(prefix="backupd-upload-", dir=os.environ.get("BENCH_FOLDER")))
    try:
        masters = sorted((folder or photos.photographs(MASTERS)).glob("*.jpg"))
        with Box(room / "box") as box:
            return _measured(room, box, masters, count)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _measured(room: Path, box: Box, masters: list[Path], count: int) -> list[Figure]:
    cookie, total, copied, sent = box.found(), 0, Spent(0), Spent(0)
    _send(box, cookie, _distinct(room / "warm", masters, range(count, count + 8)))
    before = box.memory_mb("VmRSS")
    for turn in range(TURNS):
        files = _distinct(room / "turn", masters, range(turn * count // TURNS, (turn + 1) * count // TURNS))
        total += sum(file.stat().st_size for file in files)
        copied = _plus(copied, _copy(files, room / f"copy-{turn}"))
        sent = _plus(sent, _send(box, cookie, files))
    growth = box.memory_mb("VmHWM") - before
    _must_all_be_there(box, count + 8)
    return _figures(total, count, copied, sent, growth)


def _figures(total: int, count: int, copied: Spent, sent: Spent, growth: float) -> list[Figure]:
    return [
        Figure("ratio_to_cp", copied.seconds / sent.seconds, "", 0.6, floor=True),
        Figure("peak_growth_mb", growth, "MB", 60),
        Figure("upload_mb_per_s", total / sent.seconds / 1e6, "MB/s"),
        Figure("cp_mb_per_s", total / copied.seconds / 1e6, "MB/s"),
        Figure("photos_per_s", count / sent.seconds, "photos/s"),
        Figure("client_cpu_s", sent.cpu_s, "s"),
    ]


def _distinct(folder: Path, masters: list[Path], numbers: range) -> list[Path]:
    """Photos that are all different, on the disk and not only in memory: each master with a number after its end."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = list(_written(folder, masters, numbers))
    os.sync()
    return files


def _written(folder: Path, masters: list[Path], numbers: range) -> Iterator[Path]:
    for number, master in zip(numbers, islice(cycle(masters), len(numbers)), strict=True):
        file = folder / f"IMG_{number:05}.jpg"
        file.write_bytes(master.read_bytes() + number.to_bytes(8, "big"))
        yield file


def _copy(files: list[Path], target: Path) -> Spent:
    target.mkdir()
    began = time.monotonic()
    for file in files:
        shutil.copyfile(file, target / file.name)
        _sync(target / file.name)
        _sync(target)
    return Spent(time.monotonic() - began)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _send(box: Box, cookie: str, files: list[Path]) -> Spent:
    words = [sys.executable, str(SENDER), str(box.port), cookie, str(SIDE_BY_SIDE)]
    began = time.monotonic()
    sent = subprocess.run(
        words, input="\n".join(map(str, files)), stdout=subprocess.PIPE, text=True, check=True
    )
    return Spent(time.monotonic() - began, float(sent.stdout))


def _plus(one: Spent, other: Spent) -> Spent:
    return Spent(one.seconds + other.seconds, one.cpu_s + other.cpu_s)


def _must_all_be_there(box: Box, count: int) -> None:
    """Every photo is an original of its own, or the figures are of no use."""
    with box.library() as library:
        assert library.database.value("SELECT count(*) FROM media") == count
