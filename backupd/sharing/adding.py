"""What guests send: their name once, files through the plain door, and what they take back within a day."""

from contextlib import ExitStack
from typing import Annotated

import anyio
from litestar import Request, Response, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd import albums, family, intake
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Pass, Viewer
from backupd.http.answers import go
from backupd.http.problems import wants_json
from backupd.http.uploads import FormReader, pour
from backupd.sharing import showing
from backupd.sharing.guests import GUEST, name_page


class Called(Struct):
    name: str = ""


@post("/guest/{number:int}/name", opt=GUEST, include_in_schema=False, sync_to_thread=True)
def say_who(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    data: Annotated[Called, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response:
    """Once; a name that was given stays."""
    link = family.the_pass(library, viewer)
    if link.kind != "add":
        raise Absent("sharing.link_over")
    try:
        family.name_guest(library, viewer, data.name)
    except Refused as refusal:
        return name_page(request, library, viewer, link, data.name, refusal)
    return go(f"/guest/{number}")


@post(
    "/guest/{number:int}/files",
    opt=GUEST,
    include_in_schema=False,
    request_max_body_size=None,
    status_code=200,
)
async def send(request: Request, library: Library, viewer: Viewer, number: int) -> Response:
    """multipart/form-data, streamed to disk; a script sends one file a request and is answered in JSON."""
    gift = await anyio.to_thread.run_sync(Gift, library, viewer, request.content_length or 0)
    reader = FormReader(request.headers.get("content-type", ""), gift.open_part)
    await pour(request, reader)
    gift.must_hold_something(alone=wants_json(request))
    return Response({"kept": gift.kept}) if wants_json(request) else go(f"/guest/{number}")


@post(
    "/guest/{number:int}/stories/{story:int}/removal", opt=GUEST, include_in_schema=False, sync_to_thread=True
)
def take_back(library: Library, viewer: Viewer, number: int, story: int) -> Response:
    """Into the family's trash: what was given by mistake need not stay."""
    showing.to_add(library, viewer)
    albums.take_back(library, viewer, story)
    return go(f"/guest/{number}")


class Gift:
    """One form of a guest's being received. Every file is kept as soon as it is whole: a line that breaks takes nothing
    back."""

    def __init__(self, library: Library, guest: Viewer, expected: int) -> None:
        self._library, self._guest = library, guest
        self._link = showing.to_add(library, guest)
        library.files.must_take(min(expected, library.settings.guests.file_mb << 20))
        self.kept = 0
        self._refused: list[str] = []

    def open_part(self, field: str, name: str) -> "ArrivingGift":
        return ArrivingGift(self._library, self._guest, self._link, name, self._note)

    def _note(self, reason: str | None) -> None:
        if reason:
            self._refused.append(reason)
        else:
            self.kept += 1

    def must_hold_something(self, *, alone: bool) -> None:
        """A file that came alone is answered with its own reason."""
        if not self.kept and not self._refused:
            raise Refused("intake.nothing_chosen", back=f"/guest/{self._link.id}")
        if alone and self._refused:
            raise Refused(self._refused[0])


class ArrivingGift:
    """A guest's file on its way in. One that grows too large is let go and named; the others go on."""

    def __init__(self, library: Library, guest: Viewer, link: Pass, name: str, note) -> None:
        self._library, self._guest, self._link, self._name, self._note = library, guest, link, name, note
        self._most = library.settings.guests.file_mb << 20
        self._size = 0
        self._open = ExitStack()
        self._staging = self._open.enter_context(library.files.staging())

    def write(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._most:
            self._staging.write(piece)
        else:
            self._open.close()

    def whole(self) -> None:
        with self._open:
            self._note(self._received())

    def _received(self) -> str | None:
        """Why it was refused, or nothing."""
        given = (self._library, self._guest, self._link)
        if self._size > self._most:
            intake.turn_guest_away(*given, self._name, self._size, "sharing.too_large")
            return "sharing.too_large"
        return intake.receive_from_guest(*given, self._staging.finish(), self._name).reason

    def cut(self) -> None:
        self._open.close()


handlers = [say_who, send, take_back]
