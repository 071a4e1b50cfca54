"""Jobs that draw what families made of their pictures. The ledger is the row: a recipe that is neither the one drawn
nor the one that failed waits, after an undo as well."""

import time
from pathlib import Path

import msgspec

from backupd import media
from backupd.core import log
from backupd.core.errors import Offline
from backupd.core.jobs import Action
from backupd.core.library import Library
from backupd.media import DarkroomDied, Recipe, Rendered, Unreadable

TRIES = 2
TOLD_EVERY = 2.0

_WAITING = """
    SELECT edit.id FROM edit JOIN media ON media.id = edit.media
    WHERE edit.recipe IS NOT NULL AND edit.recipe IS NOT edit.drawn AND edit.recipe IS NOT edit.failed
      AND media.state = 'ready' AND media.kind = ? ORDER BY edit.id LIMIT 50
"""


class Waiting(msgspec.Struct, frozen=True):
    """A row of `edit` as the job needs it."""

    id: int
    family: int
    media: int
    kind: str
    recipe: str
    version: int
    drawn: str | None
    shown: int | None


_ROW = """
    SELECT edit.id, family, media, kind, recipe, version, drawn, shown
    FROM edit JOIN media ON media.id = edit.media WHERE edit.id = ? AND recipe IS NOT NULL AND recipe IS NOT failed
"""


def edit_name(family: int, edition: int | None) -> str:
    """Under which name the files of an edit lie beside the media's own."""
    return f"{_beginning(family)}-{edition}"


def _beginning(family: int) -> str:
    return f"edit{family}"


def forget_files(library: Library, number: int, family: int, keep: str | None = None) -> None:
    """Remove what was drawn of a family's edits of a media, but the edit called `keep`."""
    media.forget_edited(library, number, _beginning(family), keep)


def job_for(kind: str | None) -> Action:
    return cut_film if kind == "video" else draw_photo


def photos_to_draw(library: Library) -> list[int]:
    return library.database.column(_WAITING, ("photo",))


def films_to_cut(library: Library) -> list[int]:
    return library.database.column(_WAITING, ("video",))


def ring_edits(library: Library) -> None:
    """Ring for whatever waits, after an undo for example."""
    for job, waiting in ((draw_photo, photos_to_draw), (cut_film, films_to_cut)):
        for each in waiting(library):
            library.jobs.later_once(job, each)


def draw_photo(library: Library, edit: int) -> None:
    """Draw the edited picture. A job: may run twice."""
    _draw(library, edit)


def cut_film(library: Library, edit: int) -> None:
    """Cut the edited film, at low priority. A job: may run twice."""
    _draw(library, edit)


def _draw(library: Library, number: int) -> None:
    waiting = library.database.one(Waiting, _ROW, (number,))
    if waiting is None or _stands(library, waiting):
        return
    name = edit_name(waiting.family, waiting.version)
    try:
        rendered = _tried(library, waiting, name)
    except Offline:
        return
    except (DarkroomDied, Unreadable) as error:
        log.named("media").warning("the edit of %d could not be drawn: %s", waiting.media, error.reason)
        _note_failed(library, waiting, error.reason)
        return
    _note_drawn(library, waiting, rendered)
    forget_files(library, waiting.media, waiting.family, keep=name)


def _stands(library: Library, waiting: Waiting) -> bool:
    return waiting.recipe == waiting.drawn and all(path.exists() for path in _files(library, waiting))


def _files(library: Library, waiting: Waiting) -> list[Path]:
    sizes = ("grid", "preview", "film") if waiting.kind == "video" else ("grid", "preview")
    name = edit_name(waiting.family, waiting.shown)
    return [media.edited_path(library, waiting.media, name, size) for size in sizes]


def _tried(library: Library, waiting: Waiting, name: str) -> Rendered:
    """A darkroom that died over it is given a second one."""
    recipe = media.read_recipe(waiting.recipe)
    for _ in range(TRIES - 1):
        try:
            return _once(library, waiting, name, recipe)
        except DarkroomDied as death:
            log.named("media").warning("a darkroom died over the edit of %d: %s", waiting.media, death)
    return _once(library, waiting, name, recipe)


def _once(library: Library, waiting: Waiting, name: str, recipe: Recipe) -> Rendered:
    told = time.monotonic()

    def progress(part: float) -> None:
        nonlocal told
        if time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            _note_part(library, waiting, part)

    return media.draw_edited(library, waiting.media, name, recipe, progress)


def _note_part(library: Library, waiting: Waiting, part: float) -> None:
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE edit SET part = ? WHERE id = ? AND version = ?",
            (round(part, 3), waiting.id, waiting.version),
        )


def _note_drawn(library: Library, waiting: Waiting, rendered: Rendered) -> None:
    with library.database.writing() as connection:
        connection.execute(
            """UPDATE edit SET drawn = ?, shown = ?, width = ?, height = ?, duration = ?, tiny = ?,
                               failed = NULL, reason = NULL, part = NULL WHERE id = ? AND media = ?""",
            (waiting.recipe, waiting.version, rendered.width, rendered.height, rendered.duration,
             rendered.tiny or None, waiting.id, waiting.media),
        )  # fmt: skip


def _note_failed(library: Library, waiting: Waiting, reason: str) -> None:
    """The picture is shown as it came."""
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE edit SET drawn = NULL, shown = NULL, failed = ?, reason = ?, part = NULL WHERE id = ?",
            (waiting.recipe, reason, waiting.id),
        )
    forget_files(library, waiting.media, waiting.family)
