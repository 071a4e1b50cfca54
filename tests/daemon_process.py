"""A real daemon in a process of its own, on a free port, with a folder of its own."""

import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "backupd"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Daemon:
    """`with Daemon(folder) as box:` starts it and waits for /up; leaving ends it and checks that it ended calmly.

    settings are written to backupd.toml as TOML lines. The name is not announced unless a test asks
    for it. group: in a process group of its own, as a terminal would start it.
    """

    command: Sequence[str] = COMMAND
    environment: Mapping[str, str] = ENVIRONMENT

    def __init__(
        self,
        data: Path,
        *,
        settings: str = "announce = false\n",
        options: Sequence[str] = (),
        group: bool = False,
    ) -> None:
        self.data = data
        self.data.mkdir(parents=True, exist_ok=True)
        (data / "backupd.toml").write_text(settings, "utf-8")
        self._options = options
        self._group = group
        self._lines: queue.Queue[str] = queue.Queue()
        self.printed = ""
        self.address = ""

    def __enter__(self) -> "Daemon":
        self.start()
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        status = self.stop()
        if kind is None:
            assert status == 0, f"ended with {status}:\n{self.printed}"
        else:
            print(self.printed)  # pytest shows it beside what failed

    def start(self, seconds: float = 90) -> "Daemon":
        """Returns when the first page is answered; `started_in` says how long that took."""
        began = time.monotonic()
        self.spawn()
        self.address = self._wait_for_address(began + seconds)
        while self.up() is None:
            assert self.process.poll() is None and time.monotonic() < began + seconds, self._why()
            time.sleep(0.02)
        self.started_in = time.monotonic() - began
        return self

    def spawn(self) -> None:
        """Start it, and wait for nothing."""
        (self.data / "daemon.lock").unlink(missing_ok=True)  # may hold the port of one that was killed
        words = [
            *self.command,
            "serve",
            "--data",
            str(self.data),
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            *self._options,
        ]
        self.process = subprocess.Popen(
            words,
            cwd=self.data,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=self._group,
        )
        self._listener = threading.Thread(target=self._listen, args=(self.process,), daemon=True)
        self._listener.start()

    def stop(self, by: int = signal.SIGTERM, seconds: float = 30) -> int:
        """The exit status. A daemon that does not end in time is killed, and -9 comes back."""
        if by and self.process.poll() is None:
            self.process.send_signal(by)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._listener.join(5)
        self._hear(0.05)
        return self.process.returncode

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    @property
    def token(self) -> str:
        """The set-up token it printed."""
        return self.read_until(r"[?&]token=([\w-]{20,})")

    def up(self) -> dict | None:
        try:
            return json.loads(self.get("/up"))
        except (OSError, ValueError):
            return None

    def get(self, path: str) -> bytes:
        """The body of a GET, whatever its status."""
        try:
            with _DIRECT.open(self.address + path, timeout=10) as answer:
                return answer.read()
        except urllib.error.HTTPError as refused:
            return refused.read()

    def read_until(self, pattern: str, seconds: float = 10) -> str:
        """What the first group of `pattern` matched in everything printed so far, or soon."""
        until = time.monotonic() + seconds
        while not (found := re.search(pattern, self.printed)):
            assert time.monotonic() < until, f"{pattern} was never printed:\n{self.printed}"
            self._hear(0.1)
        return found[1] if found.groups() else found[0]

    def _wait_for_address(self, until: float) -> str:
        """From the lock of the data folder: port 0 asked the kernel for a free one."""
        lock = self.data / "daemon.lock"
        while not (lock.is_file() and lock.read_text().strip()):
            assert self.process.poll() is None and time.monotonic() < until, self._why()
            time.sleep(0.02)
        return f"http://localhost:{lock.read_text().strip()}"

    def _why(self) -> str:
        self._hear(0.5)
        return f"the daemon did not start ({self.process.poll()}):\n{self.printed}"

    def _listen(self, process: subprocess.Popen) -> None:
        assert process.stdout
        with process.stdout as lines:
            for line in lines:
                self._lines.put(line)

    def _hear(self, seconds: float) -> None:
        try:
            self.printed += self._lines.get(timeout=seconds)
            while True:
                self.printed += self._lines.get_nowait()
        except queue.Empty:
            return


def command(
    *words: object, data: Path | None = None, language: str = "en_US.UTF-8", seconds: float = 60
) -> subprocess.CompletedProcess[str]:
    """Run one command of the command line to its end."""
    environment = {**ENVIRONMENT, "LANG": language, "LC_ALL": language}
    placed = ["--data", str(data)] if data else []
    said = [*COMMAND, *placed, *map(str, words)]
    return subprocess.run(said, env=environment, capture_output=True, text=True, timeout=seconds, check=False)
