"""Resumable uploads at /uploads, by the tus protocol 1.0.0: core, creation (with data), checksum, expiration and
termination, for our own pages and for any tus client that carries a device's cookie."""

from functools import partial

from anyio import to_thread
from litestar import Request, Response, Router, delete, head, patch, post, route
from litestar.connection import ASGIConnection
from litestar.enums import HttpMethod
from litestar.handlers import BaseRouteHandler
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from backupd.core.errors import Conflict, TooLarge
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake import resuming, tus
from backupd.intake.desk import Desk
from backupd.intake.growing import Growing
from backupd.intake.opening import sittings
from backupd.intake.pouring import Body, pour
from backupd.intake.turns import Turn
from backupd.intake.upload_store import Upload

Headers = dict[str, str]


@route("/", http_method=[HttpMethod.OPTIONS], status_code=204, sync_to_thread=False)
def discover() -> Response[None]:
    """What is spoken here."""
    spoken = {
        "Tus-Version": tus.VERSION,
        "Tus-Extension": tus.EXTENSIONS,
        "Tus-Max-Size": str(tus.LARGEST),
        "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
    }
    return Response(None, status_code=204, headers=spoken)


@post("/")
async def create(request: Request, library: Library, viewer: Viewer) -> Response[None]:
    """Begin an upload of Upload-Length bytes. The first of them, or all, may come along; if the connection is cut
    before the address of the upload could be told, nothing stays."""
    headers = dict(request.headers)
    told = tus.metadata(headers.get("upload-metadata", ""))
    promised = tus.checksum(headers)
    upload, growing = await to_thread.run_sync(
        resuming.begin, library, viewer, tus.length(headers), told, promised
    )
    try:
        await _first(request, library, upload, growing, headers)
    except BaseException:
        await to_thread.run_sync(resuming.abandon, library, upload)
        raise
    address = {"Location": f"/uploads/{upload.id}"}
    return Response(None, status_code=201, headers=_standing(upload, growing.size) | address)


async def _first(
    request: Request, library: Library, upload: Upload, growing: Growing, headers: Headers
) -> None:
    """A file that comes whole with its creation is finished before its row is written: one commit for each photo."""
    if tus.carries_piece(headers):
        await _pour(request, library, upload, growing, headers, Turn())
    else:
        try:
            await to_thread.run_sync(resuming.finish_if_whole, library, upload, growing)
        finally:
            growing.close()
    if growing.size < upload.length:
        await to_thread.run_sync(resuming.enter, library, upload)


@head("/{upload_id:str}")
async def ask(request: Request, library: Library, viewer: Viewer, upload_id: str) -> Response[None]:
    """How far the upload got."""
    async with Desk.of(request).turns.taken(upload_id):
        upload = await _followed(request, library, viewer, upload_id)
        offset = await to_thread.run_sync(resuming.standing, library, upload)
    told = {"Upload-Length": str(upload.length), "Cache-Control": "no-store"}
    if upload.metadata:
        told["Upload-Metadata"] = upload.metadata
    return Response(None, status_code=200, headers=_standing(upload, offset) | told)


@patch("/{upload_id:str}", status_code=204)
async def continue_upload(
    request: Request, library: Library, viewer: Viewer, upload_id: str
) -> Response[None]:
    """More bytes, from where it stands."""
    headers = dict(request.headers)
    tus.must_be_piece(headers)
    async with Desk.of(request).turns.taken(upload_id) as turn:
        upload = await _followed(request, library, viewer, upload_id)
        await to_thread.run_sync(_must_stand_at, library, upload, tus.offset(headers))
        offset = await _take_piece(request, library, upload, headers, turn)
        upload = await to_thread.run_sync(resuming.note_bytes, library, upload)
    return Response(None, status_code=204, headers=_standing(upload, offset))


@delete("/{upload_id:str}", status_code=204)
async def end(request: Request, library: Library, viewer: Viewer, upload_id: str) -> Response[None]:
    """The sender gives up; what was finished stays in its album."""
    async with Desk.of(request).turns.taken(upload_id):
        upload = await to_thread.run_sync(resuming.find, library, viewer, upload_id)
        await to_thread.run_sync(resuming.abandon, library, upload)
    return Response(None, status_code=204)


@post("/{upload_id:str}", status_code=204)
async def override(request: Request, library: Library, viewer: Viewer, upload_id: str) -> Response[None]:
    """For networks that let only GET and POST through: X-HTTP-Method-Override says what is meant."""
    meant = request.headers.get("x-http-method-override", "").upper()
    verbs = {"PATCH": continue_upload, "DELETE": end, "HEAD": ask}
    if meant not in verbs:
        raise tus.Misunderstood("resumable.unknown_method")
    return await verbs[meant].fn(request, library, viewer, upload_id)


async def _followed(request: Request, library: Library, viewer: Viewer, upload_id: str) -> Upload:
    wanted = tus.batch(dict(request.headers))
    upload = await to_thread.run_sync(resuming.find, library, viewer, upload_id)
    return await to_thread.run_sync(resuming.follow, library, viewer, upload, wanted)


def _must_stand_at(library: Library, upload: Upload, offset: int) -> None:
    if offset != resuming.here(library, upload):
        raise Conflict("resumable.other_offset")


async def _take_piece(
    request: Request, library: Library, upload: Upload, headers: Headers, turn: Turn
) -> int:
    """Go on with the file where it stands; the offset reached."""
    if upload.finished:
        return upload.length
    known, promised = Desk.of(request).hash_of(upload), tus.checksum(headers)
    growing = await to_thread.run_sync(Growing, resuming.path(library, upload), known, promised)
    await _pour(request, library, upload, growing, headers, turn)
    return growing.size


async def _pour(
    request: Request, library: Library, upload: Upload, growing: Growing, headers: Headers, turn: Turn
) -> None:
    """The body into the file, and the file into the hallway when it is whole."""
    desk = Desk.of(request)
    try:
        _must_announce(tus.content_length(headers), upload.length - growing.size)
        then = partial(resuming.finish_if_whole, library, upload, growing)
        await pour(library, Body(request), growing, turn, upload.length, then)
    finally:
        desk.remember(upload, growing)
        growing.close()


def _must_announce(length: int | None, room: int) -> None:
    if length is not None and length > room:
        raise TooLarge("resumable.longer_than_said")


def _standing(upload: Upload, offset: int) -> Headers:
    expires = {"Upload-Expires": tus.expires(upload.expires)} if offset < upload.length else {}
    return {"Upload-Offset": str(offset)} | expires


async def speaks_tus(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    """Everything but the question what is spoken here must name our version. (Litestar gives guards that are not
    async a thread of their own for every request.)"""
    method = connection.scope["method"]  # type: ignore[typeddict-item]
    if method != "OPTIONS" and connection.headers.get("tus-resumable") != tus.VERSION:
        raise tus.OtherVersion("resumable.other_version", version=tus.VERSION)


def says_tus(app: ASGIApp) -> ASGIApp:
    """Every answer names the version, the refusals too."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                named = [(b"tus-resumable", tus.VERSION.encode())]
                if message["status"] == tus.OtherVersion.status:
                    named.append((b"tus-version", tus.VERSION.encode()))
                message["headers"] = [*message["headers"], *named]
            await send(message)

        await app(scope, receive, send_named)

    return answer


resumable = Router(
    "/uploads",
    route_handlers=[sittings, discover, create, ask, continue_upload, end, override],
    guards=[speaks_tus],
    middleware=[says_tus],
    request_max_body_size=None,
    include_in_schema=False,
)
