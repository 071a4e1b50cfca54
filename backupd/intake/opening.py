"""A sitting opened before its files: where they go is decided first, then they come in pieces."""

from typing import Annotated

import msgspec
from litestar import post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd import albums
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake import actions, store

Title = Annotated[str, msgspec.Meta(max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=2000)]


class Wanted(msgspec.Struct, frozen=True):
    """As the upload form says it. album: a number, `new` with a title, or nothing: each file goes by its month."""

    album: str = ""
    title: Title = ""
    description: Line = ""


class Opened(msgspec.Struct, frozen=True):
    """`batch` goes with every upload, `address` is where to look at the end."""

    batch: int
    album: int | None
    address: str


def open_sitting(library: Library, viewer: Viewer, wanted: Wanted) -> Opened:
    """The album, made where a new one is wanted, and the sitting, or neither."""
    actions.must_contribute(viewer)
    with library.database.writing():
        album = _album(library, viewer, wanted)
        batch = actions.open_batch(
            library,
            viewer.family,
            viewer.id,
            "browser",
            album=album,
            description=wanted.description.strip(),
        )
    return Opened(batch, album, f"/arrivals/{batch}")


def _album(library: Library, viewer: Viewer, wanted: Wanted) -> int | None:
    if wanted.album == "new":
        if not wanted.title.strip():
            raise Refused("intake.title_needed", back="/add")
        return albums.new_album(library, viewer.family, viewer.id, wanted.title.strip())
    if not wanted.album.isdecimal():
        return None
    if not store.may_add_to(library, viewer.id, viewer.family, int(wanted.album)):
        raise Absent
    return int(wanted.album)


@post("/sittings", status_code=201, sync_to_thread=True, request_max_body_size=64 * 1024)
def sittings(
    library: Library,
    viewer: Viewer,
    data: Annotated[Wanted, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Opened:
    """What the upload page asks before it sends."""
    return open_sitting(library, viewer, data)
