"""HTML addresses of comments."""

from typing import Annotated

import anyio
from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.types import ASGIApp

from backupd import media
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page
from backupd.http.ranges import RangedFile
from backupd.reactions import comment_store, commenting
from backupd.reactions.envelope import FILES, LARGEST, Words, received
from backupd.reactions.records import Draft

ALL = 500
WordsForm = Annotated[Words, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/stories/{number:int}/comments", sync_to_thread=True)
def listed(
    request: Request, library: Library, viewer: Viewer, number: int, before: int | None = None
) -> Response[str]:
    """Everything that is said to a story, on a page of its own."""
    return _talk(request, library, viewer, number, before=before, whole=not fragment_wanted(request))


@post("/stories/{number:int}/comments", request_max_body_size=LARGEST)
async def say(request: Request, library: Library, viewer: Viewer, number: int) -> Response:
    draft = await received(request, library)
    return await anyio.to_thread.run_sync(_said, request, library, viewer, number, draft)


def _said(request: Request, library: Library, viewer: Viewer, number: int, draft: Draft) -> Response:
    try:
        made = commenting.comment(library, viewer, number, draft)
    except Absent:
        raise
    except Refused as refusal:
        alone = fragment_wanted(request)
        return _talk(request, library, viewer, number, refusal=refusal, text=draft.text, whole=not alone)
    if fragment_wanted(request):
        return _talk(request, library, viewer, number)
    return go(f"/stories/{number}#c{made.id}")


@get("/comments/{number:int}", sync_to_thread=True)
def words(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    """One's own comment, to write it differently."""
    said = comment_store.comment(library, viewer, number)
    return page(request, "reactions/comment.html", said=said, text=said.text, refusal=None, here="/albums")


@post("/comments/{number:int}", sync_to_thread=True)
def change(request: Request, library: Library, viewer: Viewer, number: int, data: WordsForm) -> Response:
    try:
        said = commenting.change(library, viewer, number, data.text)
    except Refused as refusal:
        if not refusal.key.startswith("comments.") or refusal.status != 422:
            raise
        said = comment_store.comment(library, viewer, number)
        told = {"said": said, "text": data.text, "refusal": refusal, "here": "/albums"}
        return page(request, "reactions/comment.html", status=refusal.status, **told)
    return go(f"/stories/{said.story}#c{number}")


@post("/comments/{number:int}/removal", sync_to_thread=True)
def take_away(request: Request, library: Library, viewer: Viewer, number: int) -> Response:
    said = commenting.take_away(library, viewer, number)
    return _back(request, library, viewer, said.story)


@post("/comments/{number:int}/restoration", sync_to_thread=True)
def bring_back(request: Request, library: Library, viewer: Viewer, number: int) -> Response:
    said = commenting.bring_back(library, viewer, number)
    return _back(request, library, viewer, said.story)


def _back(request: Request, library: Library, viewer: Viewer, story: int) -> Response:
    if fragment_wanted(request):
        return _talk(request, library, viewer, story)
    return go(f"/stories/{story}#comments")


def _talk(
    request: Request,
    library: Library,
    viewer: Viewer,
    story: int,
    *,
    before: int | None = None,
    refusal: Refused | None = None,
    text: str = "",
    whole: bool = False,
) -> Response[str]:
    """What is said, with the form: alone for htmx, which puts only good answers in place, else as a page."""
    limit = ALL if whole else comment_store.PAGE
    return page(
        request,
        "reactions/comments.html" if whole else "reactions/_talk.html",
        status=refusal.status if refusal and whole else 200,
        talk=commenting.talk(library, viewer, story, before, limit),
        refusal=refusal,
        text=text,
        now=viewer.here(library.clock.now()),
        here="/albums",
    )


@get("/comments/{number:int}/photo", sync_to_thread=True)
def photo(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """The picture of a comment, JPEG, long edge 1440."""
    picture = comment_store.attached(library, viewer, number, "photo")
    drawn = media.derived_path(library, picture, "preview")
    if not drawn.exists():
        library.jobs.later(media.redevelop, picture)
        raise Absent
    return RangedFile(drawn, "image/jpeg", f"comment-{number}")


@get("/comments/{number:int}/voice", sync_to_thread=True)
def voice(library: Library, viewer: Viewer, number: int) -> ASGIApp:
    """The voice note of a comment, M4A, in pieces where a player asks for them."""
    return RangedFile(commenting.listen(library, viewer, number), "audio/mp4", f"voice-{number}")


@get("/comments/{number:int}/original/{what:str}", sync_to_thread=True)
def original(library: Library, viewer: Viewer, number: int, what: str) -> ASGIApp:
    """The `photo` or the `voice` of a comment, byte for byte as it came."""
    if what not in FILES:
        raise Absent
    found = media.find(library, comment_store.attached(library, viewer, number, what))
    path = media.original_path(library, found.id) if found else None
    if found is None or path is None or not path.exists():
        raise Absent
    mime = found.mime or "application/octet-stream"
    return RangedFile(path, mime, f"comment-{number}-{what}", download_as=found.name)


routes = [listed, say, words, change, take_away, bring_back, photo, voice, original]
