"""A picture at its full size as JPEG, made when somebody asks for it and kept beside the other derived files."""

import tempfile
from pathlib import Path

from backupd.core.errors import Offline, Refused
from backupd.core.library import Library
from backupd.media import store
from backupd.media.actions import darkroom, derived_path
from backupd.media.errors import DarkroomDied, Unreadable
from backupd.media.keeping import whole
from backupd.media.records import Media

JPEG = "image/jpeg"


def full_size(library: Library, media: int) -> Path:
    """A JPEG of every pixel there is: the original itself where it is one. Takes seconds the first time.

    Raises Refused with the reason where no JPEG can be made, Offline while the disk of the originals is away.
    """
    known = store.find(library, media)
    if known is None or known.kind != "photo":
        raise Refused("media.no_jpeg_of_this")
    made = derived_path(library, media, "jpeg")
    if known.mime != JPEG and made.exists():
        return made
    if not library.files.online or not whole(library, known):
        raise Offline("problems.originals_offline")
    original = library.files.originals / known.path
    return original if known.mime == JPEG else _made(library, known, original, made)


def _made(library: Library, known: Media, original: Path, made: Path) -> Path:
    made.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=made.parent) as making:
        unfinished = Path(making) / made.name
        try:
            darkroom(library).enlarge(original, unfinished, known.name)
        except (DarkroomDied, Unreadable) as error:
            raise Refused(_why(error.reason)) from error
        return unfinished.replace(made)


def _why(reason: str) -> str:
    return reason if reason == "media.too_large_for_jpeg" else "media.no_jpeg_made"
