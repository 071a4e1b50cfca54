"""How a turn begins, ends and is followed by the next: inside the caller's transaction, so that whoever holds the write
lock decides, and the other one finds it decided. The index of the table keeps to one holder whatever else goes wrong."""

import random
import sqlite3
from datetime import datetime, timedelta

from backupd import albums, family
from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.relays import letters, order, store
from backupd.relays.records import Turn, TurnState

GRACE = timedelta(minutes=15)
"""Bytes that moved so lately still belong to a turn whose time is up; resumable uploads tell every five minutes."""
LONGEST_GRACE = timedelta(hours=6)


def is_over(deadline: str | None, sending: str | None, now: datetime | None) -> bool:
    """Nobody's time runs out while nobody knows what time it is, nor while what was begun in time still comes in."""
    if now is None or deadline is None or now < moment(deadline):
        return False
    if sending is None or now >= moment(deadline) + LONGEST_GRACE:
        return True
    return not timedelta(0) <= now - moment(sending) < GRACE


def end(library: Library, turn: Turn, state: TurnState) -> None:
    """The turn is over, and the next one begins."""
    library.database.connection.execute(
        "UPDATE relay_turn SET state = ?, ended = ? WHERE id = ? AND state = 'holding'",
        (state, stamp(library.clock.now()), turn.id),
    )
    advance(library, turn.relay)


def advance(library: Library, relay: int) -> None:
    """The next holder, or the end."""
    row = _row(library, relay)
    if row["state"] == "ended" or store.held(library, relay) is not None:
        return
    following = _following(library, row)
    if following is not None:
        _begin(library, row, following)
    else:
        library.database.connection.execute("UPDATE relay SET state = 'finishing' WHERE id = ?", (relay,))
        finish(library, relay)


def _following(library: Library, row: sqlite3.Row) -> order.Next | None:
    had, rounds = store.had(library, row["id"]), row["rounds"]
    following = order.next_up(store.taking_part(library, row["id"]), had, rounds, row["nominee"])
    if following and had and row["shuffled"] and following.round > order.round_now(had):
        shuffle(library, row["id"], not_first=had[-1].person)
        following = order.next_up(store.taking_part(library, row["id"]), had, rounds, row["nominee"])
    return following


def shuffle(library: Library, relay: int, not_first: int | None = None) -> None:
    """Another order of those who take turns now; nobody has two turns one after the other."""
    people = store.taking_part(library, relay)
    random.SystemRandom().shuffle(people)
    if people[:1] == [not_first]:
        people.append(people.pop(0))
    library.database.connection.executemany(
        "UPDATE relay_person SET place = ? WHERE relay = ? AND person = ?",
        [(place, relay, person) for place, person in enumerate(people)],
    )


def _begin(library: Library, row: sqlite3.Row, following: order.Next) -> None:
    """Their time is counted from now; while nobody knows the time, from when it is known."""
    now, connection = trusted_now(library), library.database.connection
    nominated = row["nominee"] == following.person
    made = connection.execute(
        """INSERT INTO relay_turn (relay, number, round, person, nominated_by, begun, deadline)
           SELECT :relay, coalesce(max(number), 0) + 1, :round, :person, :by, :now, :deadline
           FROM relay_turn WHERE relay = :relay""",
        {"relay": row["id"], "round": following.round, "person": following.person,
         "by": _last_holder(library, row["id"]) if nominated else None, "now": stamp(library.clock.now()),
         "deadline": now and stamp(now + timedelta(minutes=row["minutes"]))},
    )  # fmt: skip
    waits = row["nominee"] in order.to_come(
        store.taking_part(library, row["id"]), store.had(library, row["id"]), following.round
    )
    kept = row["nominee"] if waits and not nominated else None
    connection.execute("UPDATE relay SET nominee = ?, state = 'running' WHERE id = ?", (kept, row["id"]))
    letters.tell_turn(library, int(made.lastrowid or 0))


def _last_holder(library: Library, relay: int) -> int | None:
    sql = "SELECT person FROM relay_turn WHERE relay = ? ORDER BY number DESC LIMIT 1"
    return library.database.value(sql, (relay,))


def finish(library: Library, relay: int) -> None:
    """Once the last pictures have been looked at: the album is the whole family's, to see and to add to."""
    row = _row(library, relay)
    if row["state"] != "finishing" or _coming(library, relay) or albums.put_away(library, row["album"]):
        return
    if _following(library, row) is not None:
        advance(library, relay)
        return
    now = stamp(library.clock.now())
    library.database.connection.execute(
        "UPDATE relay SET state = 'ended', ended = ?, nominee = NULL WHERE id = ?", (now, relay)
    )
    if row["hidden"]:
        albums.reveal(library, row["album"])
    albums.take_turns(library, row["album"], begun=False)
    family.happened(library, row["family"], "relay_ended", album=row["album"])
    letters.tell_ended(library, relay)


def _coming(library: Library, relay: int) -> bool:
    sql = "SELECT 1 FROM relay_turn WHERE relay = ? AND state = 'coming' LIMIT 1"
    return library.database.value(sql, (relay,)) == 1


def _row(library: Library, relay: int) -> sqlite3.Row:
    return library.database.connection.execute("SELECT * FROM relay WHERE id = ?", (relay,)).fetchone()
