"""Albums that people fill in turns: while that goes on, nothing comes in by any other way."""

from backupd.core.errors import Conflict
from backupd.core.library import Library


def take_turns(library: Library, album: int, *, begun: bool) -> None:
    """From now on only whoever has the turn adds to it, or everybody again. Those who take turns stand in an order, and
    so do their stories."""
    with library.database.writing() as connection:
        connection.execute("UPDATE album SET in_turns = ?, ordered = 'hand' WHERE id = ?", (begun, album))


def must_take_from_all(library: Library, album: int) -> None:
    """Raises Conflict for an album that is filled in turns."""
    if library.database.value("SELECT in_turns FROM album WHERE id = ?", (album,)) == 1:
        raise Conflict("albums.in_turns", back=f"/albums/{album}/relay")


def put_away(library: Library, album: int) -> bool:
    """Whether the album lies in the trash, or is gone."""
    return library.database.value("SELECT trashed FROM album WHERE id = ?", (album,)) is not None
