"""JSON addresses of curations, twins of their pages."""

from litestar import Request, Router, get, post

from backupd import albums
from backupd.albums import Album
from backupd.core.library import Library
from backupd.curation import actions, looking, proposing, voting
from backupd.curation.bodies import Chosen, Moved, Naming, Several, VoteState
from backupd.curation.pages import words_of
from backupd.curation.records import Offered, Opened, Shelf, Wish
from backupd.family import Viewer


@get("/curations", sync_to_thread=True)
def shelf(request: Request, library: Library, viewer: Viewer) -> Shelf:
    """Every curation of the family, the newest first."""
    return looking.shelf(library, viewer, words_of(request))


@post("/curations", sync_to_thread=True)
def propose(request: Request, library: Library, viewer: Viewer, data: Wish) -> Opened:
    """Propose the best of albums, of a category, of what a person gave, or of a month (2026-10) or year (2026). Of more than
    3,000 pictures they are chosen in the background: `card.waiting` says so."""
    return _opened(request, library, viewer, proposing.propose(library, viewer, data))


@get("/curations/{number:int}", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Opened:
    """A curation: its pictures, each with the reasons why. `votes` is null until the vote is closed."""
    return _opened(request, library, viewer, number)


@get("/curations/{number:int}/picks", sync_to_thread=True)
def offered(request: Request, library: Library, viewer: Viewer, number: int, sheet: int = 1) -> Offered:
    """What could join, the best first; what somebody took out comes before, and all that is left after them. `more` is the
    number of the next sheet."""
    albums.must_contribute(viewer)
    return looking.offered(library, viewer, words_of(request), number, sheet)


@post("/curations/{number:int}/picks", sync_to_thread=True, status_code=200)
def add(request: Request, library: Library, viewer: Viewer, number: int, data: Several) -> Opened:
    """Put stories in, each where its time is."""
    actions.add(library, viewer, number, data.stories)
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/swaps", sync_to_thread=True, status_code=200)
def swap(request: Request, library: Library, viewer: Viewer, number: int, data: Chosen) -> Opened:
    """Put the runner-up in the place of a picture."""
    actions.swap(library, viewer, number, data.story)
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/drops", sync_to_thread=True, status_code=200)
def drop(request: Request, library: Library, viewer: Viewer, number: int, data: Chosen) -> Opened:
    """Take a picture out."""
    actions.drop(library, viewer, number, data.story)
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/order", sync_to_thread=True, status_code=200)
def order(request: Request, library: Library, viewer: Viewer, number: int, data: Moved) -> Opened:
    """Move a picture one place earlier or later."""
    actions.move(library, viewer, number, data.story, data.step)
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/scoring", sync_to_thread=True, status_code=200)
def again(request: Request, library: Library, viewer: Viewer, number: int) -> Opened:
    """Choose anew; what people put in or took out stays so."""
    actions.again(library, viewer, number)
    return _opened(request, library, viewer, number)


@get("/curations/{number:int}/vote", sync_to_thread=True)
def ballot(request: Request, library: Library, viewer: Viewer, number: int) -> Opened:
    """What is voted on; `mine` marks what the asker wants."""
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/vote", sync_to_thread=True, status_code=200)
def vote(request: Request, library: Library, viewer: Viewer, number: int, data: Several) -> Opened:
    """Vote for these stories, in place of what one voted before; others learn of it only when the vote is closed."""
    voting.vote(library, viewer, number, data.stories)
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/voting", sync_to_thread=True, status_code=200)
def set_vote(request: Request, library: Library, viewer: Viewer, number: int, data: VoteState) -> Opened:
    """Open the family's vote, or close it."""
    voting.set_vote(library, viewer, number, data.state)
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/winners", sync_to_thread=True, status_code=200)
def keep_winners(request: Request, library: Library, viewer: Viewer, number: int) -> Opened:
    """Take out what nobody voted for."""
    voting.keep_winners(library, viewer, number)
    return _opened(request, library, viewer, number)


@post("/curations/{number:int}/album", sync_to_thread=True)
def make_album(request: Request, library: Library, viewer: Viewer, number: int, data: Naming) -> Album:
    """Make the highlights album: the same media, by the same contributors."""
    title = data.title.strip() or looking.album_title(library, viewer, words_of(request), number)
    return albums.album(library, viewer, actions.make_album(library, viewer, number, title))


@post("/curations/{number:int}/removal", sync_to_thread=True, status_code=204)
def remove(library: Library, viewer: Viewer, number: int) -> None:
    """Put a curation away; pictures and albums stay."""
    actions.remove(library, viewer, number)


def _opened(request: Request, library: Library, viewer: Viewer, number: int) -> Opened:
    return looking.opened(library, viewer, words_of(request), number)


api = Router(
    "/api",
    route_handlers=[
        shelf, propose, show, offered, add, swap, drop, order, again, ballot, vote, set_vote, keep_winners, make_album,
        remove,
    ],
    tags=["curations"],
)  # fmt: skip
