"""The files of media, behind the gate: small and large picture, film, original. JSON has no twin of these."""

import secrets
from hashlib import blake2b
from pathlib import Path

from litestar import HttpMethod, route
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from backupd import media
from backupd.albums import story_store
from backupd.albums.records import MediaFile
from backupd.core.errors import Absent, Offline
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.ranges import RangedFile

DAY = 86400
_SECRET = secrets.token_bytes(16)
LOOK = [HttpMethod.GET, HttpMethod.HEAD]
WAITING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 36"><rect width="48" height="36" fill="#e9e1d4"/>
<path d="M14 26l7-9 5 6 3-3 5 6z" fill="#8b7f6f"/><circle cx="31" cy="13" r="2.5" fill="#8b7f6f"/></svg>"""


@route("/media/{number:int}/grid", http_method=LOOK, sync_to_thread=True)
def grid(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """The small picture, JPEG, long edge 480."""
    return _picture(library, viewer, number, "grid")


@route("/media/{number:int}/preview", http_method=LOOK, sync_to_thread=True)
def preview(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """The large picture, JPEG, long edge 1440; of a video its poster."""
    return _picture(library, viewer, number, "preview")


@route("/media/{number:int}/film", http_method=LOOK, sync_to_thread=True)
def film(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """A video as browsers play it: the film made of it, or the original where they play that."""
    found = story_store.media_file(library, viewer, number)
    if found.kind != "video":
        raise Absent
    if found.film is None:
        return _original(library, found)
    made = media.derived_path(library, number, "film")
    if not made.exists():
        raise Absent("albums.film_not_ready")
    return RangedFile(made, "video/mp4", f"{number}-film", max_age=DAY)


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
    return _picture(library, viewer, number, size)


def _picture(library: Library, viewer: Viewer, number: int, size: str) -> ASGIApp:
    """A derived picture; where it is missing a drawing stands in and the picture is made anew."""
    found = story_store.media_file(library, viewer, number)
    path = media.derived_path(library, number, size)
    if path.exists():
        return RangedFile(path, "image/jpeg", f"{number}-{size}-{_version(path)}", max_age=DAY)
    if found.state == "ready" and found.rendered:
        library.jobs.later(media.redevelop, number)
    return ASGIResponse(body=WAITING, media_type="image/svg+xml", headers={"cache-control": "no-store"})


def _version(path: Path) -> str:
    """Another one when the picture was drawn anew, without telling when: perhaps it was for another family."""
    written = path.stat().st_mtime_ns.to_bytes(8, "big")
    return blake2b(written, key=_SECRET, digest_size=6).hexdigest()


def _original(library: Library, found: MediaFile, name: str | None = None) -> ASGIApp:
    if not library.files.online:
        raise Offline("problems.originals_offline")
    path = media.original_path(library, found.id)
    if path is None or not path.exists():
        raise Offline("problems.originals_offline")
    mime = found.mime or "application/octet-stream"
    return RangedFile(path, mime, f"{found.id}-original", max_age=DAY, download_as=name)


routes = [grid, preview, film, motion, original]
