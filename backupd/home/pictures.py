"""What an owner decides on 집 about what the box sees in the pictures."""

from typing import Annotated, Literal

import msgspec
from litestar import Response, post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd import meaning
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go


class Looking(msgspec.Struct, frozen=True):
    """Whether the box looks at the pictures, waits, or does not and forgets what it saw."""

    to: Literal["on", "paused", "off"]


@post("/box/pictures", sync_to_thread=True)
def switch(
    library: Library,
    viewer: Viewer,
    data: Annotated[Looking, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response:
    meaning.switch(library, viewer, data.to)
    return go("/box#pictures")


@post("/box/pictures", status_code=204, sync_to_thread=True)
def switch_json(library: Library, viewer: Viewer, data: Looking) -> None:
    """`to`: on, paused, or off, which also forgets what was seen. For owners."""
    meaning.switch(library, viewer, data.to)


pages: list = [switch]
api: list = [switch_json]
