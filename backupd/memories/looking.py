"""What pages and their JSON twins show: one function for each address."""

from datetime import date, timedelta
from itertools import groupby

import msgspec

from backupd import albums, faces, family
from backupd.albums import Story
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.http.words import Words
from backupd.memories import plan_store, rest_store, store
from backupd.memories.anniversaries import same_day
from backupd.memories.records import Memory, Mine, Rest, Wishes
from backupd.memories.speaking import Speech
from backupd.memories.store import Row

MOST_OF_A_DAY = 240
FEW = 4
"""Pictures of one year that the first page shows."""


class Year(msgspec.Struct, frozen=True):
    """What was taken on this day in one year."""

    year: int
    years: int
    stories: list[Story]
    more: int = 0


class OnThisDay(msgspec.Struct, frozen=True):
    """day: "08-05"; before and after: its neighbours in the calendar."""

    day: str
    before: str
    after: str
    years: list[Year]


class Remembered(msgspec.Struct, frozen=True):
    """Today's memories and a page of those before; `next` continues it."""

    today: list[Memory]
    past: list[Memory]
    next: str | None
    first: bool


class Settings(msgspec.Struct, frozen=True):
    """mine: what this person wants; family: what the family wants. may_change: they are an owner."""

    mine: Mine
    family: Wishes
    may_change: bool


class Resting(msgspec.Struct, frozen=True):
    """What rests for this person, for them alone or for the family."""

    rests: list[Rest]


def speech_for(library: Library, viewer: Viewer, words: Words) -> Speech:
    return Speech(
        words,
        viewer.language,
        {each.id: each.name for each in family.members(library, viewer.family, viewer.id)},
    )


def today_of(library: Library, viewer: Viewer) -> date:
    return viewer.here(library.clock.now()).date()


def of_today(library: Library, viewer: Viewer, words: Words) -> list[Memory]:
    """What came back today, without what rests for this person."""
    day = today_of(library, viewer)
    rows = store.of_day(library, viewer, day.isoformat())
    if not rows or rest_store.day_rests(library, viewer.family, viewer.id, day):
        return []
    resting = rest_store.resting(library, viewer, viewer.id, day)
    return _told(library, viewer, words, [row for row in rows if row.album not in resting])


def remembered(library: Library, viewer: Viewer, words: Words, after: str | None) -> Remembered:
    """after: "2026-11-05_17", the last one seen."""
    today = today_of(library, viewer)
    day, _, last = (after or "").rpartition("_")
    known = written_number(last)
    cursor = (day, known) if day and known is not None else (today.isoformat(), 0)
    found = store.before(library, viewer, *cursor, store.PAGE + 1)
    resting = rest_store.resting(library, viewer, viewer.id, today)
    shown = found[: store.PAGE]
    return Remembered(
        of_today(library, viewer, words) if after is None else [],
        _told(library, viewer, words, [row for row in shown if row.album not in resting]),
        f"{shown[-1].day}_{shown[-1].id}" if len(found) > len(shown) else None,
        after is None,
    )


def memory(library: Library, viewer: Viewer, words: Words, number: int) -> Memory:
    """One memory, also while its album rests. Raises Absent."""
    row = store.memory(library, viewer, number)
    if row is None:
        raise Absent
    return _told(library, viewer, words, [row])[0]


def _told(library: Library, viewer: Viewer, words: Words, rows: list[Row]) -> list[Memory]:
    speech = speech_for(library, viewer, words)
    return [_memory(library, viewer, speech, row) for row in rows]


def _memory(library: Library, viewer: Viewer, speech: Speech, row: Row) -> Memory:
    known = row.event_precision != "unknown"
    shots = store.shots(library, viewer, row)
    return Memory(
        id=row.id,
        album=row.album,
        title=row.title,
        day=row.day,
        begins=row.begins,
        ends=row.ends,
        reason=row.cause,
        why=speech.why(row.cause),
        facts=speech.facts(store.held(library, viewer, row.album)),
        when=speech.dates.span(row.event_from, row.event_to, row.event_precision) if known else "",
        collage=albums.laid_out(shots, faces.around(library, viewer, [shot.media for shot in shots])),
        mine=row.mine,
        loved_by=store.loved_by(library, viewer, row.id),
    )


def on_this_day(
    library: Library, viewer: Viewer, day: str | None = None, most: int = MOST_OF_A_DAY
) -> OnThisDay:
    """Pictures of this day in other years, or of another "08-05"; the 29th of February joins the 28th where there is
    none. Raises Absent for what is no day."""
    today = today_of(library, viewer)
    shown = _day_of(day, today)
    names = [f"{shown:%m-%d}"]
    if names == ["02-28"] and same_day(date(2000, 2, 29), today.year).day == 28:
        names.append("02-29")
    found = albums.stories_of_days(library, viewer, names, f"{today.year}", most)
    resting = rest_store.resting(library, viewer, viewer.id, today)
    quiet = rest_store.day_rests(library, viewer.family, viewer.id, same_day(shown, today.year))
    stories = [story for story in found if not quiet and story.album not in resting]
    years = [
        Year(int(year), today.year - int(year), list(each))
        for year, each in groupby(stories, key=lambda story: (story.taken or "")[:4])
    ]
    return OnThisDay(
        f"{shown:%m-%d}", f"{shown - timedelta(days=1):%m-%d}", f"{shown + timedelta(days=1):%m-%d}", years
    )


def _day_of(day: str | None, today: date) -> date:
    """In a leap year, so that every day has its neighbours."""
    try:
        return date.fromisoformat(f"2000-{day}") if day else same_day(today, 2000)
    except ValueError as error:
        raise Absent from error


def few(found: OnThisDay, years: int = 3) -> list[Year]:
    """A taste of each of the latest years."""
    return [
        msgspec.structs.replace(each, stories=each.stories[:FEW], more=max(0, len(each.stories) - FEW))
        for each in found.years[:years]
    ]


def settings(library: Library, viewer: Viewer) -> Settings:
    return Settings(store.mine(library, viewer.id), plan_store.wishes(library, viewer.family), viewer.owner)


def resting(library: Library, viewer: Viewer) -> Resting:
    return Resting(rest_store.rests(library, viewer, today_of(library, viewer)))
