"""A program of a test, listened to line by line and ended with it."""

import json
import queue
import subprocess
import threading
import time


class Program:
    def __init__(self, words: list[str]):
        self._running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._lines: queue.Queue[str] = queue.Queue()
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    @property
    def pid(self) -> int:
        return self._running.pid

    def says(self, wanted: str, within: float = 15.0) -> str:
        """The next line that contains `wanted`."""
        return self._line(lambda line: wanted in line, wanted, within)

    def becomes(self, within: float = 15.0, **wanted) -> dict:
        """The next state of a box in which all that is `wanted` is so."""
        line = self._line(
            lambda line: line[0] == "{" and wanted.items() <= json.loads(line).items(), str(wanted), within
        )
        return json.loads(line)

    def leave(self) -> float:
        """End it as systemd would; how many seconds that took."""
        began = time.monotonic()
        self._running.terminate()
        self._running.wait(10)
        return time.monotonic() - began

    def kill(self) -> None:
        self._running.kill()
        self._running.wait()

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_) -> None:
        self.kill()
        self._listening.join(5)
        self._running.stdout.close()

    def _listen(self) -> None:
        for line in self._running.stdout:
            self._lines.put(line)

    def _line(self, fits, wanted: str, within: float) -> str:
        until, heard = time.monotonic() + within, []
        while (left := until - time.monotonic()) > 0:
            try:
                heard.append(self._lines.get(timeout=left))
            except queue.Empty:
                break
            if fits(heard[-1]):
                return heard[-1]
        raise AssertionError(f"waited {within} s for {wanted}, heard {heard}")
