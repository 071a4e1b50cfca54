"""Addresses of the clips of a story: the page that puts them in order, and its JSON twin."""

from litestar import Request, Response, get, post
from litestar.response import Redirect

from backupd.albums import scenes, story_store
from backupd.albums.actions import must_contribute
from backupd.albums.bodies import ClipForm, ClipStepForm
from backupd.albums.forms import ClipChoice, ClipStep
from backupd.albums.records import Clip
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page


@get("/stories/{number:int}/clips", sync_to_thread=True)
def in_order(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    """The clips of a story, to put in order or to take out."""
    must_contribute(viewer)
    story = story_store.story(library, viewer, number)
    shown = story_store.clips(library, viewer, number)
    mine = {clip.picture.id for clip in shown if scenes.may_remove(viewer, story, clip)}
    return page(request, "stories/clips.html", story=story, clips=shown, mine=mine, most=scenes.MOST_CLIPS)


@post("/stories/{number:int}/clips/position", sync_to_thread=True, status_code=303)
def place(library: Library, viewer: Viewer, number: int, data: ClipStepForm) -> Redirect:
    scenes.place_clip(library, viewer, number, data.media, data.step)
    return go(f"/stories/{number}/clips#m{data.media}")


@post("/stories/{number:int}/clips/removal", sync_to_thread=True, status_code=303)
def take_out(library: Library, viewer: Viewer, number: int, data: ClipForm) -> Redirect:
    album = story_store.story(library, viewer, number).album
    alone = len(story_store.clips(library, viewer, number)) == 1
    scenes.remove_clip(library, viewer, number, data.media)
    return go(f"/albums/{album}" if alone else f"/stories/{number}/clips")


@get("/stories/{number:int}/clips", sync_to_thread=True)
def listed(library: Library, viewer: Viewer, number: int) -> list[Clip]:
    """The media of a story in their places; the first is its face."""
    must_contribute(viewer)
    story_store.story(library, viewer, number)
    return story_store.clips(library, viewer, number)


@post("/stories/{number:int}/clips/position", sync_to_thread=True, status_code=200)
def put(library: Library, viewer: Viewer, number: int, data: ClipStep) -> list[Clip]:
    """Put a clip first, which makes it the face, last, or one place earlier or later."""
    scenes.place_clip(library, viewer, number, data.media, data.step)
    return story_store.clips(library, viewer, number)


@post("/stories/{number:int}/clips/removal", sync_to_thread=True, status_code=204)
def remove(library: Library, viewer: Viewer, number: int, data: ClipChoice) -> None:
    """Take a clip out; it lies in the trash as a story of its own."""
    scenes.remove_clip(library, viewer, number, data.media)


routes = [in_order, place, take_out]
api_routes = [listed, put, remove]
