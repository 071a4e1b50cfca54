"""Looking for faces, in the background and at the lowest priority: a few pictures at a time, resumed after any stop, then
each family's faces are sorted. Only pictures that a family sees which wants it are looked at."""

import os
import secrets
import time
from pathlib import Path

from backupd.core.files import write_whole
from backupd.core.library import Library
from backupd.faces import store
from backupd.faces.mind import face_mind, ready
from backupd.faces.orders import Crop, Cropped, FacesFound, Find, SeenFace
from backupd.faces.placing import place_new
from backupd.media import derived_path

AT_ONCE = 4
TURN_SECONDS = 45.0
"""For so long one job looks; the minute's bell rings for the rest."""


def look_for_faces(library: Library) -> None:
    """Look at what nobody looked at yet, and sort what was found. A job: may run twice; rung every minute."""
    if not ready() or not store.wished(library) or not library.files.writable:
        return
    _look(library, time.monotonic() + TURN_SECONDS)
    if library.jobs.alone.is_set():  # the minute's bell rings for the rest
        face_mind(library).rest()
        return
    for family in store.wished(library):
        place_new(library, family)


def _look(library: Library, until: float) -> None:
    after = 0
    while (
        time.monotonic() < until
        and not library.jobs.alone.is_set()
        and (waiting := store.unlooked(library, after, AT_ONCE))
    ):
        after = waiting[-1]
        if not _look_at(library, waiting):
            return


def _look_at(library: Library, media: list[int]) -> bool:
    """A picture that is not drawn yet, or is lost and drawn again, is looked at another time."""
    there = [(each, derived_path(library, each, "preview")) for each in media]
    there = [(each, path) for each, path in there if path.is_file()]
    if not there:
        return True
    answer = face_mind(library).ask(Find([os.fsencode(path.absolute()) for _, path in there]))
    if not isinstance(answer, FacesFound):
        return False
    for (each, _), seen in zip(there, answer.found, strict=True):
        _keep(library, each, seen or [])
    return True


def _keep(library: Library, media: int, seen: list[SeenFace]) -> None:
    """The small pictures first: if the family has erased everything meanwhile, the rows are refused and they go again."""
    named = [(secrets.token_hex(8), each) for each in seen]
    paths = [crop_path(library, media, name) for name, _ in named]
    for path, (_, each) in zip(paths, named, strict=True):
        write_whole(path, each.crop)
    if not store.keep(library, media, named):
        for path in paths:
            path.unlink(missing_ok=True)


def crop_path(library: Library, media: int, name: str) -> Path:
    """Where the small picture of a face lies: with whatever else is derived of its picture, and gone with it."""
    return derived_path(library, media, "grid").with_name(f"face-{name}.jpg")


def draw_crop(library: Library, face: int) -> None:
    """Make the small picture of a face again, when what is derived was deleted. A job: may run twice."""
    found = store.face_row(library, face)
    if found is None:
        return
    preview, path = derived_path(library, found.media, "preview"), crop_path(library, found.media, found.crop)
    if preview.is_file() and not path.exists():
        answer = face_mind(library).ask(Crop(os.fsencode(preview.absolute()), found.box))
        if isinstance(answer, Cropped) and answer.jpeg and store.face_row(library, face):
            write_whole(path, answer.jpeg)
