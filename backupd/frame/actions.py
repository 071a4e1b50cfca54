"""What a frame shows next, and how an owner changes that."""

import re
from datetime import datetime, timedelta

from backupd import albums, family, reactions
from backupd.albums import Choice
from backupd.core.errors import Forbidden, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.frame import store
from backupd.frame.records import PACES, FrameShow, FrameWishes

SLIDES = 20
SEASON_DAYS, SEASON_LEAST = 10, 3
"""So many days before and after today are this time of year; with fewer pictures than that the frame shows all."""

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_YEAR = re.compile(r"[12]\d{3}")


def show(library: Library, viewer: Viewer, after: str | None = None, at: int | None = None) -> FrameShow:
    """The next pictures after a cursor, in an order drawn anew each time round; `at` puts one story in front."""
    wishes, now = store.wishes(library, viewer), viewer.here(library.clock.now())
    seed, place, last, narrow = _read(after) or (int(now.timestamp()) % 100_003, -1, 0, True)
    choice = _choice(wishes, now, seed, narrow)
    found = albums.chosen(library, viewer, choice, (place, last), SLIDES + 1)
    if after is None and choice.days and len(found) < SEASON_LEAST:
        choice, narrow = _choice(wishes, now, seed, False), False
        found = albums.chosen(library, viewer, choice, (place, last), SLIDES + 1)
    shown = found[:SLIDES]
    more = len(found) > len(shown)
    slides = [story for _, story in shown]
    if at is not None:
        slides = [albums.story(library, viewer, at), *slides]
    return FrameShow(
        slides=slides,
        next=f"{seed}.{shown[-1][0]}.{shown[-1][1].id}.{int(narrow)}" if more else "",
        hearted=sorted(reactions.mine(library, viewer, [story.id for story in slides])),
        wishes=wishes,
        now=f"{now:%Y-%m-%dT%H:%M:%S}",
        night=dark(wishes, f"{now:%H:%M}"),
    )


def _read(cursor: str | None) -> tuple[int, int, int, bool] | None:
    """Seed, place, story and whether the season narrows; None for what is no cursor."""
    parts = [written_number(part) for part in (cursor or "").split(".")]
    if len(parts) != 4 or None in parts:
        return None
    seed, place, last, narrow = parts
    return seed, place, last, bool(narrow)  # type: ignore[return-value]


def _choice(wishes: FrameWishes, now: datetime, seed: int, narrow: bool) -> Choice:
    season = wishes.ordered == "season" and narrow
    around = range(-SEASON_DAYS, SEASON_DAYS + 1)
    days = tuple(f"{now + timedelta(days=day):%m-%d}" for day in around) if season else ()
    return Choice(wishes.albums, wishes.categories, wishes.years, days, wishes.videos, seed)


def dark(wishes: FrameWishes, clock: str) -> bool:
    """Whether it is night by the family's clock; a night may reach over midnight."""
    begins, ends = wishes.night_from, wishes.night_until
    if not begins or not ends or begins == ends:
        return False
    return begins <= clock < ends if begins < ends else clock >= begins or clock < ends


def wish(library: Library, viewer: Viewer, wishes: FrameWishes) -> FrameWishes:
    """Owners say what the family's frames show. Raises Forbidden, or Refused for a clock that is none."""
    must_own(viewer)
    times = (wishes.night_from, wishes.night_until)
    if any(time and not _CLOCK.fullmatch(time) for time in times) or bool(times[0]) != bool(times[1]):
        raise Refused("frame.night_unreadable", back="/family/frame")
    if wishes.seconds not in PACES or not all(map(_YEAR.fullmatch, wishes.years)):
        raise Refused("problems.not_understood", back="/family/frame")
    with library.database.writing():
        store.save(library, viewer, wishes)
        family.happened(library, viewer.family, "frame_changed", person=viewer.id)
    return wishes


def must_own(viewer: Viewer) -> None:
    if not viewer.owner:
        raise Forbidden("frame.only_owners", back="/frame")
