"""Who is written to about today's memories: at the family's hour, at most as often as each person wishes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from backupd import family, notify
from backupd.core.library import Library
from backupd.family import Family, Viewer
from backupd.memories import letter_store, plan_store, rest_store, speaking, store
from backupd.memories.store import Row
from backupd.notify import Letter

MOST_PICTURES = 6


def write(library: Library, household: Family, day: date, now: datetime) -> None:
    """Post what is to be told today, once; a later hour of the same day is not too late, the next day is."""
    wishes = plan_store.wishes(library, household.id)
    if now.astimezone(ZoneInfo(household.time_zone)).hour < wishes.hour:
        return
    if not letter_store.anything_on(library, household.id, day):
        return
    for each in family.members(library, household.id):
        reader = family.stand_in(library, each.id, household.id)
        if reader and _due(library, reader, day, wishes.pace):
            _write_to(library, reader, day)


def _due(library: Library, reader: Viewer, day: date, familys: int) -> bool:
    """Their pace lets it."""
    own = store.mine(library, reader.id).pace
    pace = familys if own is None else own
    last = letter_store.last_day(library, reader, day)
    return pace > 0 and (last is None or (day - date.fromisoformat(last)).days >= pace)


def _write_to(library: Library, reader: Viewer, day: date) -> None:
    chosen = _chosen(library, reader, day)
    if chosen is None:
        return
    letter = _letter(library, reader, chosen)
    with library.database.writing():
        if letter_store.note(library, reader, day, chosen.id):
            notify.post(library, [letter])


def _chosen(library: Library, reader: Viewer, day: date) -> Row | None:
    """The first of the day that does not rest for them and that they have not looked at yet."""
    if rest_store.day_rests(library, reader.family, reader.id, day):
        return None
    resting = rest_store.resting(library, reader, reader.id, day)
    rows = store.of_day(library, reader, day.isoformat())
    return next((row for row in rows if row.album not in resting and row.mine is None), None)


def _letter(library: Library, reader: Viewer, row: Row) -> Letter:
    names = {each.id: each.name for each in family.members(library, reader.family, reader.id)}
    facts = speaking.facts(store.held(library, reader, row.album))
    return Letter(
        kind="memory",
        key=f"memory/{row.id}",
        person=reader.id,
        family=reader.family,
        words="memories.letter",
        values={"album": row.album, "why": speaking.why(row.cause, names), "facts": facts},
        link=f"/memories/{row.id}",
        pictures=tuple(shot.media for shot in store.shots(library, reader, row))[:MOST_PICTURES],
        about=("album", row.album),
    )
