"""`scripts/bench import`: how fast photos become albums, against a bare pyvips loop on the same photos and cores."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benches.figures import Figure
from benches.photos import photographs
from benches.processes import Peak, cpu_seconds, pss_mb
from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon

COUNT = 300
CALM = 8.0  # seconds until a daemon that was just started is idle


class Run(NamedTuple):
    photos: int
    seconds: float
    cpu: float

    @property
    def per_second(self) -> float:
        return self.photos / self.seconds

    @property
    def cpu_each(self) -> float:
        return self.cpu / self.photos


def measure(photos: Path | None, count: int) -> list[Figure]:
    """The yardstick runs before us and after us, so that a machine that tires or recovers favours neither."""
    folder = photos or photographs(count)
    before = yardstick(folder)
    with (
        tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch,
        Daemon(Path(scratch) / "box") as box,
    ):
        time.sleep(CALM)
        idle = pss_mb([box.process.pid])
        with Peak([box.process.pid]) as peak:
            ours = bring_in(folder, box, peak)
    after = yardstick(folder)
    vips = Run(before.photos * 2, before.seconds + after.seconds, before.cpu + after.cpu)
    return [
        Figure("ratio_to_vips", ours.per_second / vips.per_second, "×", 0.7, floor=True),
        Figure("photos_per_s", ours.per_second, "photos/s"),
        Figure("vips_photos_per_s", vips.per_second, "photos/s"),
        Figure("cpu_s_per_photo", ours.cpu_each, "s", 0.20 * max(1.0, vips.cpu_each / 0.12)),
        Figure("vips_cpu_s_per_photo", vips.cpu_each, "s"),
        Figure("idle_pss_mb", idle, "MB", 150),
        Figure("peak_pss_mb", peak.mb, "MB", 450),
    ]


def yardstick(folder: Path) -> Run:
    """As many processes as our darkroom has: one."""
    loop = [sys.executable, str(Path(__file__).with_name("vips.py")), str(folder), "1"]
    told = json.loads(
        subprocess.run(loop, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    )
    return Run(told["photos"], told["seconds"], told["cpu"])


def bring_in(folder: Path, box: Daemon, peak: Peak) -> Run:
    """`backupd import` beside the running daemon. What the daemon spends meanwhile counts as ours too."""
    words = [
        *COMMAND,
        "--data",
        str(box.data),
        "import",
        str(folder),
        "--family",
        "Bench",
        "--person",
        "Bench",
        "--json",
    ]
    spent, began = cpu_seconds([box.process.pid]), time.monotonic()
    importing = subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    peak.pids.append(importing.pid)
    lines = (importing.stdout.read() if importing.stdout else "").splitlines()
    cpu = _of_children(importing) + cpu_seconds([box.process.pid]) - spent
    imported = sum(json.loads(line).get("outcome") == "imported" for line in lines)
    assert imported, lines[-3:]
    return Run(imported, time.monotonic() - began, cpu)


def _of_children(importing: subprocess.Popen) -> float:
    """CPU time of a process that is about to end and of everything it waited for."""
    _, status, spent = os.wait4(importing.pid, 0)
    importing.returncode = os.waitstatus_to_exitcode(status)
    assert importing.returncode == 0
    return spent.ru_utime + spent.ru_stime
