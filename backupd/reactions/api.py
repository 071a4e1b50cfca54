"""JSON addresses of reactions."""

from litestar import Router, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reactions import actions, store
from backupd.reactions.comment_api import routes as comment_routes
from backupd.reactions.feed_pages import api_routes as feed_routes
from backupd.reactions.records import Reaction, Reactions
from backupd.reactions.seen_pages import api_routes as seen_routes
from backupd.reactions.stream import stream


@get("/stories/{number:int}/reactions", sync_to_thread=True)
def said(library: Library, viewer: Viewer, number: int) -> Reactions:
    """What was said to a story."""
    return store.of_story(library, viewer, number)


@post("/stories/{number:int}/reactions", opt={"frame": True}, sync_to_thread=True, status_code=200)
def react(library: Library, viewer: Viewer, number: int, data: Reaction) -> Reactions:
    """Say something to a story, in place of what one said before: heart, laugh, wow, tear, clap or thanks."""
    return actions.react(library, viewer, number, data.kind)


@post("/stories/{number:int}/reactions/removal", opt={"frame": True}, sync_to_thread=True, status_code=200)
def take_back(library: Library, viewer: Viewer, number: int) -> Reactions:
    """Take back what one said to a story."""
    return actions.take_back(library, viewer, number)


api = Router(
    "/api",
    route_handlers=[said, react, take_back, *comment_routes, *feed_routes, *seen_routes, stream],
    tags=["reactions"],
)
