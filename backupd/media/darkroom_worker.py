"""The process that opens files from strangers: reads orders from its input, answers on its output.

assistant.py starts it with `backupd.media` as a bare package and speaks with it in the words of orders.py.
"""

import os
import select
import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from backupd.media import sandbox
from backupd.media.developing import develop
from backupd.media.errors import Unreadable
from backupd.media.orders import (
    Answer,
    Cut,
    Develop,
    Enlarge,
    Failed,
    Finished,
    Hear,
    Order,
    Progress,
    Refused,
    Render,
    Score,
    Shoot,
    Splice,
    Transcode,
    encoder,
    read_order,
)
from backupd.media.records import Developed, Limits, Rendered

SIGN_OF_LIFE_SECONDS = 0.5
PIECE_SECONDS = 900
"""Processor time for a piece of a film of highlights: some hundred frames, on the smallest box."""


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
        if isinstance(order, Render):
            return Finished(rendered=_render(order))
        if isinstance(order, Cut):
            return Finished(rendered=_cut(order, answers))
        if isinstance(order, Hear | Score):
            return Finished(heard=_hear(order))
        if isinstance(order, Enlarge):
            _enlarge(order)
        elif isinstance(order, Shoot | Splice):
            _shoot(order, answers)
        else:
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


def _render(order: Render) -> Rendered:
    from backupd.media.rendering import render

    sandbox.allow_seconds(order.seconds)
    limits = Limits(order.pixels)
    return render(_path(order.original), _path(order.into), order.name, order.recipe, limits, order.full)


def _cut(order: Cut, answers: int) -> Rendered:
    from backupd.media.cutting import cut

    os.nice(10)
    limits = Limits(frames=order.frames)
    original, into = _path(order.original), _path(order.into)
    return cut(original, into, order.name, order.recipe, order.threads, limits, _telling(answers))


def _enlarge(order: Enlarge) -> None:
    from backupd.media.enlarging import enlarge

    sandbox.allow_seconds(order.seconds)
    enlarge(_path(order.original), _path(order.target), order.name, Limits(order.pixels), order.edge)


def _shoot(order: Shoot | Splice, answers: int) -> None:
    from backupd.media.shooting import shoot
    from backupd.media.splicing import splice

    os.nice(10)
    sandbox.allow_seconds(PIECE_SECONDS)
    if isinstance(order, Shoot):
        shoot(order, _path(order.target), _telling(answers))
    else:
        splice(order, _path(order.target), _telling(answers))


def _hear(order: Hear | Score) -> float:
    from backupd.media.scores import score
    from backupd.media.voices import hear

    sandbox.allow_seconds(order.seconds)
    if isinstance(order, Score):
        return score(_path(order.original), _path(order.target), order.longest)
    return hear(_path(order.original), _path(order.target), order.longest)


def _transcode(order: Transcode, answers: int) -> None:
    from backupd.media.clips import clip
    from backupd.media.remuxing import remux
    from backupd.media.transcoding import transcode

    os.nice(10)
    original, target, progress = _path(order.original), _path(order.target), _telling(answers)
    if order.bare:
        return remux(original, target, progress)
    if order.part is not None:
        return clip(original, order.part, target, order.threads, progress)
    return transcode(original, target, order.threads, progress)


def _telling(answers: int) -> Callable[[float], None]:
    """Tells the daemon how far we are, often enough to be heard and no more."""
    told = time.monotonic()

    def progress(part: float) -> None:
        nonlocal told
        if time.monotonic() - told > SIGN_OF_LIFE_SECONDS:
            told = time.monotonic()
            _send(Progress(part), answers)

    return progress


def _path(path: bytes) -> Path:
    return Path(os.fsdecode(path))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
