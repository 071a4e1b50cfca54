"""나: how a person is called, how pages look to them, their devices."""

from typing import Annotated

from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd import family, reactions
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Language, Preferences, TextSize, Viewer
from backupd.http.answers import go, page


class Wishes(Struct):
    """The form of 나: a switch that is off sends nothing."""

    name: str = ""
    language: Language = "ko"
    text_size: TextSize = "normal"
    contrast: str = ""
    motion: str = ""
    easy: str = ""

    def preferences(self) -> Preferences:
        return Preferences(
            self.name,
            self.language,
            self.text_size,
            "high" if self.contrast else "normal",
            "calm" if self.motion else "normal",
            bool(self.easy),
        )


@get("/me", sync_to_thread=True)
def me(request: Request, library: Library, viewer: Viewer, saved: bool = False) -> Response:
    return _page(request, library, viewer, viewer.name, saved=saved)


@post("/me", sync_to_thread=True)
def prefer(
    request: Request,
    library: Library,
    viewer: Viewer,
    data: Annotated[Wishes, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response:
    try:
        family.prefer(library, viewer, data.preferences())
    except Refused as refusal:
        return _page(request, library, viewer, data.name, refusal)
    return go("/me?saved=true")


def _page(
    request: Request,
    library: Library,
    viewer: Viewer,
    name: str,
    refusal: Refused | None = None,
    saved: bool = False,
) -> Response:
    return page(
        request,
        "me/me.html",
        status=refusal.status if refusal else 200,
        name=name,
        devices=family.devices_of(library, viewer.id),
        now=viewer.here(library.clock.now()),
        problem=refusal,
        looks_shown=reactions.shows_looks(library, viewer),
        saved=saved,
        here="/family",
    )


@get("/me", sync_to_thread=False)
def my_preferences(viewer: Viewer) -> Preferences:
    return family.preferences(viewer)


@post("/me", status_code=204, sync_to_thread=True)
def set_preferences(library: Library, viewer: Viewer, data: Preferences) -> None:
    family.prefer(library, viewer, data)


pages: list = [me, prefer]
api: list = [my_preferences, set_preferences]
