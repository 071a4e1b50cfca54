"""How a process that mind.py started lives: orders on its input, answers on its output, a line each, until nobody asks any
more. It gives up what it does not need first, and by ending gives all memory back."""

import os
import select
import sys
from collections.abc import Callable
from pathlib import Path

from backupd.media import sandbox


def obey(begin: Callable[[Path, Path], Callable[[bytes], bytes]], words: list[str]) -> None:
    """Work until the orders end or none came for a while. words: the command line as mind.py writes it; begin: given the
    database and a folder of one's own, answers what answers an order."""
    memory_mb, idle_seconds, parent, database, folder = words[1:]
    sandbox.enter(int(memory_mb), int(parent))
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    answer = begin(Path(database), Path(folder))
    while select.select([0], [], [], float(idle_seconds))[0]:
        line = sys.stdin.buffer.readline()
        if not line:
            return
        _send(answer(line) + b"\n", answers)


def _send(line: bytes, answers: int) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(answers, rest) :]
