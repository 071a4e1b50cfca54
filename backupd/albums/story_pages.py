"""HTML addresses of what people do with one picture; the picture itself is shown by home.story."""

from litestar import Request, Response, get, post
from litestar.response import Redirect

from backupd.albums import actions, arranging, looking, stories, story_store, trash
from backupd.albums.bodies import MoveForm, StepForm, TellingForm
from backupd.albums.events import write_moment
from backupd.albums.forms import Telling
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page


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
    arranging.step_story(library, viewer, number, data.step)
    album = story_store.story(library, viewer, number).album
    return go(f"/albums/{album}/selection?arranging=true#s{number}")


@post("/stories/{number:int}/trash", sync_to_thread=True, status_code=303)
def put_away(library: Library, viewer: Viewer, number: int) -> Redirect:
    album = story_store.story(library, viewer, number).album
    trash.trash_stories(library, viewer, [number])
    return go(f"/albums/{album}")


routes = [words, tell, where_to, move, on_the_cover, place, put_away]
