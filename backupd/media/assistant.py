"""One worker process of the darkroom as the daemon sees it: started when needed, watched, ended."""

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from backupd.media.errors import DarkroomClosed, DarkroomDied, Unreadable
from backupd.media.orders import Answer, Failed, Finished, Order, Progress, Refused, encoder, read_answer

ROOM = Path(__file__).resolve().parent

START = """
import runpy, sys, types
root, room = sys.argv.pop(1), sys.argv.pop(1)
sys.path.insert(0, root)
bare = sys.modules["backupd.media"] = types.ModuleType("backupd.media")
bare.__path__ = [room]
runpy.run_module("backupd.media.darkroom_worker", run_name="__main__", alter_sys=True)
"""
"""The worker with `backupd.media` as a bare package: its façade would load database and web, 30 MB."""

ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"}

RESTED = 0
"""Exit status of a worker that ended by itself, after its idle minutes or because its orders ended."""

LAST_WORDS = {-signal.SIGXCPU: "media.darkroom_slow", -signal.SIGKILL: "media.darkroom_full"}


class Assistant:
    """A worker process and its two pipes; one order at a time."""

    def __init__(self, keeper: Executor, memory_mb: int, idle_seconds: float) -> None:
        """`keeper` is one lasting thread: the kernel ends a worker with the thread that started it."""
        self._keeper = keeper
        self._limits = [str(memory_mb), str(idle_seconds), str(os.getpid())]
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._busy = threading.Lock()

    def ask(
        self, order: Order, silent_seconds: float, progress: Callable[[float], None] | None = None
    ) -> Finished:
        """Have `order` done; a worker silent for longer than `silent_seconds` is ended. Raises as Darkroom does."""
        line = encoder.encode(order) + b"\n"
        with self._busy:
            answer = self._answer(line, silent_seconds, progress) or self._answer(
                line, silent_seconds, progress
            )
        if isinstance(answer, Refused):
            raise Unreadable(answer.reason)
        if isinstance(answer, Finished):
            return answer
        raise DarkroomDied(
            *(answer.reason, answer.detail) if isinstance(answer, Failed) else ("media.darkroom_failed",)
        )

    def close(self) -> None:
        """End the process now and for good."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
        with self._busy:  # whoever waits for an answer hears the end at once
            self._end()

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def _answer(
        self, line: bytes, silent_seconds: float, progress: Callable[[float], None] | None
    ) -> Answer | None:
        """The final answer; None when the worker went to rest just as we spoke to it."""
        process = self._awake()
        try:
            os.write(_pipe(process.stdin), line)
            for answer in _answers(process, silent_seconds):
                if not isinstance(answer, Progress):
                    return answer
                if progress is not None:
                    progress(answer.part)
        except BrokenPipeError:
            pass  # it ended before it read the order; how, its status tells
        except BaseException:
            self._end()
            raise
        self._gone(process)
        return None

    def _awake(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise DarkroomClosed
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = self._keeper.submit(self._started).result()
        if self._closed:  # while it was starting: close() saw no process to end
            self._end()
            raise DarkroomClosed
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        places = [str(ROOM.parents[1]), str(ROOM)]
        return subprocess.Popen(
            [sys.executable, "-I", "-c", START, *places, *self._limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            bufsize=0,
            start_new_session=True,
        )

    def _gone(self, process: subprocess.Popen[bytes]) -> None:
        """Raise unless the worker ended by itself."""
        status = process.wait()
        self._end()
        if self._closed:
            raise DarkroomClosed
        if status != RESTED:
            raise DarkroomDied(LAST_WORDS.get(status, "media.darkroom_failed"), f"exit status {status}")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with process:  # closes the pipes and waits
            pass


def _pipe(pipe: object) -> int:
    assert hasattr(pipe, "fileno")
    return int(pipe.fileno())


def _answers(process: subprocess.Popen[bytes], silent_seconds: float) -> Iterator[Answer]:
    """Answers as they come, until the output ends. Raises DarkroomDied after too long a silence."""
    output, said = _pipe(process.stdout), b""
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        deadline = time.monotonic() + silent_seconds
        while selector.select(deadline - time.monotonic()):
            said += (heard := os.read(output, 1 << 16))
            if not heard:
                return
            while b"\n" in said:
                line, said = said.split(b"\n", 1)
                deadline = time.monotonic() + silent_seconds
                yield read_answer.decode(line)
    raise DarkroomDied("media.darkroom_slow", f"silent for {silent_seconds} s")
