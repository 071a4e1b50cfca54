"""HTML addresses of stories: the viewer, and what people do with one picture."""

from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.response import Redirect

from backupd.albums import actions, looking, placing, stories, story_store, trash
from backupd.albums.bodies import MoveForm, Origin, StepForm, TellingForm
from backupd.albums.events import write_moment
from backupd.albums.forms import Telling
from backupd.albums.records import Seen
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page


@get("/stories/{number:int}", sync_to_thread=True)
def show(
    request: Request, library: Library, viewer: Viewer, number: int, clip: int = 0, origin: Origin = None
) -> Response[str]:
    seen = looking.seen(library, viewer, number, clip, origin == "photos")
    back = f"/photos?story={number}#s{number}" if seen.in_timeline else _place_in_album(seen)
    return page(request, "stories/story.html", seen=seen, back=back)


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
    return _form(request, library, viewer, number, Telling())


@post("/stories/{number:int}/description", sync_to_thread=True, status_code=303)
def tell(
    request: Request, library: Library, viewer: Viewer, number: int, data: TellingForm
) -> Response[str] | Redirect:
    try:
        stories.tell(library, viewer, number, data)
    except Refused as refusal:
        if not refusal.key.startswith("albums."):
            raise
        return _form(request, library, viewer, number, data, refusal)
    if fragment_wanted(request):
        return page(request, "stories/_saying.html", story=story_store.story(library, viewer, number))
    return go(f"/stories/{number}")


def _form(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    written: Telling,
    refusal: Refused | None = None,
) -> Response[str]:
    """The form with what was written so far: alone for htmx (which puts only good answers in place), else as a page."""
    story = story_store.story(library, viewer, number)
    description = story.description if written.description is None else written.description
    was_taken = write_moment(story.taken, story.precision)
    taken = was_taken if written.taken is None else written.taken
    alone = fragment_wanted(request)
    return page(
        request,
        "stories/_form.html" if alone else "stories/description.html",
        status=refusal.status if refusal and not alone else 200,
        story=story,
        description=description,
        taken=taken,
        was_taken=was_taken,
        refusal=refusal,
    )


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
    placing.place_story(library, viewer, number, data.step)
    album = story_store.story(library, viewer, number).album
    return go(f"/albums/{album}/selection#s{number}")


@post("/stories/{number:int}/trash", sync_to_thread=True, status_code=303)
def put_away(library: Library, viewer: Viewer, number: int) -> Redirect:
    album = story_store.story(library, viewer, number).album
    trash.trash_stories(library, viewer, [number])
    return go(f"/albums/{album}")


routes = [show, words, tell, where_to, move, on_the_cover, place, put_away]
