"""A daemon that dies of SIGKILL just before its N-th step of keeping a file: `python -m tests.daemon.mortal serve …`.

Nothing in the product helps: the interpreter's profiler hears every call of the system (sys.setprofile), in every
thread. Steps are counted from the moment a file named `armed` lies in the data folder, named by DIE_DATA.
"""

import os
import signal
import sys
import threading
from pathlib import Path

STEPS = {"fsync", "link", "unlink", "replace", "rename", "mkdir"}
COMMITS = {"_transaction"}  # database.writing: BEGIN, COMMIT


class Mortal:
    """Counts steps, and dies before one of them."""

    def __init__(self, data: Path, step: int) -> None:
        self._armed = data / "armed"
        self._journal = data / "steps"
        self._left = step
        self._counting = threading.Lock()

    def heard(self, frame, event: str, called) -> None:  # type: ignore[no-untyped-def]
        if event != "c_call" or not self._is_step(frame, called, getattr(called, "__name__", "")):
            return
        if not self._armed.exists():
            return
        with self._counting:
            self._left -= 1
            with self._journal.open("a") as journal:
                journal.write(f"{called.__name__} in {frame.f_code.co_name}\n")
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def _is_step(self, frame, called, name: str) -> bool:  # type: ignore[no-untyped-def]
        return (called.__module__ == "posix" and name in STEPS) or (
            name == "execute" and frame.f_code.co_name in COMMITS
        )


def main() -> int:
    from backupd.cli import main as run

    mortal = Mortal(Path(os.environ["DIE_DATA"]), int(os.environ["DIE_AT"]))
    threading.setprofile(mortal.heard)
    sys.setprofile(mortal.heard)
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
