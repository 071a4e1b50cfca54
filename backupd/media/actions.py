"""The verbs on media that are kept: develop, film, purge. Who may, and in which album, is for the features above."""

import shutil
import sqlite3
import tempfile
from pathlib import Path

from backupd.core import log
from backupd.core.errors import Offline
from backupd.core.library import Library
from backupd.media import store
from backupd.media.darkroom import Darkroom
from backupd.media.errors import DarkroomDied, Unreadable
from backupd.media.keeping import whole
from backupd.media.naming import called_by
from backupd.media.records import Developed, Media

DEATHS = 2


def original_path(library: Library, media: int) -> Path | None:
    """Where the original lies; None when no such media is known."""
    known = store.find(library, media)
    return library.files.originals / known.path if known else None


def derived_path(library: Library, media: int, size: str) -> Path:
    """Where `grid`, `preview`, `jpeg`, `film`, the `bare` film, the clip `motion`, the `voice` or the `music` of a media lies or will lie.
    May be missing: whatever is derived is rebuilt."""
    suffix = {"film": "mp4", "bare": "mp4", "motion": "mp4", "voice": "m4a", "music": "m4a"}.get(size, "jpg")
    return _derived_folder(library, media) / f"{size}.{suffix}"


def _derived_folder(library: Library, media: int) -> Path:
    return library.files.derived / f"{media % 1000:03d}" / str(media)


def darkroom(library: Library) -> Darkroom:
    """This process's darkroom; it starts its workers at the first picture and ends with the library."""
    limits = library.settings.limits
    return library.lasting(
        "darkroom",
        lambda: Darkroom(
            memory_mb=limits.memory_mb,
            seconds=limits.seconds,
            pixels=limits.megapixels * 1_000_000,
            frames=limits.frames,
            workers=limits.workers,
        ),
    )


def develop(library: Library, darkroom: Darkroom, media: int) -> Media:
    """Read the facts and make the derived pictures; does nothing for one that is ready and rendered.

    Raises Unreadable when the file cannot be shown; it is then set aside with its reason. A file over which two
    darkrooms died is set aside as well, so that it cannot stop the others.
    """
    known = store.find(library, media)
    if known is None or known.state == "set_aside":
        raise Unreadable((known and known.reason) or "media.original_missing")
    if known.kind == "audio":
        raise Unreadable("media.audio")
    if known.state == "ready":
        return known
    if not library.files.online:
        raise Offline("problems.originals_offline")
    if not whole(library, known):
        raise Unreadable("media.original_missing")
    while True:
        try:
            return _develop(library, darkroom, known)
        except DarkroomDied as death:
            _count_death(library, media, death.reason)
        except Unreadable as error:
            _set_aside(library, media, error.reason)
            raise


def _develop(library: Library, darkroom: Darkroom, known: Media) -> Media:
    folder = _derived_folder(library, known.id)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as making:
        developed = darkroom.develop(
            library.files.originals / known.path,
            Path(making),
            known.name,
            library.settings.time_zone,
            library.clock.now(),
        )
        _move_derived(Path(making), folder, developed)
    called = called_by(developed.facts)
    with library.database.writing():
        store.note_developed(library, known.id, developed, called)
    return _present(library, known.id)


def _move_derived(making: Path, folder: Path, developed: Developed) -> None:
    folder.mkdir(exist_ok=True)
    for size, made in (("preview", developed.preview), ("grid", developed.grid)):
        if made:
            (making / made).replace(folder / f"{size}.jpg")


def _present(library: Library, media: int) -> Media:
    known = store.find(library, media)
    if known is None:
        raise Unreadable("media.original_missing")
    return known


def _count_death(library: Library, media: int, reason: str) -> None:
    with library.database.writing():
        if store.note_death(library, media) < DEATHS:
            return
    _set_aside(library, media, reason)
    raise Unreadable(reason)


def _set_aside(library: Library, media: int, reason: str) -> None:
    with library.database.writing():
        store.set_aside(library, media, reason)


def develop_again(library: Library, media: int) -> None:
    """Look afresh at a set-aside file; the caller rings for the journey."""
    with library.database.writing():
        store.develop_again(library, media)


def redevelop(library: Library, media: int) -> None:
    """Make derived pictures anew that somebody found missing. A job: may run twice."""
    known = store.find(library, media)
    if known is None or known.state != "ready":
        return
    if (known.film == "made" and not _there(library, media, "film")) or (
        known.motion == "made" and not _there(library, media, "motion")
    ):
        with library.database.writing():
            store.note_film(library, media, "needed")
    if _there(library, media, "grid") and _there(library, media, "preview"):
        return
    try:
        _develop(library, darkroom(library), known)
    except (DarkroomDied, Unreadable) as error:
        log.named("media").warning("%s could not be drawn again: %s", known.path, error.reason)
        with library.database.writing():
            store.note_unrendered(library, media, error.reason)


def film(library: Library, media: int) -> None:
    """Make the MP4 that browsers play, of a video or of the film inside a photo, at low priority: not while pictures
    wait. A job: may run twice."""
    known = store.find(library, media)
    if known is None or "needed" not in (known.film, known.motion) or store.anything_waiting(library):
        return
    target = derived_path(library, media, "film" if known.kind == "video" else "motion")
    making = target.with_name(f".{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        darkroom(library).transcode(library.files.originals / known.path, making, part=known.embedded)
        making.replace(target)
        outcome = "made"
    except (DarkroomDied, Unreadable) as error:
        log.named("media").warning("%s could not be made playable: %s", known.path, error.reason)
        making.unlink(missing_ok=True)
        outcome = "set_aside"
    with library.database.writing():
        store.note_film(library, media, outcome)


def ring_for_films(library: Library) -> None:
    """Once no picture waits any more, ring for every film that is still to be made: bells heard earlier were for
    nothing."""
    if not store.anything_waiting(library):
        for media in store.films_needed(library):
            library.jobs.later_once(film, media)


def purge(library: Library, media: int) -> bool:
    """Forget a media to which nothing refers, and free its bytes; False when somebody still needs it: stories, faces
    and waiting arrivals hold theirs in the database itself. The row goes first and for good, so that a cut leaves an
    orphan for the sweep and never a row without a file; hence never inside a transaction of the caller."""
    if library.database.in_transaction:
        raise RuntimeError("purge inside a transaction: its row could come back without its file")
    known = store.find(library, media)
    if known is None:
        return False
    try:
        with library.database.writing():
            if not store.remove(library, media):
                return False
    except sqlite3.IntegrityError:
        return False
    library.files.remove(known.path)
    shutil.rmtree(_derived_folder(library, media), ignore_errors=True)
    return True


def _there(library: Library, media: int, size: str) -> bool:
    return derived_path(library, media, size).exists()
