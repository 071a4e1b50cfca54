"""Drawing edited pictures: a recipe and a name in, files beside the media's own derived ones. Whose edit it is, and
when it is drawn, is for the features above."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from backupd.core.errors import Offline
from backupd.core.library import Library
from backupd.media import store
from backupd.media.actions import darkroom, derived_path
from backupd.media.errors import Unreadable
from backupd.media.keeping import whole
from backupd.media.recipes import PLAIN, Recipe
from backupd.media.records import Media, Rendered

NAMES = {"grid": "grid.jpg", "preview": "preview.jpg", "film": "film.mp4", "full": "full.jpg"}
"""As the darkroom writes them."""


def edited_path(library: Library, media: int, name: str, size: str) -> Path:
    """Where `grid`, `preview`, `film` or `full` of the edit called `name` lies or will lie."""
    return derived_path(library, media, "grid").with_name(f"{name}-{NAMES[size]}")


def draw_edited(
    library: Library,
    media: int,
    name: str,
    recipe: Recipe,
    progress: Callable[[float], None] | None = None,
) -> Rendered:
    """Carry a recipe out on the original: its files stand under `name` when this returns, all or none of them before.

    Raises Unreadable where it cannot be done, DarkroomDied where a worker was lost over it, Offline while the
    originals are away.
    """
    known = _original(library, media)
    folder = _folder(library, media)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder) as making:
        original = library.files.originals / known.path
        if known.kind == "video":
            rendered = darkroom(library).cut(original, Path(making), known.name, recipe, progress)
        else:
            rendered = darkroom(library).render(original, Path(making), known.name, recipe)
        for size, written in NAMES.items():
            if (made := Path(making, written)).exists():
                made.replace(edited_path(library, media, name, size))
    return rendered


def full_picture(library: Library, media: int, name: str, recipe: Recipe | None) -> Path:
    """A photo as one JPEG at full size, edited as `recipe` says, or None for as it came; drawn when first asked for
    and kept under `name`. Raises as draw_edited does."""
    path = edited_path(library, media, name, "full")
    if not path.exists():
        known = _original(library, media)
        with tempfile.TemporaryDirectory(prefix=".", dir=_folder(library, media)) as making:
            original = library.files.originals / known.path
            darkroom(library).render(original, Path(making), known.name, recipe or PLAIN, full=True)
            Path(making, NAMES["full"]).replace(path)
    return path


def forget_edited(library: Library, media: int, beginning: str, keep: str | None = None) -> None:
    """Remove the files of edits whose names begin so, but those of the edit called `keep`."""
    for path in derived_path(library, media, "grid").parent.glob(f"{beginning}-*"):
        if keep is None or not path.name.startswith(f"{keep}-"):
            path.unlink(missing_ok=True)


def _folder(library: Library, media: int) -> Path:
    folder = derived_path(library, media, "grid").parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _original(library: Library, media: int) -> Media:
    if not library.files.online:
        raise Offline("problems.originals_offline")
    known = store.find(library, media)
    if known is None or not whole(library, known):
        raise Unreadable("media.original_missing")
    return known
