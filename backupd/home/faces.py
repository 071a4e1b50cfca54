"""The picture that stands for a person: chosen on 나, drawn by the worker, shown to those who share a family."""

import time

import anyio
from litestar import Request, Response, get, post
from litestar.types import ASGIApp

from backupd import family, intake, media
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.family import Viewer
from backupd.http.answers import go
from backupd.http.ranges import RangedFile
from backupd.http.uploads import FormReader, pour

LARGEST = 64 * 1024 * 1024
PATIENCE = 8.0


@post("/me/face", request_max_body_size=LARGEST)
async def choose_face(request: Request, library: Library, viewer: Viewer) -> Response:
    await _received(request, library, viewer)
    return go("/me?saved=true")


@post("/me/face", request_max_body_size=LARGEST, status_code=204)
async def send_face(request: Request, library: Library, viewer: Viewer) -> None:
    """A picture as multipart/form-data, in the field `face`."""
    await _received(request, library, viewer)


async def _received(request: Request, library: Library, viewer: Viewer) -> None:
    kept: list[int] = []

    def take(staged: Staged, name: str) -> None:
        kept.append(media.keep(library, staged, name).id)

    def open_part(field: str, name: str) -> intake.ArrivingFile:
        return intake.ArrivingFile(library, take, name)

    await pour(request, FormReader(request.headers.get("content-type", ""), open_part))
    if not kept:
        raise Refused("me.face_needed", back="/me")
    await anyio.to_thread.run_sync(wear, library, viewer, kept[-1])


def wear(library: Library, viewer: Viewer, picture: int, patience: float = PATIENCE) -> None:
    """This picture is the viewer's face from now on. Waits a little for the worker to draw it.

    Raises Refused when it turned out to be no photo: the face before it is gone then, too.
    """
    family.new_face(library, viewer, picture)
    library.jobs.later(draw_face, picture)
    if viewer.face and viewer.face != picture:
        media.purge(library, viewer.face)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        found = media.find(library, picture)
        if found and found.rendered and found.kind == "photo":
            return
        if found is None or found.state != "arrived":
            raise Refused("me.face_not_a_photo", back="/me")
        time.sleep(0.1)


def draw_face(library: Library, picture: int) -> None:
    """Make the derived pictures of somebody's face; what is no photo is nobody's face. A job: may run twice."""
    try:
        drawn = media.develop(library, media.darkroom(library), picture)
    except media.Unreadable:
        drawn = None
    if drawn is None or drawn.kind != "photo" or not drawn.rendered:
        family.drop_face(library, picture)
        media.purge(library, picture)


def faces_to_draw(library: Library) -> list[int]:
    """Faces whose picture was kept but not yet drawn."""
    kept = ((face, media.find(library, face)) for face in family.faces(library))
    return [face for face, found in kept if found and found.state == "arrived"]


@post("/me/face/removal", sync_to_thread=True)
def remove_face(library: Library, viewer: Viewer) -> Response:
    take_off(library, viewer)
    return go("/me")


@post("/me/face/removal", status_code=204, sync_to_thread=True)
def delete_face(library: Library, viewer: Viewer) -> None:
    take_off(library, viewer)


def take_off(library: Library, viewer: Viewer) -> None:
    """Letters stand for the viewer again; a picture that nothing else needs goes."""
    family.new_face(library, viewer, None)
    if viewer.face:
        media.purge(library, viewer.face)


@get("/people/{person:int}/face", sync_to_thread=True)
def face(library: Library, viewer: Viewer, person: int) -> ASGIApp:
    """The small picture, or absent: for people of other families, and while it is being drawn. One whose derived
    files were deleted is drawn again."""
    picture = family.faced_by(library, viewer.id, person)
    if picture is None:
        raise Absent
    drawn = media.derived_path(library, picture, "grid")
    if not drawn.exists():
        library.jobs.later(media.redevelop, picture)
        raise Absent
    return RangedFile(drawn, "image/jpeg", f"face-{picture}", max_age=300)


pages: list = [choose_face, remove_face, face]
api: list = [send_face, delete_face, face]
