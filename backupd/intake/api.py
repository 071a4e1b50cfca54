"""JSON addresses of adding, twins of its pages: the same verbs, the same records."""

from litestar import Request, Router, get, post
from litestar.types import ASGIApp

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake import actions, begun, pages, sittings
from backupd.intake.records import Arrival, Sitting
from backupd.intake.suggesting import Suggestion, suggest
from backupd.intake.upload_store import Unfinished
from backupd.intake.uploading import Choice, Sent, choice


@get("/add", sync_to_thread=True)
def add(library: Library, viewer: Viewer, album: int | None = None) -> Choice:
    """The albums that would be offered, the likeliest first."""
    actions.must_contribute(viewer)
    return choice(library, viewer, album)


@get("/add/unfinished", sync_to_thread=True)
def unfinished(library: Library, viewer: Viewer) -> list[Unfinished]:
    """What this person began to send and has not finished; it is kept for a week after its last byte."""
    return begun.unfinished(library, viewer)


@post("/add/unfinished/{upload_id:str}/removal", status_code=204, sync_to_thread=True)
def give_up(library: Library, viewer: Viewer, upload_id: str) -> None:
    """Put an unfinished upload away."""
    begun.put_away(library, viewer, upload_id)


@get("/add/suggestion", sync_to_thread=True)
def suggestion(library: Library, viewer: Viewer, days: str = "", places: str = "") -> Suggestion:
    """The album for pictures taken on these days (YYYY-MM-DD, separated by commas) in these places (latitude,longitude,
    separated by semicolons)."""
    actions.must_contribute(viewer)
    return suggest(library, viewer, [*filter(None, days.split(","))], [*filter(None, places.split(";"))])


@post("/add", request_max_body_size=None)
async def upload(request: Request, library: Library, viewer: Viewer) -> Sent:
    """multipart/form-data: files, and album (a number, `new` with title, or nothing: by month), description, and
    batch to go on with an earlier sitting. When this answers, the files are kept."""
    return await pages.received(request, library, viewer)


@get("/arrivals/{batch:int}", sync_to_thread=True)
def arrivals(library: Library, viewer: Viewer, batch: int, after: int = 0) -> Sitting:
    return sittings.sitting(library, viewer, batch, after)


@post("/refusals/{arrival:int}/trial", sync_to_thread=True)
def try_again(library: Library, viewer: Viewer, arrival: int) -> Arrival:
    return actions.try_again(library, viewer, arrival)


@post("/refusals/{arrival:int}/dismissal", sync_to_thread=True)
def dismiss(library: Library, viewer: Viewer, arrival: int) -> Arrival:
    return actions.dismiss(library, viewer, arrival)


@get("/refusals/{arrival:int}/original", sync_to_thread=True)
def original(library: Library, viewer: Viewer, arrival: int) -> ASGIApp:
    return pages.refused_file(library, viewer, arrival)


api = Router(
    "/api",
    route_handlers=[add, unfinished, give_up, suggestion, upload, arrivals, try_again, dismiss, original],
)
