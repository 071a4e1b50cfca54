"""HTML addresses of stories: the viewer, and what people do with one picture."""

from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.response import Redirect

from backupd.albums import actions, looking, stories, story_store, trash
from backupd.albums.bodies import DescriptionForm, MoveForm, StepForm
from backupd.albums.records import Seen
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page


@get("/stories/{number:int}", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int, clip: int = 0) -> Response[str]:
    seen = looking.seen(library, viewer, number, clip)
    return page(request, "stories/story.html", seen=seen, back=_place_in_album(seen))


def _place_in_album(seen: Seen) -> str:
    """The album with as much of it as reaches this story, at this story."""
    page_size = story_store.GRID_PAGE
    needed = -(-seen.around.position // page_size) * page_size
    mark = f"#s{seen.story.id}"
    if seen.around.position <= page_size // 2:
        return f"/albums/{seen.album.id}{mark}"
    if needed <= looking.MOST_SHOWN:
        return f"/albums/{seen.album.id}?shown={needed}{mark}"
    first = seen.around.before[0] if seen.around.before else seen.story
    after = looking.written_cursor(story_store.key_of(seen.album, first), first.id)
    return f"/albums/{seen.album.id}?after={quote(after)}{mark}"


@get("/stories/{number:int}/description", sync_to_thread=True)
def words(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    actions.must_contribute(viewer)
    return _words(request, library, viewer, number, "form")


@post("/stories/{number:int}/description", sync_to_thread=True, status_code=303)
def describe(
    request: Request, library: Library, viewer: Viewer, number: int, data: DescriptionForm
) -> Response[str] | Redirect:
    stories.describe(library, viewer, number, data.description)
    if fragment_wanted(request):
        return _words(request, library, viewer, number, "saying")
    return go(f"/stories/{number}")


def _words(request: Request, library: Library, viewer: Viewer, number: int, part: str) -> Response[str]:
    """The words of a story or the form for them: alone for htmx, else as a page."""
    story = story_store.story(library, viewer, number)
    template = f"stories/_{part}.html" if fragment_wanted(request) else "stories/description.html"
    return page(request, template, story=story)


@get("/stories/{number:int}/move", sync_to_thread=True)
def where_to(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    story = story_store.story(library, viewer, number)
    others = looking.goals(library, viewer, story.album)
    return page(request, "stories/move.html", story=story, others=others)


@post("/stories/{number:int}/move", sync_to_thread=True, status_code=303)
def move(library: Library, viewer: Viewer, number: int, data: MoveForm) -> Redirect:
    return go(f"/albums/{stories.send_story(library, viewer, number, data)}")


@post("/stories/{number:int}/cover", sync_to_thread=True, status_code=303)
def on_the_cover(library: Library, viewer: Viewer, number: int) -> Redirect:
    album = stories.cover_story(library, viewer, number)
    actions.choose_cover(library, viewer, album, number)
    return go(f"/albums/{album}")


@post("/stories/{number:int}/position", sync_to_thread=True, status_code=303)
def place(library: Library, viewer: Viewer, number: int, data: StepForm) -> Redirect:
    stories.place_story(library, viewer, number, data.step)
    album = story_store.story(library, viewer, number).album
    return go(f"/albums/{album}/selection#s{number}")


@post("/stories/{number:int}/trash", sync_to_thread=True, status_code=303)
def put_away(library: Library, viewer: Viewer, number: int) -> Redirect:
    album = story_store.story(library, viewer, number).album
    trash.trash_stories(library, viewer, [number])
    return go(f"/albums/{album}")


routes = [show, words, describe, where_to, move, on_the_cover, place, put_away]
