"""A child process of ours that is kept running: started again after a death, ended with the daemon."""

import subprocess
import threading
import time
from contextlib import suppress

from backupd.core import log


class Child:
    """Runs `command`, tells it `told` on standard input, listens to the beats on its standard output, and starts it
    again when it dies (after 1 s, 2 s … 60 s)."""

    def __init__(
        self, name: str, command: list[str], told: bytes = b"", seconds: float = 15, patience: float = 25
    ) -> None:
        self.name = name
        self._command = command
        self._told = told
        self._seconds = seconds
        self._patience = patience
        self._heard = time.monotonic()
        self._stopping = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name=name, daemon=True)

    @property
    def alive(self) -> bool:
        """A beat was heard lately."""
        return time.monotonic() - self._heard < self._seconds

    @property
    def pid(self) -> int | None:
        return self._running.pid if self._running else None

    def __enter__(self) -> "Child":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """SIGTERM, wait for the job in hand (bounded), then SIGKILL."""
        self._stopping.set()
        if self._running:
            self._running.terminate()
            try:
                self._running.wait(self._patience)
            except subprocess.TimeoutExpired:
                self._running.kill()
        self._thread.join(5)

    def _keep(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            began = time.monotonic()
            self._run_once()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - began > 60 else min(pause * 2, 60)
            log.named(self.name).warning("ended unasked; starting again in %.0f s", pause)
            self._stopping.wait(pause)

    def _run_once(self) -> None:
        pipe = subprocess.PIPE
        # a session of its own: Ctrl+C in a terminal is the daemon's to answer, which then ends its child in order
        with subprocess.Popen(
            self._command, stdin=pipe, stdout=pipe, bufsize=0, start_new_session=True
        ) as running:
            self._running = running
            assert running.stdin is not None
            if self._stopping.is_set():
                running.terminate()
            with suppress(BrokenPipeError):  # it died before it listened
                running.stdin.write(self._told)
                running.stdin.close()
            while running.stdout and running.stdout.read(1):
                self._heard = time.monotonic()
