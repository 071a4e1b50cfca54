"""The third door: everything under a path, from the command line, beside a running daemon or without one.

One thread reads, hashes and keeps; as many as there are darkroom workers welcome what was kept. Lines come in the
order in which files are finished.
"""

import os
import queue
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import msgspec

from backupd import family, media
from backupd.core import log
from backupd.core.errors import CannotStart, Refused
from backupd.core.library import Library
from backupd.intake import actions, store
from backupd.intake.folders import home_of, is_sidecar, left_alone, shown
from backupd.intake.journey import welcome
from backupd.intake.reading import Changed, copy, seen_of
from backupd.intake.records import Arrival, Outcome
from backupd.intake.telling import tell

Say = Callable[[str], str]


class ImportLine(msgspec.Struct, frozen=True):
    """What became of one file. `taken` is local time; `reason` a sentence; width and height are after orientation."""

    source: str
    outcome: Outcome
    reason: str | None = None
    media: int | None = None
    kind: str | None = None
    taken: str | None = None
    offset: str | None = None
    precision: str = "unknown"
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    camera: str | None = None


class ImportTotals(msgspec.Struct):
    """The last line."""

    imported: int = 0
    duplicate: int = 0
    refused: int = 0
    total: int = 0


def import_path(
    library: Library, path: Path, family_name: str, person_name: str, say: Say
) -> Iterator[ImportLine | ImportTotals]:
    """Import a file or all that lies under a folder; each folder directly under it makes an album, as in a drop
    folder. Makes the family and the person where they are not there. `say` turns a word key into a sentence.

    Raises CannotStart when there is nothing to read at `path`; what is wrong with single files stands in their lines.
    """
    root = _root(path)
    media.recover(library)
    home, person = family.person_named(library, family_name, person_name)
    batch = actions.open_batch(library, home, person, "import", source=shown(path.absolute()))
    totals = ImportTotals()
    for line in _Import(library, batch, root, say).lines(path):
        setattr(totals, line.outcome, getattr(totals, line.outcome) + 1)
        totals.total += 1
        yield line
    actions.close_batch(library, batch)
    tell(library)
    yield totals


def _root(path: Path) -> Path:
    try:
        found = path.stat()
    except OSError as error:
        raise CannotStart("intake.no_such_path", path=path, problem=error.strerror) from error
    return path.resolve() if stat.S_ISDIR(found.st_mode) else path.resolve().parent


class _Import:
    """One run. Few files are in flight at once: what a crash leaves is little, and it is kept already."""

    def __init__(self, library: Library, batch: int, root: Path, say: Say) -> None:
        self._library = library
        self._batch = batch
        self._root = root
        self._say = say
        self._workers = library.settings.limits.workers
        self._lines: queue.Queue[Future[ImportLine] | None] = queue.Queue(maxsize=2 * self._workers + 2)
        self._stopped = threading.Event()

    def lines(self, path: Path) -> Iterator[ImportLine]:
        with ThreadPoolExecutor(self._workers, "welcoming") as welcoming:
            reading = threading.Thread(target=self._read, args=(path.resolve(), welcoming), name="reading")
            reading.start()
            try:
                while (finished := self._lines.get()) is not None:
                    yield finished.result()
            finally:
                self._stop(reading)

    def _stop(self, reading: threading.Thread) -> None:
        self._stopped.set()
        while reading.is_alive():
            try:
                self._lines.get(timeout=0.05)
            except queue.Empty:
                continue

    def _read(self, path: Path, welcoming: ThreadPoolExecutor) -> None:
        try:
            for found in [path] if path.is_file() else files_under(path):
                if self._stopped.is_set():
                    return
                self._lines.put(self._keep(found, welcoming))
        finally:
            self._lines.put(None)

    def _keep(self, path: Path, welcoming: ThreadPoolExecutor) -> Future[ImportLine]:
        try:
            arrival = self._receive(path)
        except Exception as error:
            return _done(self._line(path, "refused", reason=_reason(path, error)))
        if arrival.state == "settled":
            return _done(self._line(path, "refused", reason=arrival.reason))
        return welcoming.submit(self._welcome, path, arrival.id)

    def _receive(self, path: Path) -> Arrival:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused("intake.not_an_ordinary_file")
        with self._library.files.staging(found.st_size) as staging:
            staged = copy(self._root, path, seen_of(found), staging)
            return actions.take_in(
                self._library,
                self._batch,
                staged,
                path.name,
                source=shown(path),
                home=home_of(self._root, path, "folder"),
            )

    def _welcome(self, path: Path, arrival_id: int) -> ImportLine:
        try:
            welcome(self._library, arrival_id)
        except Exception as error:
            return self._line(path, "refused", reason=_reason(path, error))
        arrival = store.arrival(self._library, arrival_id)
        assert arrival is not None
        return self._line(path, arrival.outcome or "refused", arrival.reason, arrival.media)

    def _line(
        self, path: Path, outcome: Outcome, reason: str | None = None, media_id: int | None = None
    ) -> ImportLine:
        sentence = self._say(reason) if reason else None
        known = media.find(self._library, media_id) if media_id and outcome != "refused" else None
        if known is None:
            return ImportLine(shown(path), outcome, sentence)
        facts = {name: getattr(known, name) for name in ImportLine.__struct_fields__[4:]}
        return ImportLine(shown(path), outcome, sentence, known.id, **facts)


def files_under(folder: Path) -> Iterator[Path]:
    """Everything a person would call a file, in the order of names; links are not followed."""
    for place, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not left_alone(name))
        yield from (Path(place, name) for name in sorted(names) if not (left_alone(name) or is_sidecar(name)))


def _done(line: ImportLine) -> Future[ImportLine]:
    finished: Future[ImportLine] = Future()
    finished.set_result(line)
    return finished


def _reason(path: Path, error: Exception) -> str:
    match error:
        case Refused():
            return error.key
        case Changed():
            return "intake.changed_meanwhile"
        case PermissionError():
            return "intake.not_allowed_to_read"
        case OSError():
            return "intake.cannot_be_read"
    log.named("intake").error("%s could not be imported", path, exc_info=error)
    return "problems.unexpected"
