"""Looking at the family's pictures, in the background: one after another, resumed after any stop, the newest model last.

While a new model has not seen all of them, the old one keeps answering, and sees what arrives meanwhile.
"""

import os
import time
from pathlib import Path

from backupd.core.library import Library
from backupd.meaning import store
from backupd.meaning.fetching import fetch, folder_of
from backupd.meaning.mind import Mind
from backupd.meaning.models import NAME, ready
from backupd.meaning.records import Fine, Look, Seen, Sights, Trouble
from backupd.media import derived_path

AT_ONCE = 8
TURN_SECONDS = 45.0
"""For so long one job looks; the minute's bell rings for the rest."""
LINGERS = 50.0
"""Seconds after the last picture for which the process that looks stays awake: less than until the next bell."""
NOTHING = Seen(None, b"")


def mind(library: Library) -> Mind:
    """This process's; started at the first question, ended with the library."""
    folder = library.files.data / "seeing"
    return library.lasting("mind", lambda: Mind(library.database.path, folder), Mind.rest)


def look(library: Library) -> None:
    """Look at what nobody looked at yet. A job: may run twice; rung every minute."""
    if not ready() or not store.state(library).on:
        return
    until = time.monotonic() + TURN_SECONDS
    wanted = _wanted(library)
    active = store.state(library).model
    if active != NAME and active != wanted:
        active = NAME  # the folder of the settings is another by now, and nothing can ask the old one
        store.note(library, model=NAME, coming=None if wanted == NAME else wanted)
        if not folder_of(library):
            store.forget_but(library, (NAME,))
    for model in dict.fromkeys((active, wanted)):
        if not _look_with(library, model, until):
            return
    _take_over(library, wanted)
    mind(library).rest(LINGERS)


def _wanted(library: Library) -> str:
    """The model that the settings name, or the box's own where they name none or none that is whole."""
    folder = folder_of(library)
    answer = mind(library).checked(folder, lambda: fetch(library)) if folder else Fine(NAME)
    trouble = answer.reason if isinstance(answer, Trouble) else None
    wanted = answer.model if isinstance(answer, Fine) else NAME
    before = store.state(library)
    coming = wanted if wanted != before.model else None
    if (trouble, coming) != (before.trouble, before.coming):
        store.note(library, trouble=trouble, coming=coming)
    return wanted


def _look_with(library: Library, model: str, until: float) -> bool:
    """Whether this model has seen everything there is."""
    after = 0
    while waiting := store.unseen(library, model, after, AT_ONCE):
        now = store.state(library)
        if not now.on or now.paused or time.monotonic() > until or not library.files.writable:
            return False
        if library.jobs.alone.is_set():  # the minute's bell rings for the rest
            mind(library).rest()
            return False
        after = waiting[-1]
        if not _look_at(library, model, waiting):
            return False
    return True


def _look_at(library: Library, model: str, media: list[int]) -> bool:
    """A picture that is not drawn yet, or is lost and drawn again, is looked at another time."""
    there = [(each, derived_path(library, each, "grid")) for each in media]
    there = [(each, path) for each, path in there if path.is_file()]
    if not there:
        return True
    folder = "" if model == NAME else folder_of(library)
    answer = mind(library).ask(Look(folder, [_path(path) for _, path in there]))
    if not isinstance(answer, Sights):
        return False
    found = zip((each for each, _ in there), answer.seen, strict=True)
    store.keep(library, model, [(each, seen or NOTHING) for each, seen in found])
    return True


def _take_over(library: Library, model: str) -> None:
    """From now on this one answers; the box's own rows stay, for the way back."""
    if store.state(library).model != model:
        store.note(library, model=model, coming=None)
        store.forget_but(library, (NAME, model))


def _path(path: Path) -> bytes:
    return os.fsencode(path.absolute())
