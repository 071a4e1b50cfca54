"""Voice notes: kept like every original, played as the M4A that is made of them."""

from pathlib import Path

from backupd.core.errors import Offline
from backupd.core.files import make_folder
from backupd.core.library import Library
from backupd.media import store
from backupd.media.actions import darkroom, derived_path
from backupd.media.errors import Unreadable
from backupd.media.keeping import whole
from backupd.media.records import Media
from backupd.media.sounds import SOUNDS, sound_format

LONGEST_VOICE = 300.0
SLACK = 2.0  # a recorder that stops at five minutes stops a moment later


def hear(library: Library, media: int) -> Path:
    """The voice note as browsers play it, made at first need; takes a second or two then.

    Raises Unreadable for what is no sound, has a picture or is longer than five minutes, DarkroomDied for one over which
    the worker was lost, Offline while the disk of the originals is away.
    """
    known = store.find(library, media)
    if known is None:
        raise Unreadable("media.original_missing")
    made = derived_path(library, media, "voice")
    if known.kind == "audio" and made.exists():
        return made
    if not library.files.online or not whole(library, known):
        raise Offline("problems.originals_offline")
    original = library.files.originals / known.path
    seconds = _made(library, known, original, made)
    form = sound_format(original)
    with library.database.writing():
        store.note_heard(library, media, form, SOUNDS[form], seconds)
    return made


def _made(library: Library, known: Media, original: Path, made: Path) -> float:
    make_folder(made.parent)
    making = made.with_name(f".{made.name}")
    try:
        seconds = darkroom(library).hear(original, making, LONGEST_VOICE + SLACK)
        making.replace(made)
    finally:
        making.unlink(missing_ok=True)
    return seconds
