"""Every SQL statement of reels. What stands in a film is read through the gate, for whoever asks."""

from collections.abc import Sequence

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reels.records import Asked, Shot

_ORDERS = {"taken": "told.moment, told.id, shown.place", "hand": "told.position, told.id, shown.place"}

SHOWN = {
    order: f"""
        SELECT told.id AS story, shown.id AS media, shown.kind, shown.width, shown.height, shown.duration, shown.edition
        FROM visible_tops AS told
        JOIN visible_media AS shown ON shown.viewer = :viewer AND shown.family = :family AND shown.story = told.id
        WHERE told.viewer = :viewer AND told.family = :family AND told.album = :album
          AND shown.rendered AND shown.kind IN ('photo', 'video') AND shown.width > 0 AND shown.height > 0
          AND shown.id NOT IN (
            SELECT film FROM visible_motions AS live
            WHERE live.viewer = :viewer AND live.family = :family AND live.story = told.id)
        ORDER BY {columns}
    """
    for order, columns in _ORDERS.items()
}
_MINE = "viewer = :viewer AND family = :family AND album = :album"


class Shown(Shot, frozen=True):
    """With the story it stands for."""

    story: int = 0


def shown(library: Library, viewer: Viewer, album: int, ordered: str) -> list[Shot]:
    """The face of each story of an album, in the album's order."""
    found: dict[int, Shot] = {}
    for each in library.database.all(Shown, SHOWN[ordered], _named(viewer, album)):
        seen = {name: getattr(each, name) for name in Shot.__struct_fields__}
        found.setdefault(each.story, Shot(**seen))
    return list(found.values())


def _named(viewer: Viewer, album: int) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, "album": album}


def of_album(library: Library, viewer: Viewer, album: int) -> Asked | None:
    columns = ", ".join(Asked.__struct_fields__)
    return library.database.one(
        Asked, f"SELECT {columns} FROM visible_reels WHERE {_MINE}", _named(viewer, album)
    )


def watchable(library: Library, viewer: Viewer, album: int) -> bool:
    """Whether there is a film of which this viewer may see everything."""
    sql = f"SELECT 1 FROM visible_reel_films WHERE {_MINE}"
    return library.database.value(sql, _named(viewer, album)) is not None


def find(library: Library, number: int) -> Asked | None:
    return library.database.one(Asked, "SELECT * FROM reel WHERE id = ?", (number,))


def ask(library: Library, viewer: Viewer, album: int, mark: str, now: str) -> int:
    """The number of the row that waits to be made; what was made before stays there until then."""
    return library.database.connection.execute(
        """INSERT INTO reel (family, album, language, mark, asked_by, asked) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (album) DO UPDATE
           SET state = 'asked', done = 0, total = 0, reason = NULL, mark = excluded.mark, language = excluded.language,
               asked = excluded.asked, asked_by = excluded.asked_by
           RETURNING id""",
        (viewer.family, album, viewer.language, mark, viewer.id, now),
    ).fetchone()[0]


def note(library: Library, number: int, **columns: object) -> None:
    names = ", ".join(f"{name} = :{name}" for name in columns)
    library.database.connection.execute(f"UPDATE reel SET {names} WHERE id = :id", {**columns, "id": number})


def note_parts(library: Library, number: int, shots: Sequence[Shot]) -> None:
    connection = library.database.connection
    connection.execute("DELETE FROM reel_part WHERE reel = ?", (number,))
    connection.executemany(
        "INSERT INTO reel_part (reel, place, media, edition) VALUES (?, ?, ?, ?)",
        [(number, place, shot.media, shot.edition) for place, shot in enumerate(shots)],
    )


def first_part(library: Library, number: int) -> int:
    return (
        library.database.value("SELECT media FROM reel_part WHERE reel = ? ORDER BY place LIMIT 1", (number,))
        or 0
    )


def parts(library: Library, number: int, most: int) -> list[int]:
    return library.database.column(
        "SELECT media FROM reel_part WHERE reel = ? ORDER BY place LIMIT ?", (number, most)
    )


def waiting(library: Library) -> list[int]:
    return library.database.column("SELECT id FROM reel WHERE state IN ('asked', 'making') ORDER BY id")


def filmed(library: Library) -> list[Asked]:
    return library.database.all(Asked, "SELECT * FROM reel WHERE film IS NOT NULL ORDER BY id")


def of_purged_albums(library: Library) -> list[int]:
    return library.database.column(
        "SELECT reel.id FROM reel JOIN album ON album.id = reel.album WHERE album.purged IS NOT NULL"
    )


def everything(library: Library) -> list[int]:
    return library.database.column("SELECT id FROM reel")


def remove(library: Library, number: int) -> None:
    library.database.connection.execute("DELETE FROM reel WHERE id = ?", (number,))


def note_file(library: Library, media: int, now: str) -> None:
    library.database.connection.execute("INSERT OR REPLACE INTO reel_file VALUES (?, ?)", (media, now))


def forget_file(library: Library, media: int) -> None:
    library.database.connection.execute("DELETE FROM reel_file WHERE media = ?", (media,))


def files_before(library: Library, moment: str) -> list[int]:
    return library.database.column("SELECT media FROM reel_file WHERE at < ?", (moment,))
