"""Every SQL statement of the book. What stands in it is read through the gate, for whoever asks."""

import msgspec

from backupd.book.records import Printing
from backupd.core.library import Library
from backupd.family import Viewer

_MINE = "shown.viewer = :viewer AND shown.family = :family AND shown.album = :album"
_ORDERS = {"taken": "told.moment, told.id, shown.place", "hand": "told.position, told.id, shown.place"}

SHOWN = {
    order: f"""
        SELECT shown.id AS media, shown.story, shown.place, shown.kind, shown.width, shown.height, shown.rendered,
               shown.tiny, shown.edition, told.description, told.taken, told.precision, told.place AS said_place,
               iif(told.located, told.place_ko, shown.place_ko) AS place_ko,
               iif(told.located, told.place_en, shown.place_en) AS place_en
        FROM visible_media AS shown
        JOIN visible_tops AS told ON told.viewer = :viewer AND told.family = :family AND told.id = shown.story
        WHERE {_MINE} AND shown.id NOT IN (
            SELECT film FROM visible_motions AS live
            WHERE live.viewer = :viewer AND live.family = :family AND live.story = shown.story)
        ORDER BY {columns}
    """
    for order, columns in _ORDERS.items()
}


class Shown(msgspec.Struct, frozen=True):
    """A media of an album with what its story says."""

    media: int
    story: int
    place: int
    kind: str | None
    width: int | None
    height: int | None
    rendered: bool
    tiny: bytes | None
    edition: int | None
    description: str
    taken: str | None
    precision: str
    said_place: str
    place_ko: str | None
    place_en: str | None

    def where(self, language: str) -> str:
        """The place in the words of the family, else what it is called."""
        return self.said_place or (self.place_ko if language == "ko" else self.place_en) or ""

    @property
    def known(self) -> str:
        """As much of its moment as anybody knows, "2019-08-05 day": the same for everything under one heading."""
        precision = "day" if self.precision == "exact" else self.precision if self.taken else "unknown"
        return f"{(self.taken or '')[: {'day': 10, 'month': 7}.get(precision, 4)]} {precision}"


class Asked(msgspec.Struct, frozen=True):
    """A PDF somebody asked for, as its row says. mark: what the book holds; another book has another one."""

    id: int
    family: int
    album: int
    format: str
    language: str
    mark: str
    asked_by: int
    asked: str
    state: str
    done: int
    total: int
    size: int
    made: str | None
    reason: str | None

    @property
    def printing(self) -> Printing:
        told = msgspec.structs.asdict(self)
        return msgspec.convert({name: told[name] for name in Printing.__struct_fields__}, Printing)


def shown(library: Library, viewer: Viewer, album: int, ordered: str) -> list[Shown]:
    """Every media of an album in the album's order."""
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family, "album": album}
    return library.database.all(Shown, SHOWN[ordered], named)


def asked(library: Library, viewer: Viewer, album: int, format_name: str, mark: str) -> Asked | None:
    """The PDF of exactly the book that this viewer sees: one that was made for other eyes has another mark."""
    return library.database.one(
        Asked,
        "SELECT * FROM book_pdf WHERE family = ? AND album = ? AND format = ? AND mark = ?",
        (viewer.family, album, format_name, mark),
    )


def find(library: Library, number: int) -> Asked | None:
    return library.database.one(Asked, "SELECT * FROM book_pdf WHERE id = ?", (number,))


def add(library: Library, viewer: Viewer, album: int, format_name: str, mark: str, now: str) -> int:
    """The number of the row that waits to be made; one that failed or was lost waits again."""
    return library.database.connection.execute(
        """INSERT INTO book_pdf (family, album, format, language, mark, asked_by, asked)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (family, album, format, mark) DO UPDATE
           SET state = 'asked', done = 0, reason = NULL, asked = excluded.asked, asked_by = excluded.asked_by
           RETURNING id""",
        (viewer.family, album, format_name, viewer.language, mark, viewer.id, now),
    ).fetchone()[0]


def note(library: Library, number: int, **columns: object) -> None:
    names = ", ".join(f"{name} = :{name}" for name in columns)
    library.database.connection.execute(
        f"UPDATE book_pdf SET {names} WHERE id = :id", {**columns, "id": number}
    )


def take_mark(library: Library, book: Asked, mark: str) -> None:
    """The album changed since: the row stands for the new book, in the place of another row that does."""
    connection = library.database.connection
    place = book.family, book.album, book.format, mark
    connection.execute(
        "DELETE FROM book_pdf WHERE family = ? AND album = ? AND format = ? AND mark = ?", place
    )
    connection.execute("UPDATE book_pdf SET mark = ? WHERE id = ?", (mark, book.id))


def waiting(library: Library) -> list[int]:
    return library.database.column("SELECT id FROM book_pdf WHERE state IN ('asked', 'making') ORDER BY id")


def outdated(library: Library, book: Asked) -> list[int]:
    """Earlier PDFs of the same album, format and language, which this one takes the place of."""
    return library.database.column(
        """SELECT id FROM book_pdf WHERE family = ? AND album = ? AND format = ? AND language = ? AND asked_by = ?
           AND id <> ? AND state IN ('ready', 'failed')""",
        (book.family, book.album, book.format, book.language, book.asked_by, book.id),
    )


def older_than(library: Library, moment: str) -> list[int]:
    """What nobody asked for since; and whatever belongs to albums that lie in the trash."""
    return library.database.column(
        "SELECT id FROM book_pdf WHERE asked < ? AND state IN ('ready', 'failed')", (moment,)
    )


def remove(library: Library, number: int) -> None:
    library.database.connection.execute("DELETE FROM book_pdf WHERE id = ?", (number,))


def known(library: Library) -> set[int]:
    return set(library.database.column("SELECT id FROM book_pdf"))
