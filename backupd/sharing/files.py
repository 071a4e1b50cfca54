"""The files of an album for guests, behind the same gate: pictures, films, and a copy to keep that does not say where it
was taken, unless whoever made the link chose that."""

from pathlib import Path, PurePath
from urllib.parse import quote

from litestar import HttpMethod, route
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from backupd import albums, media
from backupd.albums import MediaFile
from backupd.core.errors import Absent, Offline, Refused
from backupd.core.library import Library
from backupd.family import Pass, Viewer
from backupd.http.headers import FILE_POLICY
from backupd.http.ranges import RangedFile
from backupd.sharing import showing
from backupd.sharing.guests import GUEST

LOOK = [HttpMethod.GET, HttpMethod.HEAD]
HOUR = 3600
LARGEST_IN_MEMORY = 100 * 1024 * 1024


def _file(address: str):
    path = f"/guest/{{number:int}}/media/{{picture:int}}/{address}"
    return route(path, http_method=LOOK, opt=GUEST, include_in_schema=False, sync_to_thread=True)


@_file("grid")
def grid(library: Library, viewer: Viewer, number: int, picture: int) -> ASGIApp:
    """The small picture."""
    return albums.picture_file(library, viewer, picture, "grid")


@_file("preview")
def preview(library: Library, viewer: Viewer, number: int, picture: int) -> ASGIApp:
    """The large picture."""
    return albums.picture_file(library, viewer, picture, "preview")


@_file("film")
def film(library: Library, viewer: Viewer, number: int, picture: int) -> ASGIApp:
    """A video as browsers play it."""
    found = albums.media_file(library, viewer, picture)
    return _film(library, viewer, showing.to_look(library, viewer), found)


@_file("copy")
def copy(library: Library, viewer: Viewer, number: int, picture: int) -> ASGIApp:
    """To keep: the file as it came where places go along, else the same pixels without a word beside them. What the
    family edited goes out edited only: what was cut off is nobody's outside."""
    link, found = showing.to_look(library, viewer), albums.media_file(library, viewer, picture)
    if link.with_places and found.edition is None:
        path = _original(library, found.id)
        mime = found.mime or "application/octet-stream"
        return RangedFile(path, mime, f"{found.id}-original", max_age=HOUR, download_as=found.name)
    if found.kind == "video":
        return _film(library, viewer, link, found, PurePath(found.name).stem)
    return _picture(found, _edited(library, viewer, found) or _bare(library, found))


def _film(library: Library, viewer: Viewer, link: Pass, found: MediaFile, name: str | None = None) -> ASGIApp:
    if found.edition is not None:
        return _edited_film(library, viewer, found, name)
    if not showing.plays(library, link, found):
        raise Absent("albums.film_not_ready")
    made = media.derived_path(library, found.id, "film") if found.film else None
    path = made or (_original if link.with_places else media.bare_path)(library, found.id)
    if not path.exists():
        raise Absent("albums.film_not_ready")
    mime = "video/webm" if found.mime == "video/webm" and not made else "video/mp4"
    ending = "webm" if mime == "video/webm" else "mp4"
    mark = f"{found.id}-{path.stem if made or not link.with_places else 'original'}"
    return RangedFile(path, mime, mark, max_age=HOUR, download_as=f"{name}.{ending}" if name else None)


def _edited_film(library: Library, viewer: Viewer, found: MediaFile, name: str | None) -> ASGIApp:
    path = albums.edited_film(library, viewer, found)
    if not path.exists():
        raise Absent("albums.film_not_ready")
    mark = f"{found.id}-film-{found.edition}"
    return RangedFile(path, "video/mp4", mark, max_age=HOUR, download_as=f"{name}.mp4" if name else None)


def _edited(library: Library, viewer: Viewer, found: MediaFile) -> bytes | None:
    """The picture as the family made it, at its full size; it says nothing beside its pixels."""
    return albums.full_jpeg(library, viewer, found.id).read_bytes() if found.edition is not None else None


def _picture(found: MediaFile, body: bytes) -> ASGIApp:
    name = quote(f"{PurePath(found.name).stem}.jpg", safe="")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{name}",
        "cache-control": "private, no-store",
        "content-security-policy": FILE_POLICY,
    }
    return ASGIResponse(body=body, media_type="image/jpeg", headers=headers)


def _bare(library: Library, found: MediaFile) -> bytes:
    """A JPEG's own pixels untouched; of other formats every pixel as a JPEG; of damaged and enormous files the large
    picture drawn from them."""
    try:
        whole = media.full_size(library, found.id)
        if whole.stat().st_size <= LARGEST_IN_MEMORY:
            return media.bare_jpeg(whole.read_bytes())
    except (Refused, media.Unreadable) as error:
        if isinstance(error, Offline):
            raise
    drawn = media.derived_path(library, found.id, "preview")
    if not drawn.exists():
        raise Absent
    return drawn.read_bytes()


def _original(library: Library, picture: int) -> Path:
    path = media.original_path(library, picture)
    if not library.files.online or path is None or not path.exists():
        raise Offline("problems.originals_offline")
    return path


handlers = [grid, preview, film, copy]
