"""Reads of faces for the box itself and what its own work writes; what viewers are shown is read in sights.py."""

from collections.abc import Iterable, Sequence

import msgspec

from backupd.core.library import Library
from backupd.faces.grouping import Face, Known
from backupd.faces.orders import MODEL, SeenFace

UNLOOKED = """
    SELECT DISTINCT media FROM face_picture
    WHERE looked = 0 AND media > :after AND family IN (SELECT family FROM face_wish WHERE NOT paused)
    ORDER BY media LIMIT :most
"""
WANTED = "SELECT 1 FROM face_picture WHERE media = ? AND family IN (SELECT family FROM face_wish)"
COUNTED = "SELECT count(*) AS of_, total(looked) AS seen FROM face_picture WHERE family = ?"
PLACED = """
    SELECT standing.face AS id, standing.media, standing.good, min(standing.taken) AS taken, standing.precision,
           placed.somebody, placed.face IS NOT NULL AS considered
    FROM standing_faces AS standing
    LEFT JOIN somebody_face AS placed ON placed.face = standing.face AND placed.family = standing.family
    WHERE standing.family = ? GROUP BY standing.face
"""
NEW = """
    SELECT 1 FROM face_picture AS shown CROSS JOIN face ON face.media = shown.media
    WHERE shown.family = :family AND NOT EXISTS (
        SELECT 1 FROM somebody_face AS placed WHERE placed.face = face.id AND placed.family = :family) LIMIT 1
"""


class FaceRow(msgspec.Struct, frozen=True):
    """Where the small picture of a face is and is cut from."""

    id: int
    media: int
    x: float
    y: float
    wide: float
    high: float
    crop: str

    @property
    def box(self) -> list[float]:
        return [self.x, self.y, self.wide, self.high]


def wished(library: Library) -> list[int]:
    """Families that want it and have not paused it."""
    return library.database.column("SELECT family FROM face_wish WHERE NOT paused ORDER BY family")


def wish(library: Library, family: int) -> tuple[bool, bool]:
    """Whether this family wants it, and whether it is paused."""
    row = library.database.connection.execute(
        "SELECT paused FROM face_wish WHERE family = ?", (family,)
    ).fetchone()
    return row is not None, bool(row and row["paused"])


def counted(library: Library, family: int) -> tuple[int, int]:
    """How many of the family's pictures were looked at, and how many there are."""
    row = library.database.connection.execute(COUNTED, (family,)).fetchone()
    return int(row["seen"]), row["of_"]


def unlooked(library: Library, after: int, most: int) -> list[int]:
    return library.database.column(UNLOOKED, {"after": after, "most": most})


def keep(library: Library, media: int, seen: Sequence[tuple[str, SeenFace]]) -> bool:
    """Write down what was seen; False, and nothing is, where the picture or the wish is gone meanwhile. A picture that was
    looked at already, by another turn, keeps what it has."""
    with library.database.writing() as connection:
        if library.database.value(WANTED, (media,)) is None:
            return False
        mine = connection.execute("SELECT model FROM face_looked WHERE media = ?", (media,)).fetchone()
        if mine is not None and mine["model"] == MODEL:
            return False
        connection.execute("DELETE FROM face WHERE media = ?", (media,))
        connection.execute("INSERT OR REPLACE INTO face_looked (media, model) VALUES (?, ?)", (media, MODEL))
        connection.executemany(
            """INSERT INTO face (media, model, x, y, wide, high, sure, good, vector, crop)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [(media, MODEL, *each.box, each.sure, each.good, each.vector, crop) for crop, each in seen],
        )
    return True


def face_row(library: Library, face: int) -> FaceRow | None:
    return library.database.one(FaceRow, "SELECT * FROM face WHERE id = ?", (face,))


def anything_new(library: Library, family: int) -> bool:
    return library.database.value(NEW, {"family": family}) is not None


def faces_of(library: Library, family: int) -> tuple[dict[int, Face], list[int]]:
    """Every face the family sees, by its number; and those that were not considered yet, the good ones first."""
    found, new = {}, []
    for row in library.database.connection.execute(PLACED, (family,)):
        year = _year(row["taken"], row["precision"])
        found[row["id"]] = Face(row["id"], row["media"], bool(row["good"]), year, row["somebody"])
        if not row["considered"]:
            new.append(row["id"])
    return found, sorted(new, key=lambda each: (not found[each].good, found[each].year or 9999.0, each))


def _year(taken: str | None, precision: str) -> float | None:
    """None where nobody knows at least the year."""
    if not taken or precision in ("unknown", "decade"):
        return None
    try:
        return int(taken[:4]) + (int(taken[5:7]) - 1) / 12 + (int(taken[8:10]) - 1) / 372
    except ValueError:
        return None


def known(library: Library, family: int, faces: Iterable[Face]) -> dict[int, Known]:
    """Everybody the family knows by face."""
    media: dict[int, list[int]] = {}
    for each in faces:
        if each.somebody is not None:
            media.setdefault(each.somebody, []).append(each.media)
    refused: dict[int, set[int]] = {}
    for row in library.database.connection.execute(
        """SELECT refused.somebody, refused.face FROM not_somebody AS refused
           JOIN somebody ON somebody.id = refused.somebody WHERE somebody.family = ?""",
        (family,),
    ):
        refused.setdefault(row["somebody"], set()).add(row["face"])
    return {
        row["id"]: Known(
            row["id"], len(media.get(row["id"], ())), frozenset(media.get(row["id"], ())),
            frozenset(refused.get(row["id"], ())), row["born"],
        )
        for row in library.database.connection.execute(
            "SELECT id, born FROM somebody WHERE family = ?", (family,)
        )
    }  # fmt: skip
