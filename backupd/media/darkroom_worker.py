"""The process that opens files from strangers: reads orders from its input, answers on its output.

assistant.py starts it with `backupd.media` as a bare package and speaks with it in the words of orders.py.
"""

import os
import select
import sys
import time
import traceback
from datetime import datetime
from pathlib import Path

from backupd.media import sandbox
from backupd.media.developing import develop
from backupd.media.errors import Unreadable
from backupd.media.orders import (
    Answer,
    Develop,
    Enlarge,
    Failed,
    Finished,
    Order,
    Progress,
    Refused,
    Transcode,
    encoder,
    read_order,
)
from backupd.media.records import Developed, Limits

SIGN_OF_LIFE_SECONDS = 0.5


def main(memory_mb: int, idle_seconds: float, parent: int) -> None:
    """Work until the orders end or none came for `idle_seconds`; resting gives all memory back."""
    sandbox.enter(memory_mb, parent)
    answers = _own_output()
    while select.select([0], [], [], idle_seconds)[0]:
        line = sys.stdin.buffer.readline()
        if not line:
            return
        _send(_answer(read_order(line), answers), answers)
        sandbox.return_memory()


def _own_output() -> int:
    """The pipe to the daemon, out of reach of C libraries that print their warnings."""
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers


def _send(answer: Answer, answers: int) -> None:
    line = memoryview(encoder.encode(answer) + b"\n")
    while line:
        line = line[os.write(answers, line) :]


def _answer(order: Order, answers: int) -> Answer:
    try:
        if isinstance(order, Develop):
            return Finished(_develop(order))
        if isinstance(order, Enlarge):
            return _enlarge(order)
        _transcode(order, answers)
        return Finished()
    except Unreadable as refusal:
        return Refused(refusal.reason)
    except MemoryError:
        return Failed("media.darkroom_full", "out of memory")
    except Exception:
        return Failed("media.darkroom_failed", traceback.format_exc(limit=-5))


def _develop(order: Develop) -> Developed:
    sandbox.allow_seconds(order.seconds)
    limits = Limits(order.pixels, order.frames)
    now = datetime.fromisoformat(order.now)
    return develop(_path(order.original), _path(order.into), order.name, order.family_zone, now, limits)


def _enlarge(order: Enlarge) -> Finished:
    from backupd.media.enlarging import enlarge

    sandbox.allow_seconds(order.seconds)
    limits = Limits(order.pixels, order.frames)
    enlarge(_path(order.original), _path(order.target), order.name, order.edge, limits)
    return Finished()


def _transcode(order: Transcode, answers: int) -> None:
    from backupd.media.transcoding import transcode

    os.nice(10)
    told = time.monotonic()

    def progress(part: float) -> None:
        nonlocal told
        if time.monotonic() - told > SIGN_OF_LIFE_SECONDS:
            told = time.monotonic()
            _send(Progress(part), answers)

    transcode(_path(order.original), _path(order.target), order.threads, progress)


def _path(path: bytes) -> Path:
    return Path(os.fsdecode(path))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
