"""Sealed albums: in no view of the gate while they are filled, then revealed to everybody at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from backupd.albums.actions import new_album
from backupd.core.library import Library


def sealed_album(library: Library, family: int, person: int | None, title: str, description: str) -> int:
    """A new album that nobody sees."""
    with library.database.writing():
        album = new_album(library, family, person, title, description=description)
        _flip(library, album, sealed=True)
    return album


@contextmanager
def behind_the_seal(library: Library, album: int) -> Iterator[None]:
    """One transaction in which a sealed album can be filled with the verbs of any other, which look through the gate:
    open to this connection, sealed again before anybody else sees a row."""
    with library.database.writing():
        _flip(library, album, sealed=False)
        yield
        _flip(library, album, sealed=True)


def reveal(library: Library, album: int) -> None:
    """The one verb that opens: from its commit on the album is one like any other."""
    with library.database.writing():
        _flip(library, album, sealed=False)


def _flip(library: Library, album: int, *, sealed: bool) -> None:
    library.database.connection.execute("UPDATE album SET sealed = ? WHERE id = ?", (sealed, album))
