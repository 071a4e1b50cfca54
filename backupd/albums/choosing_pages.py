"""HTML addresses of choosing many stories, and of the questions about those that were chosen: when, where, which album."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from litestar import Request, Response, get, post
from litestar.response import Redirect
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from backupd.albums import actions, arranging, dating, locating, merging, splitting, store, zipping
from backupd.albums.bodies import (
    ArrangingForm,
    ChoiceForm,
    DatingForm,
    LocatingForm,
    MergingForm,
    SelectionForm,
    SplittingForm,
)
from backupd.albums.choosing import Dating, Locating, Merging, Splitting, Told
from backupd.albums.chosen import with_stacks
from backupd.albums.questions import about_dates, about_goals, about_merging, about_places, about_splitting
from backupd.albums.selection import Shown, act_on, selection_answer
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.http.answers import go, page
from backupd.http.words import Words
from backupd.http.zips import Entry, Zip

Form = TypeVar("Form", Dating, Locating)


@get("/albums/{number:int}/selection", sync_to_thread=True)
def choose(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    after: str | None = None,
    shown: int = 0,
    arranging: bool = False,
    chosen: int | None = None,
) -> Response[str]:
    actions.must_contribute(viewer)
    ticked = [] if chosen is None else [chosen]
    return selection_answer(request, library, viewer, number, Shown(after, shown, arranging, ticked))


@post("/albums/{number:int}/selection", sync_to_thread=True, status_code=200)
def act(
    request: Request, library: Library, viewer: Viewer, number: int, data: SelectionForm
) -> Response[str]:
    """Do what was asked, or ask what is still missing."""
    actions.must_contribute(viewer)
    match data.act:
        case "dates":
            return about_dates(request, library, viewer, number, Dating(data.story))
        case "places":
            return about_places(request, library, viewer, number, Locating(data.story))
        case "split":
            return about_splitting(request, library, viewer, number, Splitting(data.story))
        case "move" | "copy" if written_number(data.album) is None:
            return about_goals(request, library, viewer, number, data)
    told = act_on(library, viewer, number, data)
    return selection_answer(request, library, viewer, number, Shown(), told)


@get("/albums/{number:int}/dates", sync_to_thread=True)
def when(
    request: Request, library: Library, viewer: Viewer, number: int, story: int | None = None
) -> Response[str] | Redirect:
    if story is None:
        return _choose_first(library, viewer, number)
    return about_dates(request, library, viewer, number, Dating(story, alone="yes"))


@post("/albums/{number:int}/dates", sync_to_thread=True, status_code=200)
def date(
    request: Request, library: Library, viewer: Viewer, number: int, data: DatingForm
) -> Response[str] | Redirect:
    return _repaired(request, library, viewer, number, data, dating.date_stories, about_dates)


@get("/albums/{number:int}/places", sync_to_thread=True)
def where(
    request: Request, library: Library, viewer: Viewer, number: int, story: int | None = None
) -> Response[str] | Redirect:
    if story is None:
        return _choose_first(library, viewer, number)
    return about_places(request, library, viewer, number, Locating(story, alone="yes"))


@post("/albums/{number:int}/places", sync_to_thread=True, status_code=200)
def locate(
    request: Request, library: Library, viewer: Viewer, number: int, data: LocatingForm
) -> Response[str] | Redirect:
    return _repaired(request, library, viewer, number, data, locating.locate_stories, about_places)


def _choose_first(library: Library, viewer: Viewer, number: int) -> Redirect:
    return go(f"/albums/{store.album(library, viewer, number).id}/selection")


def _repaired(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    form: Form,
    verb: Callable[[Library, Viewer, int, Form], Told],
    ask: Callable[[Request, Library, Viewer, int, Form, Refused], Response[str]],
) -> Response[str] | Redirect:
    """Done, and back to where the question came from; or the question once more with what cannot be read."""
    try:
        told = verb(library, viewer, number, form)
    except Refused as refusal:
        return ask(request, library, viewer, number, form, _of_the_form(refusal))
    if form.alone:
        return go(f"/stories/{form.stories[0]}")
    return selection_answer(request, library, viewer, number, Shown(chosen=form.stories), told)


@post("/albums/{number:int}/split", sync_to_thread=True, status_code=200)
def split(
    request: Request, library: Library, viewer: Viewer, number: int, data: SplittingForm
) -> Response[str] | Redirect:
    try:
        return go(f"/albums/{splitting.split_album(library, viewer, number, data)}")
    except Refused as refusal:
        return about_splitting(request, library, viewer, number, data, _of_the_form(refusal))


@get("/albums/{number:int}/merge", sync_to_thread=True)
def into_which(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    return about_merging(request, library, viewer, number, Merging())


@post("/albums/{number:int}/merge", sync_to_thread=True, status_code=200)
def merge(
    request: Request, library: Library, viewer: Viewer, number: int, data: MergingForm
) -> Response[str]:
    try:
        told = merging.merge_album(library, viewer, number, data)
    except Refused as refusal:
        return about_merging(request, library, viewer, number, data, _of_the_form(refusal))
    goal = store.album(library, viewer, told.album or 0)
    return page(request, "choosing/merged.html", told=told, goal=goal)


@post("/albums/{number:int}/position", sync_to_thread=True, status_code=303)
def arrange(library: Library, viewer: Viewer, number: int, data: ArrangingForm) -> Redirect:
    arranging.place_stories(library, viewer, number, data)
    return go(f"/albums/{number}/selection?arranging=true#s{data.stories[0]}")


@get("/albums/{number:int}/zip", sync_to_thread=True)
def save_all(request: Request, library: Library, viewer: Viewer, number: int) -> ASGIApp:
    return zip_answer(request, library, viewer, number, [])


@post("/albums/{number:int}/zip", sync_to_thread=True, status_code=200)
def save(request: Request, library: Library, viewer: Viewer, number: int, data: ChoiceForm) -> ASGIApp:
    store.album(library, viewer, number)
    if not data.stories:
        raise Refused("albums.nothing_chosen", back=f"/albums/{number}/selection")
    return zip_answer(request, library, viewer, number, data.stories)


@post("/albums/{number:int}/originals", sync_to_thread=True, status_code=200)
def each(request: Request, library: Library, viewer: Viewer, number: int, data: ChoiceForm) -> Response[str]:
    """Every original by itself, for a phone that keeps photos and no zips."""
    album = store.album(library, viewer, number)
    files = zipping.originals(library, viewer, number, with_stacks(library, viewer, data.stories))
    return page(request, "choosing/originals.html", album=album, files=files)


def zip_answer(
    request: Request, library: Library, viewer: Viewer, number: int, stories: Sequence[int]
) -> ASGIApp:
    """The originals as a zip; a single one as it is."""
    bundle = zipping.bundle(library, viewer, number, with_stacks(library, viewer, stories))
    if bundle.only is not None:
        return ASGIResponse(status_code=303, headers={"location": f"/media/{bundle.only}/original?download"})
    words: Words = request.app.state.renderer.words

    def missing(gone: list[Entry]) -> tuple[str, str]:
        names = "\n".join(entry.name for entry in gone)
        said = words.say(viewer.language, "zipping.missing", count=len(gone))
        return words.say(viewer.language, "zipping.missing_file"), f"{said}\n\n{names}\n"

    return Zip(bundle.name, bundle.entries, missing)


def _of_the_form(refusal: Refused) -> Refused:
    """What can be put right in the form is said beside it; everything else goes on to its page."""
    if refusal.status != 422:
        raise refusal
    return refusal


routes = [
    choose, act, when, date, where, locate, split, into_which, merge, arrange, save_all, save, each,
]  # fmt: skip
