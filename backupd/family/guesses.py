"""How often one may guess: so many wrong codes or links a minute from one address, so many for the whole box, then
that door closes for a minute. In boot time, and in the database: a restart forgives nothing."""

from typing import NamedTuple

from backupd.core.errors import TooMany
from backupd.core.library import Library
from backupd.family import codes
from backupd.family.ledger import happened


class Limit(NamedTuple):
    """What one door bears. closed: the sentence while it is shut; told: the line of the ledger when it shuts."""

    door: str
    from_one_address: int
    for_the_box: int
    closed: str
    told: str


CODES = Limit(
    "code",
    codes.WRONG_FROM_ONE_ADDRESS,
    codes.WRONG_FOR_THE_BOX,
    "family.joining_closed",
    "joining_closed",
)
LINKS = Limit("link", 10, 30, "sharing.links_closed", "links_closed")


def must_be_open(library: Library, address: str, limit: Limit = CODES) -> None:
    """Raises TooMany with the seconds to wait while this door is closed for this address or for everybody."""
    sql = (
        "SELECT max(at) FROM joining_closed WHERE boot = ? AND door = ? AND (address IS NULL OR address = ?)"
    )
    closed = library.database.value(sql, (library.clock.boot(), limit.door, address))
    wait = (
        0.0 if closed is None else codes.left(library.clock, library.clock.boot(), closed, codes.CLOSED_FOR)
    )
    if wait > 0:
        raise TooMany(limit.closed, count=int(wait + 0.999))


def note_wrong(library: Library, address: str, limit: Limit = CODES) -> None:
    """Count a wrong guess, and close the door when it was one too many. Inside the verb's transaction."""
    boot, now = library.clock.boot(), library.clock.since_boot()
    run = library.database.connection.execute
    run("DELETE FROM wrong_guess WHERE boot <> ? OR at <= ?", (boot, now - codes.CLOSED_FOR))
    run(
        "INSERT INTO wrong_guess (address, boot, at, door) VALUES (?, ?, ?, ?)",
        (address, boot, now, limit.door),
    )
    counted = "SELECT sum(address = ?), count(*) FROM wrong_guess WHERE door = ?"
    count, box = run(counted, (address, limit.door)).fetchone()
    if box >= limit.for_the_box:
        _close(library, None, limit)
    elif count >= limit.from_one_address:
        _close(library, address, limit)


def _close(library: Library, address: str | None, limit: Limit) -> None:
    boot, now = library.clock.boot(), library.clock.since_boot()
    run = library.database.connection.execute
    run("DELETE FROM joining_closed WHERE boot <> ? OR at <= ?", (boot, now - codes.CLOSED_FOR))
    run(
        "INSERT INTO joining_closed (address, boot, at, door) VALUES (?, ?, ?, ?)",
        (address, boot, now, limit.door),
    )
    for family in library.database.column("SELECT id FROM family"):
        happened(library, family, limit.told)
