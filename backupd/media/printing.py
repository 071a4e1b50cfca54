"""Pictures for paper: from the original where that is needed and possible, else from the preview."""

import shutil
from collections.abc import Callable
from pathlib import Path

from backupd.core import log
from backupd.core.library import Library
from backupd.media import store
from backupd.media.actions import darkroom, derived_path
from backupd.media.errors import DarkroomDied, Unreadable
from backupd.media.keeping import whole
from backupd.media.records import Media

Enlarge = Callable[[Path, Path, str, int], None]


def print_picture(
    library: Library,
    media: int,
    edge: int,
    target: Path,
    edited: Path | None = None,
    enlarge: Enlarge | None = None,
) -> bool:
    """Write the picture of a media as a JPEG in sRGB, upright, its long edge `edge` pixels or what there is.

    The preview serves where it has that many pixels, for videos, and where the original is away or cannot be read.
    False when there is neither. edited: a JPEG that shows it as its family made it, and is taken in place of all that. enlarge: who
    opens originals, for somebody who has a worker of their own; the darkroom else.
    """
    from backupd.media.prints import PREVIEW_EDGE  # the web process does without Pillow

    enlarge = enlarge or darkroom(library).enlarge
    if edited is not None:
        return _enlarged(enlarge, edited, edited.name, edge, target)
    known = store.find(library, media)
    preview = derived_path(library, media, "preview")
    if (
        known is not None
        and (edge > PREVIEW_EDGE or not preview.exists())
        and _readable(library, known)
        and _enlarged(enlarge, library.files.originals / known.path, known.name, edge, target)
    ):
        return True
    if known is None or not preview.exists():
        return False
    shutil.copyfile(preview, target)
    return True


def srgb_profile() -> bytes:
    """The colour profile (ICC.1) of every picture we derive."""
    from backupd.media.colours import SRGB_PROFILE

    return SRGB_PROFILE


def _readable(library: Library, known: Media) -> bool:
    return known.kind == "photo" and known.state == "ready" and library.files.online and whole(library, known)


def _enlarged(enlarge: Enlarge, original: Path, name: str, edge: int, target: Path) -> bool:
    try:
        enlarge(original, target, name, edge)
    except (DarkroomDied, Unreadable) as error:
        log.named("media").warning("%s could not be drawn for print: %s", original.name, error.reason)
        return False
    return True
