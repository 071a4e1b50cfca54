"""JSON addresses of the book, twins of its pages."""

from litestar import Request, Router, get, post

from backupd.book import printing
from backupd.book.forms import Paper
from backupd.book.pages import download, opened, words_of
from backupd.book.records import Book, Printings
from backupd.core.library import Library
from backupd.family import Viewer


@get("/albums/{number:int}/book", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Book:
    """An album as pages of placed pictures and words, in hundredths of a page's width."""
    return opened(library, viewer, number, words_of(request))


@get("/albums/{number:int}/book/pdf", sync_to_thread=True)
def papers(request: Request, library: Library, viewer: Viewer, number: int) -> Printings:
    """The album's PDFs: none, asked, making (done of total pages), ready or failed."""
    return printing.printings(library, viewer, number, words_of(request))


@post("/albums/{number:int}/book/pdf", sync_to_thread=True, status_code=202)
def ask(request: Request, library: Library, viewer: Viewer, number: int, data: Paper) -> Printings:
    """Have a PDF made in the background; ask again for its progress."""
    printing.ask(library, viewer, number, data.format, words_of(request))
    return printing.printings(library, viewer, number, words_of(request))


api = Router("/api", route_handlers=[show, papers, ask, download], tags=["book"])
