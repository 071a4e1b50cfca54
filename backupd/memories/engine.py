"""Every day of every family: what comes back. A job; it may run at any time, twice, or not for months."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random, SystemRandom
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backupd import albums, family
from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family import Family, Viewer
from backupd.memories import letters, plan_store, rest_store
from backupd.memories.anniversaries import Event, birthdays_on
from backupd.memories.causes import celebrates, why
from backupd.memories.draw import Bounds, Mood, love_of
from backupd.memories.gathering import gather
from backupd.memories.plan_store import Returned, Stood
from backupd.memories.planning import Standing, first_ever, of_day, rank, with_plan
from backupd.memories.records import Birthday, Reason

CELEBRATED_FOR = 7
"""Days after a birthday on which it is still celebrated, if the box was off."""


class Day(NamedTuple):
    """A day as a family lives it. window: the instants between which it lasts. missed: days just before it on which the
    box was off."""

    family: int
    viewer: Viewer
    day: date
    zone: ZoneInfo
    bounds: Bounds
    missed: tuple[date, ...] = ()

    @property
    def window(self) -> tuple[str, str]:
        begins, ends = (
            datetime.combine(day, time(), self.zone).astimezone(UTC)
            for day in (self.day, self.day + timedelta(days=1))
        )
        return stamp(begins), stamp(ends)

    def of(self, instant: str) -> date:
        """The family's day on which something happened, never later than today."""
        return min(moment(instant).astimezone(self.zone).date(), self.day)


def remember(library: Library, chance: Random | None = None) -> None:
    """Hand back what is due, then write to whoever wants to be told. While the clock is not trusted, all of it holds."""
    now = trusted_now(library)
    if now is None:
        return
    for each in family.families(library):
        today = _today(library, each, now)
        if today is None:
            continue
        last = plan_store.last_day(library, each.id)
        if last != today.day.isoformat():
            hand_back(library, today._replace(missed=_missed(last, today.day)), chance or SystemRandom())
        letters.write(library, each, today.day, now)


def _missed(last: str | None, today: date) -> tuple[date, ...]:
    """The days since the last one that was lived, a week at most: what was longer ago is no longer celebrated."""
    ago = (today - date.fromisoformat(last)).days if last else 0
    return tuple(today - timedelta(days=back) for back in range(1, min(ago, CELEBRATED_FOR + 1)))


def _today(library: Library, each: Family, now: datetime) -> Day | None:
    """None for a family that everybody left."""
    person = plan_store.somebody(library, each.id)
    viewer = person and family.stand_in(library, person, each.id)
    if not viewer:
        return None
    wishes, zone = plan_store.wishes(library, each.id), ZoneInfo(each.time_zone)
    return Day(each.id, viewer, now.astimezone(zone).date(), zone, Bounds(wishes.least, wishes.most))


def hand_back(library: Library, today: Day, chance: Random) -> None:
    """One day of one family: what comes back is chosen first, then written with the plans in one transaction."""
    plans = {each.album: with_plan(each, today.bounds, chance) for each in _standing(library, today)}
    back = (
        [] if rest_store.day_rests(library, today.family, None, today.day) else _back(library, today, plans)
    )
    collages = {each.album: gather(library, today.viewer, each.album) for each, _ in back}
    with library.database.writing() as connection:
        for each, reason in back:
            memory = Returned(each.album, reason, collages[each.album])
            if plan_store.hand_out(connection, today.family, today.day, today.window, memory):
                family.happened(library, today.family, "memory_returned", album=each.album)
            plans[each.album] = with_plan(each.back_on(today.day), today.bounds, chance)
        plan_store.plan(connection, plans.values())
        plan_store.close_day(connection, today.family, today.day)


def _standing(library: Library, today: Day, everything: bool = False) -> list[Standing]:
    furthest = today.day + timedelta(days=today.bounds.most)
    found = plan_store.standing(library, today.viewer, today.day, furthest, everything)
    return [_as_standing(each, today) for each in found]


def _as_standing(stood: Stood, today: Day) -> Standing:
    first, last = (day and date.fromisoformat(day) for day in (stood.event_from, stood.event_to))
    returned = min(date.fromisoformat(stood.returned), today.day) if stood.returned else None
    return Standing(
        stood.album,
        max(today.of(stood.seen), returned or date.min),
        Event(first or None, last or None, stood.event_precision, stood.believed),
        Mood(love_of(stood.hearts), stood.less),
        date.fromisoformat(stood.next) if stood.next else None,
        stood.seen,
        returned,
    )


def _back(library: Library, today: Day, plans: dict[int, Standing]) -> list[tuple[Standing, Reason]]:
    """What comes back today and why, the most particular first."""
    resting = rest_store.resting(library, today.viewer, None, today.day)
    count = plan_store.count(library, today.viewer)
    chosen = of_day(today.day, plans.values(), resting, count, today.bounds)
    found = {each.album: (each, _why(each, today)) for each in chosen}
    found |= _celebrated(library, today, resting, set(found))
    if not found and not plan_store.remembered(library, today.family):
        found = _first(library, today, resting)
    return sorted(found.values(), key=lambda back: (rank(back[1].cause), back[0].album))


def _why(each: Standing, today: Day, celebrated: Birthday | None = None, late: int = 0) -> Reason:
    return why(each.event, each.mood, each.since, today.day, celebrated, late)


def _everything(library: Library, today: Day, resting: set[int]) -> list[Standing]:
    return [each for each in _standing(library, today, everything=True) if each.album not in resting]


def _first(library: Library, today: Day, resting: set[int]) -> dict[int, tuple[Standing, Reason]]:
    """A family that moved its old albums in meets one of them within a day, before any bound lets it."""
    first = first_ever(today.day, _everything(library, today, resting), today.bounds)
    return {first.album: (first, _why(first, today))} if first else {}


def _celebrated(
    library: Library, today: Day, resting: set[int], due: set[int]
) -> dict[int, tuple[Standing, Reason]]:
    """For everybody whose birthday is today, or was while the box was off, one album: of a birthday of theirs, or one
    they are named in or gave to; one that is due anyway where there is one, else one that the lower bound lets come
    back."""
    known = plan_store.birthdays(library, today.family)
    people = [
        (person, (today.day - day).days)
        for day in (today.day, *today.missed)
        for person in birthdays_on(known, day)
    ]
    every = _everything(library, today, resting) if people else []
    free = [
        each for each in every if each.album in due or (today.day - each.since).days >= today.bounds.least
    ]
    found: dict[int, tuple[Standing, Reason]] = {}
    for person, late in people:
        about = {each.id for each in albums.albums_about(library, today.viewer, person.name, 50)}
        fit = [each for each in free if celebrates(each.event, person, today.day) or each.album in about]
        best = max(fit, key=lambda each: _fits(each, person, today, due), default=None)
        if best and best.album not in found:
            found[best.album] = best, _why(best, today, person, late)
    return found


def _fits(each: Standing, person: Birthday, today: Day, due: set[int]) -> tuple[bool, bool, float, int]:
    return (
        celebrates(each.event, person, today.day),
        each.album in due,
        each.mood.love,
        -each.since.toordinal(),
    )
