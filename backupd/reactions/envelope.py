"""A comment as a browser sends it: words, and with them perhaps a photo and a voice note, kept as they come."""

from contextlib import ExitStack

import anyio
import msgspec
from litestar import Request

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.http.uploads import FormReader, pour
from backupd.reactions.commenting import forget, keep_file
from backupd.reactions.records import Draft

LARGEST = 96 * 1024 * 1024
LONGEST_FIELD = 1 << 20  # what is too long is told so and shown again, not cut off
FILES = ("photo", "voice")


class Words(msgspec.Struct):
    """A comment of words alone."""

    text: str = ""


class Attachment:
    """A file on its way in; it is kept when it is whole."""

    def __init__(self, library: Library, name: str, kept: list[int]) -> None:
        self._library, self._name, self._kept = library, name, kept
        self._open = ExitStack()
        self._staging = self._open.enter_context(library.files.staging())

    def write(self, piece: bytes) -> None:
        self._staging.write(piece)

    def whole(self) -> None:
        with self._open:
            staged: Staged = self._staging.finish()
            if staged.size:
                self._kept.append(keep_file(self._library, staged, self._name))

    def cut(self) -> None:
        self._open.close()


async def received(request: Request, library: Library) -> Draft:
    """The comment in the body, as a form with files, as a plain form or as JSON. Raises Refused for what is none."""
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return Draft(_words(await request.body()).text)
    if not kind.startswith("multipart/"):
        return Draft(str((await request.form()).get("text", "")))
    kept: dict[str, list[int]] = {field: [] for field in FILES}

    def open_part(field: str, name: str) -> Attachment | None:
        return Attachment(library, name, kept[field]) if field in FILES else None

    reader = FormReader(kind, open_part, longest_field=LONGEST_FIELD)
    try:
        await pour(request, reader)
    except Refused:
        await anyio.to_thread.run_sync(_let_go, library, kept, True)
        raise
    await anyio.to_thread.run_sync(_let_go, library, kept, False)
    last = {field: each[-1] if each else None for field, each in kept.items()}
    return Draft(reader.fields.get("text", ""), last["photo"], last["voice"])


def _words(body: bytes) -> Words:
    try:
        return msgspec.json.decode(body or b"{}", type=Words)
    except msgspec.MsgspecError as error:
        raise Refused("problems.not_understood") from error


def _let_go(library: Library, kept: dict[str, list[int]], all_of_them: bool) -> None:
    """Of several files under one name the last one counts."""
    for each in kept.values():
        for one in each if all_of_them else each[:-1]:
            forget(library, Draft(photo=one))
