"""A real daemon with a family, and tus-js-client run by Node against it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from backupd import schedule
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.family.doorway import COOKIE
from tests import people
from tests.daemon_process import ROOT, Daemon

MB = 1_000_000
SCRIPT = Path(__file__).with_name("send.mjs")


class Box(Daemon):
    """A daemon that comes back at the same address after it was killed."""

    def __init__(self, folder: Path, more: str = "") -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings = f"announce = false\nreserve-mb = 0\n{more}"
        super().__init__(folder, settings=settings, options=["--port", str(port)])

    def found(self) -> str:
        """A family; the cookie of its founder's device."""
        with self.library() as library:
            return f"{COOKIE}={people.key_of(library, people.found_family(library))}"

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The same box, seen from beside the daemon."""
        library = Library(load(self.data)).open(schedule.TABLE)
        try:
            yield library
        finally:
            library.close()

    def memory_mb(self, which: str) -> float:
        """VmRSS, now, or VmHWM, the most there ever was, of the web process (proc(5))."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(which))

    def arrived(self) -> int:
        """Bytes of unfinished uploads on the disk."""
        folder = self.data / "originals" / ".incoming" / "unfinished"
        return sum(file.stat().st_size for file in folder.iterdir()) if folder.is_dir() else 0

    def wait_for(self, size: int) -> None:
        until = time.monotonic() + 30
        while self.arrived() < size:
            assert time.monotonic() < until, f"only {self.arrived()} arrived"
            time.sleep(0.002)


def node() -> str:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from hatch_build import find_node
    finally:
        sys.path.pop(0)
    found = find_node()
    assert found, "Node builds the pages, so it is here"
    return str(found[0])


def start_sending(
    address: str, cookie: str, files: Sequence[Path], chunk: int = 0, side_by_side: int = 1
) -> subprocess.Popen[str]:
    """tus-js-client on its way. chunk 0: each file in one request."""
    words = [node(), str(SCRIPT), address, cookie, str(chunk), str(side_by_side), *map(str, files)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def must_end_well(sending: subprocess.Popen[str], seconds: float = 120) -> None:
    said, problem = sending.communicate(timeout=seconds)
    assert sending.returncode == 0, said + problem
