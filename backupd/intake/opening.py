"""A sitting opened before its files: where they go is decided first, then they come in pieces."""

from typing import Annotated

import msgspec
from litestar import post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake import actions
from backupd.intake.records import Wishes
from backupd.intake.wishing import Wanted, wishes


class Opened(msgspec.Struct, frozen=True):
    """`batch` goes with every upload, `address` is where to look at the end."""

    batch: int
    album: int | None
    address: str


def open_sitting(library: Library, viewer: Viewer, wanted: Wanted) -> Opened:
    """The album, made where a new one is wanted, and the sitting, or neither."""
    actions.must_contribute(viewer)
    with library.database.writing():
        wished = wishes(library, viewer, wanted)
        batch = actions.open_batch(library, viewer.family, viewer.id, "browser", wishes=wished)
    return Opened(batch, wished.album, _address(wished, wanted, batch))


def _address(wished: Wishes, wanted: Wanted, batch: int) -> str:
    if wished.capsule:
        return f"/capsules/{wished.capsule}"
    return f"/relays/{wanted.relay}" if wished.turn else f"/arrivals/{batch}"


@post("/sittings", status_code=201, sync_to_thread=True, request_max_body_size=64 * 1024)
def sittings(
    library: Library,
    viewer: Viewer,
    data: Annotated[Wanted, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Opened:
    """What the upload page asks before it sends."""
    return open_sitting(library, viewer, data)
