"""What arrives by itself: at the end of a month and of a year a proposal, once, on 오늘 and as a message."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backupd import family, notify
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.curation import periods, picking, store, writing
from backupd.curation.moments import moments_of, once_each
from backupd.curation.proposing import fill
from backupd.curation.records import Wish
from backupd.family import Family, Viewer
from backupd.notify import Letter

LEAST = 12
"""Moments that a month or year must hold to be worth a proposal."""
MOST_PICTURES = 6
WORDS = {"month": "curation.month_letter", "year": "curation.year_letter"}


class Peace(NamedTuple):
    """What is left in peace on a day, by the family, and by a person where one is named (memories). albums: these; day: on
    such a day nothing comes back at all."""

    albums: Callable[[Library, Viewer, int | None, date], set[int]]
    day: Callable[[Library, int, int | None, date], bool]


def arrive(library: Library, peace: Peace) -> None:
    """Propose what has just ended, in every family. While the clock is not trusted, it holds."""
    now = trusted_now(library)
    if now is None:
        return
    for household in family.families(library):
        viewer = _eyes(library, household)
        if viewer is None:
            continue
        day = now.astimezone(ZoneInfo(household.time_zone)).date()
        if peace.day(library, household.id, None, day):
            continue
        for wish in periods.ended(day, store.last_arrival(library, household.id)):
            if not store.has_arrived(library, household.id, wish.period):
                _propose(library, household, viewer, wish, day, peace)


def _eyes(library: Library, household: Family) -> Viewer | None:
    """An owner, who sees what all see; None for a family that everybody left."""
    people = family.members(library, household.id)
    owner = next((each.id for each in people if each.role == "owner"), None)
    return family.stand_in(library, owner, household.id) if owner else None


def _propose(
    library: Library, household: Family, viewer: Viewer, wish: Wish, day: date, peace: Peace
) -> None:
    rests = peace.albums(library, viewer, None, day)
    found = store.candidates(library, viewer, wish, left_out=rests)
    if len(moments_of(once_each(found))) < LEAST:
        return
    choice = picking.choose(found, wish.amount)
    with library.database.writing():
        number = writing.add(library, household.id, None, wish, rests)
        if number is None:
            return
        fill(library, number, found, choice)
        readers = (
            family.stand_in(library, each.id, household.id) for each in family.members(library, household.id)
        )
        notify.post(
            library,
            [
                _letter(library, reader, wish, number, peace.albums(library, reader, reader.id, day))
                for reader in readers
                if reader and not peace.day(library, reader.family, reader.id, day)
            ],
        )


def _letter(library: Library, reader: Viewer, wish: Wish, number: int, rests: set[int]) -> Letter:
    """Whoever wants no memories by message gets none of these; what rests for them is not in its pictures."""
    year, _, month = wish.period.partition("-")
    shots = store.shots(library, reader, number, wish.amount)
    return Letter(
        kind="memory",
        key=f"curation/{number}",
        person=reader.id,
        family=reader.family,
        words=WORDS[wish.source],
        values={"year": year, "month": month.lstrip("0")},
        link=f"/curations/{number}",
        pictures=tuple(shot.media for shot in shots if shot.album not in rests)[:MOST_PICTURES],
        about=("curation", number),
    )
