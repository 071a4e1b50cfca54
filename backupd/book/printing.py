"""Asking for a PDF, and making it in the background. What is made can be made again, so it may be lost."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import msgspec

from backupd import family
from backupd.book import store
from backupd.book.binding import bind
from backupd.book.formats import PAPER
from backupd.book.gathering import Speech, gather, mark_of
from backupd.book.pagination import paginate
from backupd.book.records import Printing, Printings
from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.errors import Absent, DiskFull, Refused
from backupd.core.files import make_folder, sync_folder
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.words import WEB, Words

KEPT = timedelta(days=30)
ROOM_FOR_A_PICTURE = 1_200_000


def printings(library: Library, viewer: Viewer, album: int, words: Words) -> Printings:
    """Each format of paper with its PDF of the album as the viewer sees it now, if somebody asked for one."""
    material = gather(library, viewer, album, Speech(words, viewer.language), today(library, viewer))
    marks = {name: mark_of(material, viewer.language, name) for name in PAPER}
    found = [_printing(library, viewer, album, name, mark) for name, mark in marks.items()]
    return Printings(album, material.title, found)


def _printing(library: Library, viewer: Viewer, album: int, name: str, mark: str) -> Printing:
    row = store.asked(library, viewer, album, name, mark)
    if row is None or (row.state == "ready" and not path_of(library, row.id).exists()):
        return Printing(name)
    return row.printing


def ask(library: Library, viewer: Viewer, album: int, name: str, words: Words) -> None:
    """Have the album made into a PDF, unless exactly this book is there or on its way."""
    if name not in PAPER:
        raise Refused("book.no_such_format", back=f"/albums/{album}/book/pdf")
    material = gather(library, viewer, album, Speech(words, viewer.language), today(library, viewer))
    mark = mark_of(material, viewer.language, name)
    if _printing(library, viewer, album, name, mark).state not in ("none", "failed"):
        return
    _must_have_room(library, len(material.shots))
    with library.database.writing():
        number = store.add(library, viewer, album, name, mark, stamp(library.clock.now()))
    library.jobs.later(print_book, number)


def _must_have_room(library: Library, pictures: int) -> None:
    free = shutil.disk_usage(library.files.derived).free
    if free < library.files.reserve + pictures * ROOM_FOR_A_PICTURE:
        raise DiskFull("problems.disk_full")


def finished(library: Library, viewer: Viewer, album: int, name: str, words: Words) -> tuple[Path, str]:
    """The PDF of the album as the viewer sees it now, and its name. Raises Absent when there is none (any more)."""
    material = gather(library, viewer, album, Speech(words, viewer.language), today(library, viewer))
    row = store.asked(library, viewer, album, name, mark_of(material, viewer.language, name))
    if row is None or row.state != "ready" or not path_of(library, row.id).exists():
        raise Absent("book.not_there", back=f"/albums/{album}/book/pdf")
    return path_of(library, row.id), material.title


def today(library: Library, viewer: Viewer) -> str:
    return viewer.here(library.clock.now()).date().isoformat()


def path_of(library: Library, number: int) -> Path:
    return _folder(library) / f"{number}.pdf"


def _folder(library: Library) -> Path:
    return library.files.derived / "books"


def print_book(library: Library, number: int) -> None:
    """Make the PDF that was asked for. A job: may run twice; one that was cut off begins anew."""
    row = store.find(library, number)
    if row is None or row.state not in ("asked", "making"):
        return
    viewer = family.stand_in(library, row.asked_by, row.family)
    try:
        if viewer is None:
            raise Absent
        _make(library, row, msgspec.structs.replace(viewer, language=row.language))
    except Absent:  # the album or the asker is gone: nobody waits for it
        _forget(library, number)
    except DiskFull as full:
        _fail(library, number, full.key)
    except OSError as error:
        log.named("book").error("the PDF of album %s was not written", row.album, exc_info=error)
        _fail(library, number, "problems.disk_full" if error.errno == errno.ENOSPC else "book.failed")


def _make(library: Library, row: store.Asked, viewer: Viewer) -> None:
    """The album as it is now, which may have changed since it was asked for."""
    speech = Speech(Words.load(WEB / "words"), row.language)
    material = gather(library, viewer, row.album, speech, today(library, viewer))
    book = paginate(row.album, material, PAPER[row.format])
    with library.database.writing():
        mark = mark_of(material, row.language, row.format)
        if mark != row.mark:
            store.take_mark(library, row, mark)
        store.note(library, row.id, state="making", done=0, total=len(book.pages))
    with _whole(path_of(library, row.id)) as file:
        bind(
            library,
            viewer,
            book,
            WEB / "static" / "dist" / "print",
            file,
            row.language,
            library.clock.now(),
            lambda done: _progress(library, row.id, done),
        )
    with library.database.writing():
        size, made = path_of(library, row.id).stat().st_size, stamp(library.clock.now())
        store.note(library, row.id, state="ready", size=size, made=made)
    for each in store.outdated(library, row):
        _forget(library, each)


@contextmanager
def _whole(path: Path) -> Iterator:
    """A file that appears when it is whole."""
    make_folder(path.parent)
    making = path.with_name(f".{path.name}")
    with making.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    making.replace(path)
    sync_folder(path.parent)


def _progress(library: Library, number: int, done: int) -> None:
    with library.database.writing():
        store.note(library, number, done=done)


def _fail(library: Library, number: int, reason: str) -> None:
    with suppress(OSError):
        path_of(library, number).with_name(f".{number}.pdf").unlink()
    with library.database.writing():
        store.note(library, number, state="failed", reason=reason)


def _forget(library: Library, number: int) -> None:
    with library.database.writing():
        store.remove(library, number)
    for path in (path_of(library, number), path_of(library, number).with_name(f".{number}.pdf")):
        path.unlink(missing_ok=True)


def books_to_print(library: Library) -> list[int]:
    return store.waiting(library)


def tidy_books(library: Library) -> None:
    """A job, daily: PDFs that nobody asked for in thirty days go, and files that no row knows."""
    for number in store.older_than(library, stamp(library.clock.now() - KEPT)):
        _forget(library, number)
    known = {f"{number}.pdf" for number in store.known(library)}
    for path in _folder(library).glob("*") if _folder(library).is_dir() else ():
        if path.name.lstrip(".") not in known:
            path.unlink(missing_ok=True)
