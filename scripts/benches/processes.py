"""What a family of processes costs: memory as PSS (proc_pid_smaps(5)), CPU time of the living and the dead."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

TICKS = os.sysconf("SC_CLK_TCK")


def family_of(pid: int) -> list[int]:
    """The process and everything it started, as far as it still lives."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        others = [int(task.name) for task in Path(f"/proc/{pid}/task").iterdir() if task.name != str(pid)]
    except OSError:
        return []
    for task in others:
        try:
            children += Path(f"/proc/{pid}/task/{task}/children").read_text().split()
        except OSError:
            continue
    return [pid, *(each for child in children for each in family_of(int(child)))]


def pss_mb(pids: Iterable[int]) -> float:
    """Proportional set size of all processes under `pids`, in MB: what they would give back if they ended."""
    return sum(_pss_kb(each) for pid in pids for each in family_of(pid)) / 1024


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of everything under `pids`, and of what they have waited for (proc_pid_stat(5))."""
    return sum(_ticks(each) for pid in pids for each in family_of(pid)) / TICKS


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(int(field) for field in fields[11:15])


class Peak:
    """`with Peak(pids) as peak:` watches their memory; `peak.mb` is the most it ever was."""

    def __init__(self, pids: list[int], every: float = 0.4) -> None:
        self.pids = pids
        self.mb = 0.0
        self._every = every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(self._every):
            self.mb = max(self.mb, pss_mb(self.pids))
