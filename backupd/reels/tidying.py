"""What a film must not go on holding: pictures that were put away, albums that are gone, music that no film has."""

from datetime import timedelta

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.reels import files, store
from backupd.reels.actions import forget, forget_music
from backupd.reels.gathering import who_looks
from backupd.reels.making import make_reel
from backupd.reels.records import Asked

UNFINISHED = timedelta(hours=1)


def tidy_reels(library: Library) -> None:
    """A job, every ten minutes. A film in which something was put away is no longer shown from that moment on
    (visible_reel_films); here its file goes, and it is made anew without."""
    for number in store.of_purged_albums(library):
        if row := store.find(library, number):
            forget(library, row)
    for row in store.filmed(library):
        if not _whole(library, row):
            _begin_anew(library, row)
    for each in store.files_before(library, stamp(library.clock.now() - UNFINISHED)):
        forget_music(library, each)
    _sweep(library)


def _whole(library: Library, row: Asked) -> bool:
    """Whether whoever asked for it may see everything in it. Of an album that nobody sees now, nothing is."""
    viewer = who_looks(library, row)
    return viewer is not None and store.watchable(library, viewer, row.album)


def _begin_anew(library: Library, row: Asked) -> None:
    with library.database.writing():
        store.note(library, row.id, film=None, state="asked", done=0, total=0, reason=None)
        store.note_parts(library, row.id, [])
    if row.film is not None:
        files.path_of(library, row.id, row.film).unlink(missing_ok=True)
    library.jobs.later_once(make_reel, row.id)


def _sweep(library: Library) -> None:
    """Files of no row."""
    known = {str(number) for number in store.everything(library)}
    for path in files.folder(library).glob("*"):
        number = path.name.lstrip(".").partition("-")[0]
        if number not in known and number.isdigit():
            files.clear(library, int(number))
