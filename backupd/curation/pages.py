"""HTML addresses of curations: all of them, a new one, one with its pictures, what could join, the vote."""

from litestar import Request, Response, Router, get, post
from litestar.response import Redirect

from backupd.albums import must_contribute
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.curation import actions, looking, proposing, voting
from backupd.curation.forms import (
    ChosenForm,
    MovedForm,
    NamingForm,
    SeveralForm,
    TickedForm,
    VoteForm,
    WishBody,
    WishForm,
    offer,
)
from backupd.curation.records import AMOUNTS, Source
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page
from backupd.http.words import Words


def words_of(request: Request) -> Words:
    return request.app.state.renderer.words


@get("/curations", sync_to_thread=True)
def shelf(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    found = looking.shelf(library, viewer, words_of(request))
    return page(request, "curation/curations.html", found=found, here="/albums")


@get("/curations/new", sync_to_thread=True)
def new(
    request: Request,
    library: Library,
    viewer: Viewer,
    album: int | None = None,
    year: str = "",
    category: int | None = None,
) -> Response[str]:
    """album, year, category: what it is asked from is chosen already."""
    must_contribute(viewer)
    source: Source = "category" if category else "year" if year else "albums"
    form = WishForm(source, [str(album)] if album else [], str(category or ""), year=year)
    return _form(request, library, viewer, form)


@post("/curations", sync_to_thread=True, status_code=303)
def propose(request: Request, library: Library, viewer: Viewer, data: WishBody) -> Response[str] | Redirect:
    try:
        return go(f"/curations/{proposing.propose(library, viewer, data.wish())}")
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return _form(request, library, viewer, data, refusal)


def _form(
    request: Request, library: Library, viewer: Viewer, form: WishForm, refusal: Refused | None = None
) -> Response[str]:
    return page(
        request,
        "curation/form.html",
        status=refusal.status if refusal else 200,
        form=form,
        offer=offer(library, viewer),
        amounts=AMOUNTS,
        refusal=refusal,
        here="/albums",
    )


@get("/curations/{number:int}", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    found = looking.opened(library, viewer, words_of(request), number)
    template = "curation/_waiting.html" if fragment_wanted(request) else "curation/curation.html"
    title = looking.album_title(library, viewer, words_of(request), number)
    return page(request, template, found=found, album_title=title, here="/albums")


@get("/curations/{number:int}/picks", sync_to_thread=True)
def offered(request: Request, library: Library, viewer: Viewer, number: int, sheet: int = 1) -> Response[str]:
    must_contribute(viewer)
    found = looking.offered(library, viewer, words_of(request), number, sheet)
    return page(request, "curation/picks.html", found=found, here="/albums")


@post("/curations/{number:int}/picks", sync_to_thread=True, status_code=303)
def add(library: Library, viewer: Viewer, number: int, data: TickedForm) -> Redirect:
    """more: what is ticked is put in, if anything is, and further ones are looked at."""
    if data.stories or data.more is None:
        actions.add(library, viewer, number, data.stories)
    return go(f"/curations/{number}/picks?sheet={data.more}" if data.more else f"/curations/{number}")


@post("/curations/{number:int}/swaps", sync_to_thread=True, status_code=303)
def swap(library: Library, viewer: Viewer, number: int, data: ChosenForm) -> Redirect:
    return go(f"/curations/{number}#s{actions.swap(library, viewer, number, data.story)}")


@post("/curations/{number:int}/drops", sync_to_thread=True, status_code=303)
def drop(library: Library, viewer: Viewer, number: int, data: ChosenForm) -> Redirect:
    actions.drop(library, viewer, number, data.story)
    return go(f"/curations/{number}#picks")


@post("/curations/{number:int}/order", sync_to_thread=True, status_code=303)
def order(library: Library, viewer: Viewer, number: int, data: MovedForm) -> Redirect:
    actions.move(library, viewer, number, data.story, data.step)
    return go(f"/curations/{number}#s{data.story}")


@post("/curations/{number:int}/scoring", sync_to_thread=True, status_code=303)
def again(library: Library, viewer: Viewer, number: int) -> Redirect:
    actions.again(library, viewer, number)
    return go(f"/curations/{number}")


@get("/curations/{number:int}/vote", sync_to_thread=True)
def ballot(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str] | Redirect:
    found = looking.opened(library, viewer, words_of(request), number)
    if found.card.vote != "open" or found.card.album is not None:
        return go(f"/curations/{number}")
    return page(request, "curation/vote.html", found=found, here="/albums")


@post("/curations/{number:int}/vote", sync_to_thread=True, status_code=303)
def vote(library: Library, viewer: Viewer, number: int, data: SeveralForm) -> Redirect:
    voting.vote(library, viewer, number, data.stories)
    return go(f"/curations/{number}")


@post("/curations/{number:int}/voting", sync_to_thread=True, status_code=303)
def set_vote(library: Library, viewer: Viewer, number: int, data: VoteForm) -> Redirect:
    voting.set_vote(library, viewer, number, data.state)
    return go(f"/curations/{number}/vote" if data.state == "open" else f"/curations/{number}")


@post("/curations/{number:int}/winners", sync_to_thread=True, status_code=303)
def keep_winners(library: Library, viewer: Viewer, number: int) -> Redirect:
    voting.keep_winners(library, viewer, number)
    return go(f"/curations/{number}")


@post("/curations/{number:int}/album", sync_to_thread=True, status_code=303)
def make_album(request: Request, library: Library, viewer: Viewer, number: int, data: NamingForm) -> Redirect:
    title = data.title.strip() or looking.album_title(library, viewer, words_of(request), number)
    return go(f"/albums/{actions.make_album(library, viewer, number, title)}")


@post("/curations/{number:int}/removal", sync_to_thread=True, status_code=303)
def remove(library: Library, viewer: Viewer, number: int) -> Redirect:
    actions.remove(library, viewer, number)
    return go("/curations")


pages = Router(
    "/",
    route_handlers=[
        shelf, new, propose, show, offered, add, swap, drop, order, again, ballot, vote, set_vote, keep_winners,
        make_album, remove,
    ],
)  # fmt: skip
