"""The history of an album: who did what, when, and how to undo it.

A change is a line of the ledger plus the rows it touched, as they were before and after. Undoing puts the earlier values
back where the later ones still stand, and is a change itself, so that it can be undone in turn.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from backupd import family as families
from backupd.albums.history_records import Row, Touched
from backupd.core.library import Library

COLUMNS = {
    "album": frozenset({"title", "description", "category", "event_from", "event_to", "event_precision",
                        "event_chosen", "cover", "ordered", "trashed", "trashed_by"}),
    "story": frozenset({"album", "description", "taken", "offset", "precision", "position", "trashed", "trashed_by",
                        "stack", "stack_place", "place", "latitude", "longitude", "located", "twin"}),
    "edit": frozenset({"recipe"}),
}  # fmt: skip
"""What can be remembered, by table; a change never names anything else."""

FOLLOWS = frozenset({"event_from", "event_to", "event_precision"})
"""An album's date, which follows its stories for as long as nobody chose one."""


class Record:
    """What a verb tells about itself while it works; `watch` before a row is written, `made` after. `telling`: its line
    is written even where nothing can be undone."""

    def __init__(
        self, connection: sqlite3.Connection, albums: Sequence[int], about: dict[str, int | None]
    ) -> None:
        self._connection = connection
        self.albums = list(albums)
        self.about = about
        self.telling = False
        self._watched: dict[tuple[str, int], Row] = {}
        self._made: list[tuple[str, int]] = []

    def watch(self, table: str, row: int) -> None:
        """Remember a row as it is now; the first look counts."""
        if (table, row) not in self._watched and (table, row) not in self._made:
            self._watched[table, row] = self._read(table, row)

    def made(self, table: str, row: int) -> None:
        """A row that this change made: undoing puts it into the trash."""
        self._made.append((table, row))

    def touched(self) -> list[Touched]:
        """The rows that differ now, in the order they were first looked at; then what was made."""
        found = [self._compared(table, row, was) for (table, row), was in self._watched.items()]
        made = [Touched(table, row, {}, {}, made=True) for table, row in self._made]
        return [*(one for one in found if one.after), *made]

    def _compared(self, table: str, row: int, was: Row) -> Touched:
        now = self._read(table, row)
        followed = table == "album" and not was["event_chosen"] and not now["event_chosen"]
        kept = now.keys() - FOLLOWS if followed else now.keys()
        changed = [name for name in sorted(kept) if was[name] != now[name]]
        return Touched(
            table, row, {name: was[name] for name in changed}, {name: now[name] for name in changed}
        )

    def _read(self, table: str, row: int) -> Row:
        return read(self._connection, table, row)


def read(connection: sqlite3.Connection, table: str, row: int) -> Row:
    """The remembered columns of a row as they stand; of a story also its `clips`, as JSON: [media, name] in order."""
    names = ", ".join(sorted(COLUMNS[table]))
    found = dict(connection.execute(f"SELECT {names} FROM {table} WHERE id = ?", (row,)).fetchone())
    if table == "story":
        clips = connection.execute(
            "SELECT media, name FROM story_media WHERE story = ? ORDER BY position", (row,)
        )
        found["clips"] = msgspec.json.encode([tuple(clip) for clip in clips]).decode()
    return found


@contextmanager
def recorded(
    library: Library,
    family: int,
    person: int | None,
    kind: str,
    *albums: int,
    undoes: int | None = None,
    **about: int | None,
) -> Iterator[Record]:
    """One change: the verb's transaction, its line in the ledger and what it touched stand or fall together.

    `albums`: in whose history it is told, the first of them in the ledger too; `about`: story or amount. A verb may add
    to both, as `record.albums` and `record.about`. One that changed nothing leaves no line. undoes: the change that is
    taken back.
    """
    with library.database.writing() as connection:
        record = Record(connection, albums, about)
        yield record
        touched = record.touched()
        if touched or record.telling:
            first = record.albums[0]
            happening = families.happened(library, family, kind, person=person, album=first, **record.about)
            _remember(connection, happening, record.albums, touched, undoes)


def _remember(
    connection: sqlite3.Connection,
    happening: int,
    albums: Sequence[int],
    touched: list[Touched],
    undoes: int | None,
) -> None:
    connection.execute(
        "INSERT INTO change (happening, touched, undoes) VALUES (?, ?, ?)",
        (happening, msgspec.json.encode(touched).decode(), undoes),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO change_album (album, happening) VALUES (?, ?)",
        [(album, happening) for album in dict.fromkeys(albums)],
    )


def one_or_many(one: str, many: str, stories: Sequence[int]) -> tuple[str, dict[str, int | None]]:
    """How a change of some stories is told: the one by its number, several by how many they are."""
    if len(stories) == 1:
        return one, {"story": stories[0]}
    return many, {"amount": len(stories)}
