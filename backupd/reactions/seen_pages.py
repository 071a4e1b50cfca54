"""본 사람: who has seen a story, and the switch on 나."""

from typing import Annotated

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd.core.library import Library
from backupd.family import Person, Viewer
from backupd.http.answers import go
from backupd.reactions import seeing


class LooksForm(Struct):
    """A switch that is off sends nothing."""

    shown: str = ""


class Looks(Struct):
    """Whether others learn what one has seen."""

    shown: bool = True


@post("/me/looks", sync_to_thread=True)
def choose(
    library: Library,
    viewer: Viewer,
    data: Annotated[LooksForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response:
    seeing.show_looks(library, viewer, bool(data.shown))
    return go("/me?saved=true")


@get("/stories/{number:int}/seen", sync_to_thread=True)
def seen_by(library: Library, viewer: Viewer, number: int) -> list[Person]:
    """Who else has seen a story, in the order they did."""
    return seeing.seen_by(library, viewer, number)


@get("/me/looks", sync_to_thread=True)
def shown(library: Library, viewer: Viewer) -> Looks:
    return Looks(seeing.shows_looks(library, viewer))


@post("/me/looks", status_code=204, sync_to_thread=True)
def set_shown(library: Library, viewer: Viewer, data: Looks) -> None:
    """Be among those who have seen a story, or not."""
    seeing.show_looks(library, viewer, data.shown)


routes = [choose]
api_routes = [seen_by, shown, set_shown]
