"""Making a film in the background. A job may run twice, and be cut off: pieces that are done are not made again, and nobody is
shown a film that is not whole, or that holds what was put away while it was made."""

import errno
import shutil
import time
from collections.abc import Callable

from backupd import media
from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.errors import Absent, DiskFull, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.words import WEB, Words
from backupd.reels import files, store
from backupd.reels.gathering import eyes_of, gather, mark_of, who_looks
from backupd.reels.records import MOST, Asked, Material
from backupd.reels.studio import Studio
from backupd.reels.timeline import RATE, canvas, length, parts

BYTES_A_SECOND = 900_000
"""Room for a film and its pieces, at most."""
NOTED_EVERY = 1.0


def reels_to_make(library: Library) -> list[int]:
    return store.waiting(library)


def make_reel(library: Library, number: int) -> None:
    """Make the film that was asked for. One whose album is in the trash waits for it to come back."""
    row = store.find(library, number)
    if row is None or row.state not in ("asked", "making"):
        return
    viewer = who_looks(library, row)
    if viewer is None:
        _note(library, number, state="none")
        return
    try:
        _make(library, row, eyes_of(viewer, row))
    except Absent:
        _note(library, number, state="asked")
    except Refused as refusal:
        _fail(library, number, refusal.key)
    except (media.DarkroomDied, media.Unreadable) as error:
        detail = getattr(error, "detail", "")
        log.named("reels").warning(
            "the film of album %s was not made: %s %s", row.album, error.reason, detail
        )
        _fail(library, number, "reels.failed")
    except OSError as error:
        log.named("reels").error("the film of album %s was not written", row.album, exc_info=error)
        _fail(library, number, "problems.disk_full" if error.errno == errno.ENOSPC else "reels.failed")


def _make(library: Library, row: Asked, viewer: Viewer) -> None:
    """The album as it is now, which may have changed since it was asked for."""
    material = gather(library, viewer, row.album, Words.load(WEB / "words"))
    must_suit(material)
    mark, total = mark_of(material, row.language, row.music), length(parts(material.shots))
    must_have_room(library, total)
    _note(library, row.id, state="making", mark=mark, done=0, total=total)
    with media.darkroom(library).studio() as camera:
        try:
            made = Studio(library, viewer, row, material, camera, _noting(library, row.id)).film()
        except (Refused, media.DarkroomDied, media.Unreadable):
            now = gather(library, viewer, row.album, Words.load(WEB / "words"))
            if mark_of(now, row.language, row.music) == mark:
                raise
            _note(library, row.id, state="asked")  # something in it went away meanwhile
            return library.jobs.later(make_reel, row.id)
    size = files.settle(library, made, row.id, mark)
    return _hand_over(library, row, viewer, material, mark, size)


def must_suit(material: Material) -> None:
    """Raises Refused for an album without pictures, and for one with too many for a film."""
    if not material.shots:
        raise Refused("reels.empty")
    if len(material.shots) > MOST:
        raise Refused("reels.too_many")


def must_have_room(library: Library, frames: int) -> None:
    free = shutil.disk_usage(library.files.derived).free
    if free < library.files.reserve + frames // RATE * BYTES_A_SECOND:
        raise DiskFull("problems.disk_full")


def _noting(library: Library, number: int) -> Callable[[int], None]:
    noted = time.monotonic()

    def progress(done: int) -> None:
        nonlocal noted
        if time.monotonic() - noted > NOTED_EVERY:
            noted = time.monotonic()
            _note(library, number, done=done)

    return progress


def _hand_over(
    library: Library, row: Asked, viewer: Viewer, material: Material, mark: str, size: int
) -> None:
    """It is there from one moment to the next, unless its album looks otherwise by now: then it is made anew."""
    words = Words.load(WEB / "words")
    with library.database.writing():
        now = store.find(library, row.id)
        if now is None:
            return files.clear(library, row.id)
        seen = mark_of(gather(library, viewer, row.album, words), now.language, now.music)
        if changed := seen != mark:
            store.note(library, row.id, state="asked")
        else:
            _enter(library, row.id, material, mark, size)
    files.clear(library, row.id, now.film if changed else mark)
    if changed:
        library.jobs.later(make_reel, row.id)
    return None


def _enter(library: Library, number: int, material: Material, mark: str, size: int) -> None:
    width, height = canvas(material)
    seconds, made = round(length(parts(material.shots)) / RATE, 2), stamp(library.clock.now())
    store.note_parts(library, number, material.shots)
    store.note(
        library, number, state="none", done=0, total=0, reason=None, film=mark, seconds=seconds, size=size,
        width=width, height=height, made=made,
    )  # fmt: skip


def _note(library: Library, number: int, **columns: object) -> None:
    with library.database.writing():
        store.note(library, number, **columns)


def _fail(library: Library, number: int, reason: str) -> None:
    """The film before stays."""
    with library.database.writing():
        row = store.find(library, number)
        store.note(library, number, state="failed", reason=reason)
    files.clear(library, number, row.film if row else None)
