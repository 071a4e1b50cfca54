"""The files of media, behind the gate: small and large picture, film, original, JPEG. JSON has no twin of these."""

import secrets
from hashlib import blake2b
from pathlib import Path, PurePath

from litestar import HttpMethod, route
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from backupd import media
from backupd.albums import drawing, story_store
from backupd.albums.drawing import edit_name
from backupd.albums.editing import full_jpeg
from backupd.albums.records import MediaFile
from backupd.core.errors import Absent, Offline
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.ranges import RangedFile

DAY = 86400
_SECRET = secrets.token_bytes(16)
LOOK = [HttpMethod.GET, HttpMethod.HEAD]
ON_A_FRAME = {"frame": True}
WAITING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 36"><rect width="48" height="36" fill="#e9e1d4"/>
<path d="M14 26l7-9 5 6 3-3 5 6z" fill="#8b7f6f"/><circle cx="31" cy="13" r="2.5" fill="#8b7f6f"/></svg>"""


@route("/media/{number:int}/grid", http_method=LOOK, opt=ON_A_FRAME, sync_to_thread=True)
def grid(
    library: Library, viewer: Viewer, number: int, v: str | None = None, unedited: str | None = None
) -> ASGIApp:
    """The small picture, JPEG, long edge 480."""
    return _picture(library, viewer, number, "grid", v, unedited is not None)


@route("/media/{number:int}/preview", http_method=LOOK, opt=ON_A_FRAME, sync_to_thread=True)
def preview(
    library: Library, viewer: Viewer, number: int, v: str | None = None, unedited: str | None = None
) -> ASGIApp:
    """The large picture, JPEG, long edge 1440; of a video its poster. With ?unedited as it came."""
    return _picture(library, viewer, number, "preview", v, unedited is not None)


@route("/media/{number:int}/film", http_method=LOOK, opt=ON_A_FRAME, sync_to_thread=True)
def film(
    library: Library, viewer: Viewer, number: int, v: str | None = None, unedited: str | None = None
) -> ASGIApp:
    """A video as browsers play it: the edited one, the film made of it, or the original where they play that."""
    found = story_store.media_file(library, viewer, number)
    if found.kind != "video":
        raise Absent
    edited = found.edition is not None and unedited is None
    if not edited and found.own_film is None:
        return _original(library, found, keep=_keeps(found, v, unedited is not None))
    path = _path(library, viewer, found, "film", edited)
    if not path.exists():
        _ring(library, found, edited)
        raise Absent("albums.film_not_ready")
    mark = f"{number}-film-{_version(path)}"
    return RangedFile(path, "video/mp4", mark, max_age=_keeps(found, v, unedited is not None))


@route("/media/{number:int}/motion", http_method=LOOK, sync_to_thread=True)
def motion(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """The film inside a motion photo, as browsers play it."""
    found = story_store.media_file(library, viewer, number)
    if found.motion not in ("needed", "made"):
        raise Absent
    made = media.derived_path(library, number, "motion")
    if not made.exists():
        if found.motion == "made":
            library.jobs.later(media.redevelop, number)
        raise Absent("albums.film_not_ready")
    return RangedFile(made, "video/mp4", f"{number}-motion-{_version(made)}", max_age=DAY)


@route("/media/{number:int}/original", http_method=LOOK, sync_to_thread=True)
def original(library: Library, viewer: Viewer, number: int, download: str | None = None) -> ASGIApp:
    """The file as it came; with ?download under the name it came with."""
    found = story_store.media_file(library, viewer, number)
    return _original(library, found, None if download is None else found.name)


def picture_file(library: Library, viewer: Viewer, number: int, size: str) -> ASGIApp:
    """`grid` or `preview`, for pages of other features at addresses of their own."""
    return _picture(library, viewer, number, size, None, False)


def picture_path(library: Library, viewer: Viewer, number: int, size: str) -> Path:
    """Where the derived `grid` or `preview` lies that this viewer sees of a media; perhaps it is not drawn yet.

    Raises Absent."""
    found = story_store.media_file(library, viewer, number)
    return _path(library, viewer, found, size, found.edition is not None)


@route("/media/{number:int}/jpeg", http_method=LOOK, sync_to_thread=True)
def jpeg(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """A photo as JPEG with every pixel, for programs that open nothing else; a JPEG as it came."""
    found = story_store.media_file(library, viewer, number)
    if found.kind != "photo":
        raise Absent
    path = full_size(library, viewer, found)
    return RangedFile(
        path, "image/jpeg", f"{number}-jpeg-{_version(path)}", max_age=DAY, download_as=_as_jpeg(found.name)
    )


def full_size(library: Library, viewer: Viewer, found: MediaFile) -> Path:
    """Every pixel of a photo as this viewer's family sees it."""
    return (
        full_jpeg(library, viewer, found.id)
        if found.edition is not None
        else media.full_size(library, found.id)
    )


def _as_jpeg(name: str) -> str:
    """바다.heic is saved as 바다.jpg; IMG_1.JPEG stays."""
    plain = PurePath(name)
    return name if plain.suffix.lower() in (".jpg", ".jpeg") else f"{plain.stem or plain.name}.jpg"


def _picture(
    library: Library, viewer: Viewer, number: int, size: str, v: str | None, unedited: bool
) -> ASGIApp:
    """A derived picture; where it is missing a drawing stands in and the picture is made anew."""
    found = story_store.media_file(library, viewer, number)
    edited = found.edition is not None and not unedited
    path = _path(library, viewer, found, size, edited)
    if path.exists():
        mark = f"{number}-{size}-{_version(path)}"
        return RangedFile(path, "image/jpeg", mark, max_age=_keeps(found, v, unedited))
    _ring(library, found, edited)
    return ASGIResponse(body=WAITING, media_type="image/svg+xml", headers={"cache-control": "no-store"})


def _path(library: Library, viewer: Viewer, found: MediaFile, size: str, edited: bool) -> Path:
    if edited:
        return media.edited_path(library, found.id, edit_name(viewer.family, found.edition), size)
    return media.derived_path(library, found.id, size)


def _keeps(found: MediaFile, v: str | None, unedited: bool) -> int:
    """For how many seconds a browser need not ask again: an address that names the edit shown never changes its
    picture, nor does the unedited one; all others may, at any moment."""
    return DAY if unedited or v == str(found.edition or 0) else 0


def _ring(library: Library, found: MediaFile, edited: bool) -> None:
    if edited and found.edit is not None:
        library.jobs.later(drawing.job_for(found.kind), found.edit)
    elif found.state == "ready" and found.rendered:
        library.jobs.later(media.redevelop, found.id)


def _version(path: Path) -> str:
    """Another one when the picture was drawn anew, without telling when: perhaps it was for another family."""
    written = path.stat().st_mtime_ns.to_bytes(8, "big")
    return blake2b(written, key=_SECRET, digest_size=6).hexdigest()


def _original(library: Library, found: MediaFile, name: str | None = None, keep: int = DAY) -> ASGIApp:
    if not library.files.online:
        raise Offline("problems.originals_offline")
    path = media.original_path(library, found.id)
    if path is None or not path.exists():
        raise Offline("problems.originals_offline")
    mime = found.mime or "application/octet-stream"
    return RangedFile(path, mime, f"{found.id}-original", max_age=keep, download_as=name)


routes = [grid, preview, film, motion, original, jpeg]
