"""A capsule with one very large file: sealed as it arrives, opened at its moment, both in flat memory and with progress."""

import hashlib
import resource
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from benches.figures import Figure
from PIL import Image

from backupd import capsules, migrations, schedule
from backupd.capsules import actions, opening, store
from backupd.capsules.records import NewCapsule
from backupd.core.clock import Clock
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.core.staging import Staged
from backupd.family import person_named, stand_in

MEGABYTES = 20_000
PIECE = 1 << 20
TELL_EVERY = 10.0
"""Seconds between two lines of progress."""


class Later(Clock):
    """A clock that is believed, and can be put on by a year."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def synchronised(self) -> bool:
        return True


def run(megabytes: int, folder: Path | None) -> list[Figure]:
    """Gigabytes; seconds to seal and to open; by how much this process grew meanwhile; how often progress was told."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        clock = Later()
        box = Library(load(Path(place) / "box", reserve_mb=0), clock).open(schedule.TABLE)
        migrations.apply(box)
        number = _capsule(box)
        warm = _memory()
        sealing = _timed(lambda: _put_in(box, number, megabytes))
        _tell(f"sealed {megabytes / 1000:.1f} GB in {sealing:.0f} s, memory {_memory():.0f} MB")
        clock.ahead = timedelta(days=400)
        watch = _Watch(box, number)
        try:
            with watch:
                spent = _timed(lambda: _open(box, number))
            grew = _memory() - warm
            done = store.progress(box, number)
            assert (done.placed, done.bytes) == (1, done.of_bytes), done
        finally:
            box.close()
    return [
        Figure("gigabytes", megabytes / 1000, "GB"),
        Figure("seal_s", sealing, "s"),
        Figure("open_s", spent, "s"),
        Figure("grew_mb", grew, "MB", 40),
        Figure("progress_seen", len(watch.seen), "times", 3, floor=True),
    ]


def _capsule(box: Library) -> int:
    family, person = person_named(box, "Kim", "Mum")
    mother = stand_in(box, person, family)
    assert mother is not None
    day = f"{datetime.now(UTC) + timedelta(days=300):%Y-%m-%d}"
    return actions.make(box, mother, NewCapsule("Twenty gigabytes", day=day))


def _put_in(box: Library, number: int, megabytes: int) -> None:
    """As a resumable upload does at its end: clear bytes in incoming/, then sealed, entered, and gone."""
    row = box.database.connection.execute("SELECT family, made_by FROM capsule").fetchone()
    mother = stand_in(box, row["made_by"], row["family"])
    assert mother is not None
    clear = _film(box.files.incoming / "large", megabytes)
    with capsules.encrypted(box, number, clear.path, clear.size) as sealed, box.database.writing():
        capsules.enter(box, mother, number, clear, sealed, capsules.Offered("large.jpg"))
    clear.path.unlink()


def _film(path: Path, megabytes: int) -> Staged:
    """A picture with a very long tail; every megabyte of it another."""
    picture = BytesIO()
    Image.new("RGB", (640, 480), (40, 90, 200)).save(picture, "JPEG")
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for count in range(megabytes):
            piece = picture.getvalue() if count == 0 else hashlib.shake_128(b"%d" % count).digest(PIECE)
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    return Staged(path, digest.digest(), size)


def _open(box: Library, number: int) -> None:
    opening.open_due(box)
    box.jobs.drain()
    state = box.database.value("SELECT state FROM capsule WHERE id = ?", (number,))
    assert state == "open", box.database.value("SELECT problem FROM capsule WHERE id = ?", (number,))


class _Watch:
    """What a page would show of the progress meanwhile."""

    def __init__(self, box: Library, number: int) -> None:
        self._box, self._number = box, number
        self._over = threading.Event()
        self.seen: set[int] = set()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        told = 0.0
        while not self._over.wait(0.01):
            now = store.progress(self._box, self._number)
            self.seen.add(now.bytes)
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                _tell(
                    f"taken out {now.bytes / 1e9:.1f} of {now.of_bytes / 1e9:.1f} GB, memory {_memory():.0f} MB"
                )

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _timed(work) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 1)


def _memory() -> float:
    """The most this process ever held, in megabytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
