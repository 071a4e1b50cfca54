"""A wish for a film as a browser sends it: a form, perhaps with a file of music, which is kept as it comes."""

from contextlib import ExitStack

import anyio
import msgspec
from litestar import Request

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.http.uploads import FormReader, pour
from backupd.reels.actions import Music, forget_music, keep_music
from backupd.reels.forms import Wish

LARGEST = 128 * 1024 * 1024
FIELD = "music"


class Coming:
    """Music on its way in; it is kept when it is whole. An empty field of a form is none."""

    def __init__(self, library: Library, name: str, kept: list[Music]) -> None:
        self._library, self._name, self._kept = library, name, kept
        self._open = ExitStack()
        self._staging = self._open.enter_context(library.files.staging())

    def write(self, piece: bytes) -> None:
        self._staging.write(piece)

    def whole(self) -> None:
        with self._open:
            self._kept.append(keep_music(self._library, self._staging.finish(), self._name))

    def cut(self) -> None:
        self._open.close()


async def received(request: Request, library: Library) -> tuple[Wish, Music | None]:
    """What the body asks for, as a form with a file, as a plain form or as JSON. Raises Refused for what is none."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return _wish(await request.body()), None
    if not kind.startswith("multipart/"):
        return Wish(without=bool((await request.form()).get("without"))), None
    kept: list[Music] = []

    def open_part(field: str, name: str) -> Coming | None:
        return Coming(library, name, kept) if field == FIELD else None

    reader = FormReader(kind, open_part)
    try:
        await pour(request, reader)
    except Refused:
        await anyio.to_thread.run_sync(_let_go, library, kept)
        raise
    await anyio.to_thread.run_sync(_let_go, library, kept[:-1])
    return Wish(without=bool(reader.fields.get("without"))), kept[-1] if kept else None


def _wish(body: bytes) -> Wish:
    try:
        return msgspec.json.decode(body or b"{}", type=Wish)
    except msgspec.MsgspecError as error:
        raise Refused("problems.not_understood") from error


def _let_go(library: Library, kept: list[Music]) -> None:
    for each in kept:
        forget_music(library, each.media)
