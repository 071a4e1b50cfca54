"""The frame itself, full screen, and the page where an owner says what it shows."""

from typing import Annotated, Any

from litestar import Request, Response, Router, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd import albums
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.frame import actions, store
from backupd.frame.records import PACES, FrameWishes, Order
from backupd.http.answers import fragment_wanted, go, page

SLOWEST = 3600


class WishesForm(Struct):
    """what: everything, or what is ticked. A switch that is off sends nothing."""

    what: str = "everything"
    album: list[int] | int = []
    category: list[int] | int = []
    year: list[str] | str = []
    ordered: Order = "shuffled"
    seconds: int = 15
    videos: str = ""
    night: str = ""
    night_from: str = ""
    night_until: str = ""

    def wishes(self) -> FrameWishes:
        picked = self.what == "picked"
        return FrameWishes(
            albums=tuple(all_of(self.album)) if picked else (),
            categories=tuple(all_of(self.category)) if picked else (),
            years=tuple(all_of(self.year)) if picked else (),
            ordered=self.ordered,
            seconds=self.seconds,
            videos=bool(self.videos),
            night_from=self.night_from if self.night else "",
            night_until=self.night_until if self.night else "",
        )


def all_of(ticked: Any) -> list:
    """A form sends one tick by itself, several as a list."""
    return ticked if isinstance(ticked, list) else [ticked]


@get("/frame", opt={"frame": True}, sync_to_thread=True)
def frame(
    request: Request,
    library: Library,
    viewer: Viewer,
    after: str | None = None,
    at: int | None = None,
    pace: float | None = None,
) -> Response[str]:
    """pace: seconds a picture on this screen only, where it is not to be as the family wishes."""
    shown = actions.show(library, viewer, after, at)
    following = f"/frame?after={shown.next}" if shown.next else "/frame"
    told: dict[str, Any] = {"slides": shown.slides, "hearted": set(shown.hearted), "following": following}
    if fragment_wanted(request):
        return page(request, "show/_slides.html", now=shown.now, **told)
    seconds = min(pace, SLOWEST) if pace is not None and pace > 0 else shown.wishes.seconds
    return page(request, "frame/frame.html", show=shown, seconds=seconds, **told)


@get("/family/frame", sync_to_thread=True)
def wishes_form(request: Request, library: Library, viewer: Viewer, saved: bool = False) -> Response[str]:
    actions.must_own(viewer)
    return _form(request, library, viewer, store.wishes(library, viewer), saved=saved)


@post("/family/frame", sync_to_thread=True, status_code=303)
def wish(
    request: Request,
    library: Library,
    viewer: Viewer,
    data: Annotated[WishesForm, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response:
    try:
        actions.wish(library, viewer, data.wishes())
    except Refused as refusal:
        if not refusal.key.startswith("frame.night"):
            raise
        return _form(request, library, viewer, data.wishes(), refusal)
    return go("/family/frame?saved=true")


def _form(
    request: Request,
    library: Library,
    viewer: Viewer,
    wishes: FrameWishes,
    refusal: Refused | None = None,
    saved: bool = False,
) -> Response[str]:
    return page(
        request,
        "frame/wishes.html",
        status=refusal.status if refusal else 200,
        wishes=wishes,
        paces=PACES,
        albums=albums.titles(library, viewer),
        categories=albums.family_categories(library, viewer),
        years=albums.story_years(library, viewer),
        problem=refusal,
        saved=saved,
    )


pages = Router("/", route_handlers=[frame, wishes_form, wish])
