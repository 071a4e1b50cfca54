"""The process that sees and reads, as the daemon sees it: started when needed, ended after ten idle minutes or when asked
to rest."""

import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

import msgspec

from backupd.core import log
from backupd.meaning.records import Answer, Check, Trouble, encoder, read_answer

PACKAGE = Path(__file__).resolve().parents[1]
IDLE_SECONDS = 600.0
MEMORY_MB = 2048
SILENT_SECONDS = 300.0
CHECKED_SECONDS = 900.0

START = """
import runpy, sys, types
root, program, packages = (sys.argv.pop(1) for _ in range(3))
sys.path.insert(0, root)
for name in packages.split():
    bare = sys.modules["backupd." + name] = types.ModuleType("backupd." + name)
    bare.__path__ = [root + "/backupd/" + name]
runpy.run_module(program, run_name="__main__", alter_sys=True)
"""
"""With bare packages: their façades would load database and web."""

ENVIRONMENT = {
    "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
}  # fmt: skip


class Mind:
    """One order at a time; a process that died is started anew at the next. program: the module that it runs; packages:
    those of ours that it needs rooms of."""

    program = "backupd.meaning.mind_process"
    packages = "media meaning"

    def __init__(self, database: Path, folder: Path, idle_seconds: float = IDLE_SECONDS) -> None:
        self._places = [
            str(PACKAGE.parent),
            self.program,
            self.packages,
            str(MEMORY_MB),
            str(idle_seconds),
            str(os.getpid()),
            str(database),
            str(folder),
        ]
        # the kernel ends a process with the thread that started it: one that lasts
        self._keeper = ThreadPoolExecutor(1, "mind-keeper")
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = threading.Lock()
        self._closed = False
        self._asked = 0.0
        self._checked: dict[str, tuple[Answer, float]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        if self._process is not None:
            self._process.kill()
        with self._busy:
            self._end()
        self._keeper.shutdown()

    def read(self, line: bytes) -> Any:
        """An answer of this program."""
        return read_answer.decode(line)

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def ask(self, order: msgspec.Struct, patience: float = SILENT_SECONDS) -> Any:
        """What it answers; Trouble also where it died, hung, or is busy for longer than `patience` seconds."""
        if not self._busy.acquire(timeout=patience):
            return Trouble("meaning.failed", "busy")
        try:
            line = encoder.encode(order) + b"\n"
            answer = self._answer(line, patience) or self._answer(line, patience)
        finally:
            self._asked = time.monotonic()
            self._busy.release()
        answer = answer or Trouble("meaning.failed", "it ended")
        if isinstance(answer, Trouble) and answer.detail:
            log.named("meaning").warning("%s: %s", answer.reason, answer.detail)
        return answer

    def rest(self, idle: float = 0.0) -> None:
        """Give its memory back now, unless it is at work, or was within the last `idle` seconds."""
        if self._busy.acquire(blocking=False):
            try:
                if time.monotonic() - self._asked >= idle:
                    self._end()
            finally:
                self._busy.release()

    def checked(self, folder: str, fetch: Callable[[], str | None]) -> Answer:
        """Whether this folder holds a model, once it was fetched; for some minutes the last answer holds."""
        known, until = self._checked.get(folder, (None, 0.0))
        if known is None or time.monotonic() > until:
            lacking = fetch()
            known = Trouble(lacking) if lacking else self.ask(Check(folder))
            self._checked[folder] = known, time.monotonic() + CHECKED_SECONDS
        return known

    def _answer(self, line: bytes, patience: float) -> Any:
        """None when it ended, perhaps to rest just as we spoke to it."""
        if self._closed:
            return Trouble("meaning.failed")
        try:
            process = self._awake()
            assert process.stdin is not None
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(process.stdin.fileno(), rest) :]
            said = _heard(process, patience)
            answer = said and self.read(said)
        except (BrokenPipeError, OSError):
            answer = None
        except TimeoutError:
            answer = Trouble("meaning.failed", "silent")
        if answer is None or answer == Trouble("meaning.failed", "silent"):
            self._end()
        return answer

    def _awake(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = self._keeper.submit(self._started).result()
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-c", START, *self._places],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            bufsize=0,
            start_new_session=True,
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with process:  # closes the pipes and waits
                pass


def _heard(process: subprocess.Popen[bytes], patience: float) -> bytes | None:
    """One line of its output; None when that ends. TimeoutError after too long a silence."""
    assert process.stdout is not None
    output, said, deadline = process.stdout.fileno(), bytearray(), time.monotonic() + patience
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while not said.endswith(b"\n"):
            if not selector.select(max(deadline - time.monotonic(), 0)):
                raise TimeoutError
            heard = os.read(output, 1 << 16)
            if not heard:
                return None
            said += heard
    return bytes(said)
