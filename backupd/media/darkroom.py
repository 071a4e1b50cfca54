"""Where originals are opened: worker processes with limits, so that a bad file costs one worker, never the daemon.

A worker starts with the first order, ends after idle minutes to give its memory back, and is replaced when it dies.
"""

import os
import queue
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from backupd.media.assistant import Assistant
from backupd.media.orders import (
    Cut,
    Develop,
    Enlarge,
    Finished,
    Hear,
    Order,
    Render,
    Score,
    Shoot,
    Splice,
    Transcode,
)
from backupd.media.recipes import Recipe
from backupd.media.records import Developed, Rendered, Span

SILENT_SECONDS = 300
"""A transcoding worker that says nothing for this long hangs; it reports every few seconds however slow it is."""

WALL_TO_PROCESSOR = 3
"""On a busy box an order takes longer by the clock than by the processor, which the kernel counts."""


Progress = Callable[[float], None]


class Darkroom:
    """Develops and transcodes originals; safe to use from several threads, `workers` of them at a time."""

    def __init__(
        self,
        *,
        memory_mb: int = 768,
        seconds: int = 60,
        pixels: int = 80_000_000,
        frames: int = 120,
        workers: int = 1,
        idle_minutes: float = 5,
    ) -> None:
        """Limits for one original: memory, processor and wall time, pixels held at once, frames of a video."""
        self._seconds, self._pixels, self._frames = seconds, pixels, frames
        self._keeper = ThreadPoolExecutor(1, "darkroom-keeper")
        self._new = lambda: Assistant(self._keeper, memory_mb, idle_minutes * 60)
        self._free: queue.LifoQueue[Assistant] = queue.LifoQueue()
        self._all = [self._new() for _ in range(workers)]
        for assistant in self._all:
            self._free.put(assistant)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End every worker at once; an order in hand raises DarkroomClosed."""
        for assistant in self._all:
            assistant.close()
        self._keeper.shutdown()

    def develop(self, original: Path, into: Path, name: str, family_zone: str, now: datetime) -> Developed:
        """Facts of `original` and its pictures, written into the folder `into`; the caller renames them.

        Raises Unreadable for a file that is refused and DarkroomDied for a worker lost over it.
        """
        limits = self._pixels, self._frames, self._seconds
        order = Develop(_path(original), _path(into), _text(name), family_zone, now.isoformat(), *limits)
        developed = self._asked(order).developed
        assert developed is not None
        return developed

    def render(self, original: Path, into: Path, name: str, recipe: Recipe, full: bool = False) -> Rendered:
        """A photo edited as `recipe` says: preview.jpg and grid.jpg in the folder `into`, or with `full` full.jpg;
        raises as develop does."""
        limits = self._pixels, self._seconds
        order = Render(_path(original), _path(into), _text(name), recipe, *limits, full)
        rendered = self._asked(order).rendered
        assert rendered is not None
        return rendered

    def enlarge(self, original: Path, target: Path, name: str, edge: int | None = None) -> None:
        """Write the picture to `target` as JPEG, at its full size with what it tells of itself, or with a long edge of at
        most `edge` pixels and no word; raises as develop does."""
        limits = self._pixels, self._seconds
        self._asked(Enlarge(_path(original), _path(target), _text(name), *limits, edge))

    def hear(self, original: Path, target: Path, longest: float) -> float:
        """Write a voice note to `target` as M4A; how many seconds it lasts. Raises as develop does."""
        heard = self._asked(Hear(_path(original), _path(target), longest, self._seconds)).heard
        assert heard is not None
        return heard

    def score(self, original: Path, target: Path, longest: float) -> float:
        """Write music to `target` as M4A of two channels, `longest` seconds of it at most; how many seconds it lasts then.
        Raises as develop does."""
        heard = self._asked_alone(Score(_path(original), _path(target), longest, self._seconds), None).heard
        assert heard is not None
        return heard

    @contextmanager
    def studio(self) -> Iterator["Camera"]:
        """A worker of its own, at low priority, that carries out the many orders of one film of highlights."""
        with self._alone() as ask:
            yield Camera(ask, self._pixels, self._seconds)

    def _asked(self, order: Order) -> Finished:
        """Of the first assistant that is free."""
        assistant = self._free.get()
        try:
            return assistant.ask(order, WALL_TO_PROCESSOR * self._seconds)
        finally:
            self._free.put(assistant)

    def transcode(
        self,
        original: Path,
        target: Path,
        progress: Callable[[float], None] | None = None,
        threads: int = 2,
        part: Span | None = None,
    ) -> None:
        """Make `target`, an MP4 browsers play, in a worker of its own at low priority; raises as develop does.
        Of a motion photo `part` is where its film lies.

        An exception from `progress`, which hears the part done from 0 to 1, ends the work.
        """
        self._asked_alone(Transcode(_path(original), _path(target), threads, part), progress)

    def remux(self, original: Path, target: Path) -> None:
        """Make `target`, the same video without what its file tells beside it, as transcode does."""
        self._asked_alone(Transcode(_path(original), _path(target), 1, bare=True), None)

    def cut(
        self,
        original: Path,
        into: Path,
        name: str,
        recipe: Recipe,
        progress: Callable[[float], None] | None = None,
        threads: int = 2,
    ) -> Rendered:
        """A film edited as `recipe` says: film.mp4, preview.jpg and grid.jpg in the folder `into`; else as transcode."""
        order = Cut(_path(original), _path(into), _text(name), recipe, threads, self._frames)
        rendered = self._asked_alone(order, progress).rendered
        assert rendered is not None
        return rendered

    def _asked_alone(self, order: Order, progress: Progress | None) -> Finished:
        with self._alone() as ask:
            return ask(order, progress)

    @contextmanager
    def _alone(self) -> Iterator[Callable[[Order, Progress | None], Finished]]:
        """In a worker of its own: pictures need not wait for a film."""
        assistant = self._new()
        self._all.append(assistant)
        try:
            yield lambda order, progress: assistant.ask(order, SILENT_SECONDS, progress)
        finally:
            assistant.close()
            self._all.remove(assistant)


class Camera:
    """One worker for all that a film of highlights needs; each order is carried out, and fails, as transcode does."""

    def __init__(self, ask: Callable[[Order, Progress | None], Finished], pixels: int, seconds: int) -> None:
        self._ask, self._limits = ask, (pixels, seconds)

    def enlarge(self, original: Path, target: Path, name: str, edge: int) -> None:
        """As the darkroom does."""
        self._ask(Enlarge(_path(original), _path(target), _text(name), *self._limits, edge), None)

    def shoot(self, order: Shoot, progress: Progress) -> None:
        """Draw a piece of the film."""
        self._ask(order, progress)

    def splice(self, order: Splice, progress: Progress) -> None:
        """Put the pieces together."""
        self._ask(order, progress)


def _path(path: Path) -> bytes:
    """File names on Linux are bytes and need not be text."""
    return os.fsencode(path.absolute())


def _text(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
