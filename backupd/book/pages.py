"""HTML addresses of the book: turning it, and having it as a PDF."""

from typing import Annotated

from litestar import HttpMethod, Request, Response, Router, get, post, route
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect
from litestar.types import ASGIApp

from backupd.book import printing
from backupd.book.formats import screen
from backupd.book.forms import Paper
from backupd.book.gathering import Speech, gather
from backupd.book.pagination import paginate
from backupd.book.records import Book
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page
from backupd.http.ranges import RangedFile
from backupd.http.words import Words

PaperForm = Annotated[Paper, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/albums/{number:int}/book", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    return page(request, "book/book.html", book=opened(library, viewer, number, words_of(request)))


def opened(library: Library, viewer: Viewer, number: int, words: Words) -> Book:
    """The book as the viewer's screen shows it, in letters of the size they chose."""
    speech = Speech(words, viewer.language)
    material = gather(library, viewer, number, speech, printing.today(library, viewer))
    return paginate(number, material, screen(viewer.text_size), viewer.text_size)


def words_of(request: Request) -> Words:
    return request.app.state.renderer.words


@get("/albums/{number:int}/book/pdf", sync_to_thread=True)
def papers(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    found = printing.printings(library, viewer, number, words_of(request))
    template = "book/_papers.html" if fragment_wanted(request) else "book/papers.html"
    return page(request, template, found=found)


@post("/albums/{number:int}/book/pdf", sync_to_thread=True, status_code=303)
def ask(request: Request, library: Library, viewer: Viewer, number: int, data: PaperForm) -> Redirect:
    printing.ask(library, viewer, number, data.format, words_of(request))
    return go(f"/albums/{number}/book/pdf")


@route(
    "/albums/{number:int}/book/pdf/{paper:str}",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    sync_to_thread=True,
)
def download(request: Request, library: Library, viewer: Viewer, number: int, paper: str) -> ASGIApp:
    """The PDF under the album's name."""
    words = words_of(request)
    path, title = printing.finished(library, viewer, number, paper, words)
    size = words.say(viewer.language, f"book.paper_{paper}")
    name = f"{title} {size}".replace("/", "-").strip(" .")
    return RangedFile(path, "application/pdf", f"book-{path.stem}", download_as=f"{name}.pdf")


pages = Router("/", route_handlers=[show, papers, ask, download])
