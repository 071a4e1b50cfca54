"""The clockwork of turns: whose time is up by the trusted clock, whose is nearly, who is no longer here. A deadline is an
instant in the table, so that a restart changes nothing; the time of whoever comes next is counted from when their turn
really began."""

from datetime import datetime, timedelta

from backupd import albums
from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.relays import letters, store, turns
from backupd.relays.records import Turn


def keep_turns(library: Library) -> None:
    """A job, every minute; may run twice. While the clock is not trusted, every turn holds, and while the album lies in
    the trash."""
    now = trusted_now(library)
    rows = "SELECT id, album, minutes, state FROM relay WHERE state <> 'ended'"
    for row in library.database.connection.execute(rows).fetchall():
        if albums.put_away(library, row["album"]):
            _hold(library, row["id"])
        elif row["state"] == "finishing":
            with library.database.writing():
                turns.finish(library, row["id"])
        else:
            _keep(library, row["id"], timedelta(minutes=row["minutes"]), now)


def _keep(library: Library, relay: int, span: timedelta, now: datetime | None) -> None:
    """Looked at before anything is written, and once more by whoever writes."""
    held = store.held(library, relay)
    if held is None or held.person not in store.taking_part(library, relay):
        with library.database.writing():
            _replace(library, relay)
    elif now is not None and _due(held, span, now):
        with library.database.writing():
            held = store.held(library, relay)
            if held is not None and _due(held, span, now):
                _attend(library, held, span, now)


def _replace(library: Library, relay: int) -> None:
    """Whoever had the turn left the family, or only looks now."""
    held = store.held(library, relay)
    if held is None:
        turns.advance(library, relay)
    elif held.person not in store.taking_part(library, relay):
        turns.end(library, held, "left")


def _due(held: Turn, span: timedelta, now: datetime) -> bool:
    return (
        held.deadline is None
        or moment(held.deadline) > now + span
        or turns.is_over(held.deadline, held.sending, now)
        or (not held.warned and moment(held.deadline) - now <= near(span))
    )


def _attend(library: Library, held: Turn, span: timedelta, now: datetime) -> None:
    """A turn that began while nobody knew the time has its time from now; nobody has more of it than a turn is long, as
    after a clock that was years ahead."""
    connection = library.database.connection
    if held.deadline is None or moment(held.deadline) > now + span:
        connection.execute(
            "UPDATE relay_turn SET deadline = ?, warned = 0 WHERE id = ?", (stamp(now + span), held.id)
        )
    elif turns.is_over(held.deadline, held.sending, now):
        turns.end(library, held, "late")
    else:
        connection.execute("UPDATE relay_turn SET warned = 1 WHERE id = ?", (held.id,))
        if now < moment(held.deadline):
            letters.tell_near(library, held.id)


def near(span: timedelta) -> timedelta:
    """How long before its end somebody is reminded: a quarter of a turn, at most four hours."""
    return min(span / 4, timedelta(hours=4))


def _hold(library: Library, relay: int) -> None:
    """What lies in the trash costs nobody their time: once it is back, the turn has its whole time again."""
    held = store.held(library, relay)
    if held is not None and held.deadline is not None:
        with library.database.writing() as connection:
            connection.execute("UPDATE relay_turn SET deadline = NULL, warned = 0 WHERE id = ?", (held.id,))
