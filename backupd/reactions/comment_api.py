"""JSON addresses of comments, twins of their pages."""

import anyio
from litestar import Request, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reactions import comment_store, commenting
from backupd.reactions.envelope import LARGEST, Words, received
from backupd.reactions.records import Comment, Talk


@get("/stories/{number:int}/comments", sync_to_thread=True)
def listed(library: Library, viewer: Viewer, number: int, before: int | None = None) -> Talk:
    """What is said to a story, the latest thirty, or those before a comment."""
    return commenting.talk(library, viewer, number, before)


@post("/stories/{number:int}/comments", request_max_body_size=LARGEST, status_code=201)
async def say(request: Request, library: Library, viewer: Viewer, number: int) -> Comment:
    """Say something to a story: JSON with `text`, or multipart/form-data with `text`, `photo` and `voice`."""
    draft = await received(request, library)
    return await anyio.to_thread.run_sync(commenting.comment, library, viewer, number, draft)


@get("/comments/{number:int}", sync_to_thread=True)
def one(library: Library, viewer: Viewer, number: int) -> Comment:
    return comment_store.comment(library, viewer, number)


@post("/comments/{number:int}", status_code=200, sync_to_thread=True)
def change(library: Library, viewer: Viewer, number: int, data: Words) -> Comment:
    """Other words for one's own comment."""
    return commenting.change(library, viewer, number, data.text)


@post("/comments/{number:int}/removal", status_code=204, sync_to_thread=True)
def take_away(library: Library, viewer: Viewer, number: int) -> None:
    """Take a comment away: one's own, or for owners anybody's."""
    commenting.take_away(library, viewer, number)


@post("/comments/{number:int}/restoration", status_code=200, sync_to_thread=True)
def bring_back(library: Library, viewer: Viewer, number: int) -> Comment:
    """Bring back what one took away."""
    return commenting.bring_back(library, viewer, number)


routes = [listed, say, one, change, take_away, bring_back]
