"""The ledger of what happened: written in the verb's transaction, read by the feed and by notifications later."""

from backupd.core.clock import stamp
from backupd.core.library import Library


def happened(
    library: Library, family: int, kind: str, *, person: int | None = None, **about: int | None
) -> int:
    """Note that something happened; ids only. `about` may name about_person, device, album, story, amount.

    Raises RuntimeError outside a transaction: what happened and its line stand or fall together.
    """
    if not library.database.in_transaction:
        raise RuntimeError(f"happened({kind}) outside a transaction")
    columns = {"family": family, "at": stamp(library.clock.now()), "kind": kind, "person": person, **about}
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    written = library.database.connection.execute(
        f"INSERT INTO happening ({names}) VALUES ({marks})", tuple(columns.values())
    )
    return int(written.lastrowid or 0)
