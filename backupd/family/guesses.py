"""How often one may guess: three wrong codes a minute from one address, ten for the whole box, then joining closes
for a minute and every family sees it. In boot time, and in the database: a restart forgives nothing."""

from backupd.core.errors import TooMany
from backupd.core.library import Library
from backupd.family import codes
from backupd.family.ledger import happened


def must_be_open(library: Library, address: str) -> None:
    """Raises TooMany with the seconds to wait while joining is closed for this address or for everybody."""
    sql = "SELECT max(at) FROM joining_closed WHERE boot = ? AND (address IS NULL OR address = ?)"
    closed = library.database.value(sql, (library.clock.boot(), address))
    wait = (
        0.0 if closed is None else codes.left(library.clock, library.clock.boot(), closed, codes.CLOSED_FOR)
    )
    if wait > 0:
        raise TooMany("family.joining_closed", count=int(wait + 0.999))


def note_wrong(library: Library, address: str) -> None:
    """Count a wrong guess, and close the door when it was one too many. Inside the verb's transaction."""
    boot, now = library.clock.boot(), library.clock.since_boot()
    run = library.database.connection.execute
    run("DELETE FROM wrong_guess WHERE boot <> ? OR at <= ?", (boot, now - codes.CLOSED_FOR))
    run("INSERT INTO wrong_guess (address, boot, at) VALUES (?, ?, ?)", (address, boot, now))
    count, box = run("SELECT sum(address = ?), count(*) FROM wrong_guess", (address,)).fetchone()
    if box >= codes.WRONG_FOR_THE_BOX:
        _close(library, None)
    elif count >= codes.WRONG_FROM_ONE_ADDRESS:
        _close(library, address)


def _close(library: Library, address: str | None) -> None:
    boot, now = library.clock.boot(), library.clock.since_boot()
    run = library.database.connection.execute
    run("DELETE FROM joining_closed WHERE boot <> ? OR at <= ?", (boot, now - codes.CLOSED_FOR))
    run("INSERT INTO joining_closed (address, boot, at) VALUES (?, ?, ?)", (address, boot, now))
    for family in library.database.column("SELECT id FROM family"):
        happened(library, family, "joining_closed")
