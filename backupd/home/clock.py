"""One tap of an owner: the time that the box shows is right. Asked on 집 and 오늘 while the clock is not to be trusted."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd import family
from backupd.core.clock import moment, stamp
from backupd.core.errors import Conflict, Forbidden, Refused
from backupd.core.library import Library
from backupd.core.trusted import trust, trusted_now
from backupd.family import Viewer
from backupd.http.answers import go

LOOKED_AT = timedelta(minutes=5)


class Shown(msgspec.Struct, frozen=True):
    """The instant that the person saw and found right, as it stood in the form: one that leapt since was not seen."""

    shown: str = ""
    back: str = "/box"


class AskedClock(msgspec.Struct, frozen=True):
    """now: wall time of the family, as it is asked about. shown goes back with the answer."""

    now: datetime
    shown: str


def asked(library: Library, viewer: Viewer) -> AskedClock | None:
    """What somebody must look at; None while the clock is trusted."""
    if trusted_now(library) is not None:
        return None
    now = library.clock.now()
    return AskedClock(viewer.here(now), stamp(now))


def confirm(library: Library, viewer: Viewer, shown: Shown) -> None:
    """Raises Conflict where the clock has leapt since the page was drawn."""
    if not viewer.owner:
        raise Forbidden("box.clock_owners", back="/box")
    try:
        passed = abs(library.clock.now() - moment(shown.shown))
    except (ValueError, TypeError) as error:
        raise Refused("problems.not_understood") from error
    if passed > LOOKED_AT:
        raise Conflict("box.clock_moved", back="/box")
    with library.database.writing():
        trust(library)
        family.happened(library, viewer.family, "clock_confirmed", person=viewer.id)


@post("/box/clock", sync_to_thread=True)
def tap(
    library: Library,
    viewer: Viewer,
    data: Annotated[Shown, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response:
    confirm(library, viewer, data)
    return go("/" if data.back == "/" else "/box")


@post("/box/clock", status_code=204, sync_to_thread=True)
def tap_json(library: Library, viewer: Viewer, data: Shown) -> None:
    """`shown`: the instant that a person saw on the box and found right."""
    confirm(library, viewer, data)


pages: list = [tap]
api: list = [tap_json]
