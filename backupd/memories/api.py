"""JSON addresses of memories, twins of their pages."""

from litestar import Request, Router, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.memories import actions, looking
from backupd.memories.forms import Said
from backupd.memories.looking import OnThisDay, Remembered, Resting, Settings
from backupd.memories.pages import words_of
from backupd.memories.records import Memory, Mine, RestForm, Wishes


@get("/memories", sync_to_thread=True)
def remembered(request: Request, library: Library, viewer: Viewer, after: str | None = None) -> Remembered:
    """What came back today and before; `next` continues as `after`."""
    return looking.remembered(library, viewer, words_of(request), after)


@get("/memories/{number:int}", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, number: int) -> Memory:
    """One memory. Asking for it counts as looking at its album."""
    actions.see(library, viewer, number)
    return looking.memory(library, viewer, words_of(request), number)


@post("/memories/{number:int}/answer", sync_to_thread=True, status_code=200)
def answer(request: Request, library: Library, viewer: Viewer, number: int, data: Said) -> Memory:
    """Say loved, less (it comes back later), never (not to you again), or seen, which takes back what was said."""
    actions.answer(library, viewer, number, data.answer)
    return looking.memory(library, viewer, words_of(request), number)


@get("/memories/days", sync_to_thread=True)
def days(library: Library, viewer: Viewer, day: str | None = None) -> OnThisDay:
    """Pictures of today's day in other years, or of another `day` such as 08-05."""
    return looking.on_this_day(library, viewer, day)


@get("/memories/rests", sync_to_thread=True)
def rests(library: Library, viewer: Viewer) -> Resting:
    """What is left in peace, for you or for the family."""
    return looking.resting(library, viewer)


@post("/memories/rests", sync_to_thread=True)
def let_rest(library: Library, viewer: Viewer, data: RestForm) -> Resting:
    """Leave an album, a person (`about`) or dates (`begins`, `until`, `yearly`) in peace until the day `ends`, or for
    ever; `whose` is me or family."""
    actions.let_rest(library, viewer, data)
    return looking.resting(library, viewer)


@post("/memories/rests/{number:int}/removal", sync_to_thread=True, status_code=200)
def wake(library: Library, viewer: Viewer, number: int) -> Resting:
    """Let it come back again."""
    actions.wake(library, viewer, number)
    return looking.resting(library, viewer)


@get("/memories/settings", sync_to_thread=True)
def settings(library: Library, viewer: Viewer) -> Settings:
    """How memories come, to you and to the family."""
    return looking.settings(library, viewer)


@post("/memories/settings", sync_to_thread=True, status_code=200)
def wish_mine(library: Library, viewer: Viewer, data: Mine) -> Settings:
    """Your own pace (days between messages, 0 for none, null as the family) and your birthday."""
    actions.wish_mine(library, viewer, data)
    return looking.settings(library, viewer)


@post("/memories/settings/family", sync_to_thread=True, status_code=200)
def wish(library: Library, viewer: Viewer, data: Wishes) -> Settings:
    """The family's bounds in days, pace in days and hour; only owners."""
    actions.wish(library, viewer, data)
    return looking.settings(library, viewer)


api = Router(
    "/api",
    route_handlers=[remembered, show, answer, days, rests, let_rest, wake, settings, wish_mine, wish],
    tags=["memories"],
)
