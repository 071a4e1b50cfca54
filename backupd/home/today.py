"""오늘: a greeting, the first steps of an empty house, what came back, this day in other years, what is new."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request, Response, get

from backupd import albums, capsules, family, memories, reactions, relays
from backupd.albums import Album
from backupd.capsules import Waiting
from backupd.core.library import Library
from backupd.curation import Card
from backupd.family import Viewer
from backupd.home.clock import AskedClock, asked
from backupd.home.curating import highlights
from backupd.http.answers import page
from backupd.http.words import Words
from backupd.memories import Memory, Year
from backupd.relays import Going

LATEST, LINES, CAPSULES = 5, 4, 3
# From which hour on a greeting fits; before the first it is still night.
_GREETINGS = ((5, "morning"), (11, "noon"), (14, "afternoon"), (18, "evening"), (22, "night"))


class FirstSteps(msgspec.Struct, frozen=True):
    """What a new house has done already."""

    invited: bool
    added: bool
    made: bool

    @property
    def left(self) -> bool:
        return not (self.invited and self.added and self.made)


class Today(msgspec.Struct, frozen=True):
    """now: wall time of the family. greeting: the part of the day it is. memories: what came back today; on_this_day: a
    few pictures of each of the latest years. capsules: those that open next. clock: what an owner is asked about it.
    relays: whose turn it is. highlights: votes on highlights that wait for one's own,
    and what was proposed of a month or year that ended."""

    now: datetime
    greeting: str
    steps: FirstSteps
    latest: list[Album]
    news: list[reactions.Line]
    memories: list[Memory]
    on_this_day: list[Year]
    capsules: list[Waiting]
    clock: AskedClock | None = None
    relays: list[Going] = []
    highlights: list[Card] = []


def today(library: Library, viewer: Viewer, words: Words) -> Today:
    now = library.clock.now().astimezone(ZoneInfo(viewer.time_zone))
    latest = albums.latest(library, viewer, LATEST)
    return Today(
        now=now,
        greeting=greeting(now.hour),
        steps=FirstSteps(
            invited=len(family.members(library, viewer.family)) > 1,
            added=any(album.media for album in latest),
            made=bool(latest),
        ),
        latest=latest,
        news=[line for line in reactions.lately(library, viewer, 2 * LINES) if not line.mine][:LINES],
        memories=memories.of_today(library, viewer, words),
        on_this_day=memories.few(memories.on_this_day(library, viewer)),
        capsules=capsules.counting_down(library, viewer, CAPSULES),
        clock=asked(library, viewer) if viewer.owner else None,
        relays=relays.going_on(library, viewer),
        highlights=highlights(library, viewer, words),
    )


def greeting(hour: int) -> str:
    """morning · noon · afternoon · evening · night."""
    return next((name for begins, name in reversed(_GREETINGS) if hour >= begins), "night")


@get("/", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    return page(request, "today/today.html", today=today(library, viewer, words_of(request)))


@get("/today", sync_to_thread=True)
def show_json(request: Request, library: Library, viewer: Viewer) -> Today:
    """Today: a greeting, first steps, what came back, capsules that count down, this day in other years, the latest albums, what is
    new."""
    return today(library, viewer, words_of(request))


def words_of(request: Request) -> Words:
    return request.app.state.renderer.words


pages: list = [show]
api: list = [show_json]
