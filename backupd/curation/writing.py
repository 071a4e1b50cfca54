"""Every statement that changes a curation. Each inside the caller's transaction."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping

import msgspec

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.curation.picking import Choice, Picked
from backupd.curation.records import Line, Wish


def add(
    library: Library, family: int, made_by: int | None, wish: Wish, left_out: Collection[int] = ()
) -> int | None:
    """A curation that waits to be scored; None where the one of this period came by itself already."""
    made = library.database.connection.execute(
        """INSERT INTO curation (family, source, albums, category, person, period, amount, made_by, made,
                                 left_out)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (family, period) WHERE made_by IS NULL DO NOTHING""",
        (family, wish.source, msgspec.json.encode(wish.albums).decode(), wish.category, wish.person, wish.period,
         wish.amount, made_by, stamp(library.clock.now()), msgspec.json.encode(sorted(left_out)).decode()),
    )  # fmt: skip
    return int(made.lastrowid or 0) if made.rowcount > 0 else None


def fill(connection: sqlite3.Connection, number: int, choice: Choice, whose: Mapping[int, int]) -> None:
    """Everything but what people took out is written anew. whose: by story who put it in."""
    connection.execute("DELETE FROM curation_pick WHERE curation = ? AND state <> 'out'", (number,))
    for state, picked in (("in", choice.chosen), ("next", choice.next), ("beside", choice.beside)):
        connection.executemany(
            """INSERT OR IGNORE INTO curation_pick (curation, story, state, place, score, reasons, beside, by)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            [(number, *_row(each, state, place), whose.get(each.story)) for place, each in enumerate(picked)],
        )


def _row(each: Picked, state: str, place: int) -> tuple[object, ...]:
    reasons, beside = (msgspec.json.encode(part).decode() for part in (each.reasons, each.beside))
    return each.story, state, place if state == "in" else 0, round(each.worth, 4), reasons, beside


def note_scored(
    connection: sqlite3.Connection, number: int, scorer: str, considered: int, unmarked: int
) -> None:
    connection.execute(
        "UPDATE curation SET scorer = ?, considered = ?, unmarked = ? WHERE id = ?",
        (scorer, considered, unmarked, number),
    )


def wait(connection: sqlite3.Connection, number: int) -> None:
    """Let it be scored by the job."""
    connection.execute("UPDATE curation SET scorer = '' WHERE id = ?", (number,))


def touch(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("UPDATE curation SET touched = 1 WHERE id = ?", (number,))


def put_in(
    connection: sqlite3.Connection, number: int, story: int, place: float, by: int, beside: Iterable[int] = ()
) -> None:
    """A story that a person put in; with the reasons it has already, if it was looked at."""
    others = msgspec.json.encode(list(beside)).decode()
    connection.execute(
        """INSERT INTO curation_pick (curation, story, state, place, by, beside, reasons)
           VALUES (:curation, :story, 'in', :place, :by, :beside, '[{"why":"chosen"}]')
           ON CONFLICT (curation, story) DO UPDATE SET state = 'in', place = :place, by = :by, beside = :beside""",
        {"curation": number, "story": story, "place": place, "by": by, "beside": others},
    )


def take_out(connection: sqlite3.Connection, number: int, story: int, state: str) -> None:
    """state: out (a person wants it no more), beside or next."""
    connection.execute(
        "UPDATE curation_pick SET state = ?, by = NULL WHERE curation = ? AND story = ?",
        (state, number, story),
    )


def renumber(connection: sqlite3.Connection, number: int, lines: Iterable[Line]) -> None:
    """In this order; what the gate hides now keeps its place among them."""
    connection.executemany(
        "UPDATE curation_pick SET place = ? WHERE curation = ? AND story = ?",
        [(place, number, each.story) for place, each in enumerate(lines)],
    )


def set_vote(connection: sqlite3.Connection, number: int, vote: str) -> None:
    connection.execute("UPDATE curation SET vote = ? WHERE id = ?", (vote, number))


def forget_votes(connection: sqlite3.Connection, number: int) -> None:
    for table in ("curation_vote", "curation_voter"):
        connection.execute(f"DELETE FROM {table} WHERE curation = ?", (number,))


def cast(connection: sqlite3.Connection, number: int, person: int, stories: Iterable[int], at: str) -> None:
    """A person's vote, in place of the one they cast before."""
    connection.execute("DELETE FROM curation_vote WHERE curation = ? AND person = ?", (number, person))
    connection.executemany(
        "INSERT INTO curation_vote (curation, person, story) VALUES (?, ?, ?)",
        [(number, person, story) for story in stories],
    )
    connection.execute("INSERT OR REPLACE INTO curation_voter VALUES (?, ?, ?)", (number, person, at))


def note_album(connection: sqlite3.Connection, number: int, album: int) -> None:
    connection.execute("UPDATE curation SET album = ?, touched = 1 WHERE id = ?", (album, number))


def remove(connection: sqlite3.Connection, number: int, now: str) -> None:
    connection.execute("UPDATE curation SET removed = ? WHERE id = ?", (now, number))
