"""Music for films: kept like every original, laid under a film as the M4A that is made of it."""

from pathlib import Path

from backupd.core.errors import Offline
from backupd.core.files import make_folder
from backupd.core.library import Library
from backupd.media import store
from backupd.media.actions import darkroom, derived_path
from backupd.media.errors import Unreadable
from backupd.media.keeping import whole
from backupd.media.sounds import SOUNDS, sound_format

LONGEST_MUSIC = 600.0


def score(library: Library, media: int) -> Path:
    """The music as films have it, made at first need; takes seconds then.

    Raises Unreadable for what cannot be heard, DarkroomDied for one over which the worker was lost, Offline while the disk
    of the originals is away.
    """
    known = store.find(library, media)
    if known is None:
        raise Unreadable("media.original_missing")
    made = derived_path(library, media, "music")
    if made.exists():
        return made
    if not library.files.online or not whole(library, known):
        raise Offline("problems.originals_offline")
    original = library.files.originals / known.path
    make_folder(made.parent)
    making = made.with_name(f".{made.name}")
    try:
        seconds = darkroom(library).score(original, making, LONGEST_MUSIC)
        making.replace(made)
    finally:
        making.unlink(missing_ok=True)
    if known.kind is None:
        form = sound_format(original)
        with library.database.writing():
            store.note_heard(library, media, form, SOUNDS[form], seconds)
    return made
