"""Reads of memories, through the gate, and what people wish and say of them."""

import msgspec

from backupd.albums import Shot
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.family import Viewer, called_name
from backupd.memories.records import Answer, Answered, Mine, Reason, Wishes

PAGE = 20
_MINE = "viewer = :viewer AND family = :family"

_ROW = """
    SELECT back.id, back.album, shown.title, shown.description <> '' AS told, shown.event_from, shown.event_to,
           shown.event_precision, back.day, back.begins, back.ends, back.reason, back.collage,
           (SELECT answer FROM visible_memory_answers AS said
            WHERE said.viewer = :viewer AND said.family = :family AND said.memory = back.id
              AND said.person = :viewer) AS mine
    FROM visible_memories AS back
    JOIN visible_albums AS shown ON shown.viewer = :viewer AND shown.family = :family AND shown.id = back.album
    WHERE back.viewer = :viewer AND back.family = :family
"""
ONE = f"{_ROW} AND back.id = :memory"
OF_DAY = f"{_ROW} AND back.day = :day ORDER BY back.id"
BEFORE = f"{_ROW} AND (back.day, back.id) < (:day, :last) ORDER BY back.day DESC, back.id DESC LIMIT :limit"
SHOTS = """
    SELECT shown.id AS media, shown.story, shown.album, shown.kind, shown.width, shown.height, shown.tiny, shown.edition
    FROM json_each(:media) AS asked
    CROSS JOIN visible_media AS shown ON shown.viewer = :viewer AND shown.family = :family AND shown.id = asked.value
    WHERE shown.album = :album AND shown.rendered = 1 AND shown.width > 0 AND shown.height > 0
    GROUP BY shown.id ORDER BY min(asked.key)
"""
KINDS = f"SELECT kind, count(DISTINCT id) AS amount FROM visible_media WHERE {_MINE} AND album = :album GROUP BY kind"
MOVING = f"""
    SELECT count(DISTINCT film) FROM visible_motions
    WHERE {_MINE} AND story IN (SELECT id FROM visible_stories WHERE {_MINE} AND album = :album)
"""
WRITER = f"""
    SELECT {called_name()} FROM visible_stories AS told JOIN person ON person.id = told.contributor
    WHERE {_MINE.replace("viewer", "told.viewer", 1).replace("family", "told.family", 1)}
      AND told.album = :album AND told.description <> '' AND told.guest IS NULL
    GROUP BY person.id ORDER BY count(*) DESC, person.id LIMIT 1
"""
LOVED_BY = f"""
    SELECT said.person, {called_name()} AS name, person.colour, person.face, said.answer
    FROM visible_memory_answers AS said JOIN person ON person.id = said.person
    WHERE {_MINE.replace("viewer", "said.viewer", 1).replace("family", "said.family", 1)}
      AND said.memory = :memory AND said.answer = 'loved' ORDER BY said.at
"""
MY_WISHES = "SELECT pace, month, day, lunar FROM memory_person WHERE person = ?"


class Row(msgspec.Struct, frozen=True):
    """A memory as it is stored, with its album as it is now."""

    id: int
    album: int
    title: str
    told: bool
    event_from: str | None
    event_to: str | None
    event_precision: str
    day: str
    begins: str
    ends: str
    reason: str
    collage: str
    mine: Answer | None

    @property
    def cause(self) -> Reason:
        return msgspec.json.decode(self.reason, type=Reason)


class Held(msgspec.Struct, frozen=True):
    """What an album holds for this viewer, and who wrote most of its words."""

    photos: int
    videos: int
    writer: str | None


def memory(library: Library, viewer: Viewer, number: int) -> Row | None:
    return library.database.one(Row, ONE, _bound(viewer, memory=number))


def of_day(library: Library, viewer: Viewer, day: str) -> list[Row]:
    """What came back on a day, the most particular first."""
    return library.database.all(Row, OF_DAY, _bound(viewer, day=day))


def before(library: Library, viewer: Viewer, day: str, last: int, limit: int = PAGE) -> list[Row]:
    """What came back before, the latest first; (day, id) of the last one seen."""
    return library.database.all(Row, BEFORE, _bound(viewer, day=day, last=last, limit=limit))


def shots(library: Library, viewer: Viewer, row: Row) -> list[Shot]:
    """The pictures of its collage that this viewer may see now."""
    return library.database.all(Shot, SHOTS, _bound(viewer, media=row.collage, album=row.album))


def held(library: Library, viewer: Viewer, album: int) -> Held:
    named = _bound(viewer, album=album)
    rows = library.database.connection.execute(KINDS, named).fetchall()
    kinds = {row["kind"]: row["amount"] for row in rows}
    films = kinds.get("video", 0)
    moving = library.database.value(MOVING, named) if films else 0
    return Held(kinds.get("photo", 0), films - moving, library.database.value(WRITER, named))


def loved_by(library: Library, viewer: Viewer, memory: int) -> list[Answered]:
    return library.database.all(Answered, LOVED_BY, _bound(viewer, memory=memory))


def mine(library: Library, person: int) -> Mine:
    return library.database.one(Mine, MY_WISHES, (person,)) or Mine()


def save_mine(library: Library, person: int, wishes: Mine) -> None:
    """Inside a transaction."""
    library.database.connection.execute(
        "INSERT OR REPLACE INTO memory_person (person, pace, month, day, lunar) VALUES (?, ?, ?, ?, ?)",
        (person, wishes.pace, wishes.month, wishes.day, wishes.lunar),
    )


def save_wishes(library: Library, family: int, wishes: Wishes) -> None:
    """Inside a transaction."""
    library.database.connection.execute(
        "INSERT OR REPLACE INTO memory_wish (family, least, most, pace, hour) VALUES (?, ?, ?, ?, ?)",
        (family, wishes.least, wishes.most, wishes.pace, wishes.hour),
    )


def answer(library: Library, viewer: Viewer, memory: int, answer: Answer) -> None:
    """Inside a transaction. That somebody saw it never takes the place of what they said."""
    library.database.connection.execute(
        """INSERT INTO memory_answer (memory, person, answer, at) VALUES (?, ?, ?, ?)
           ON CONFLICT (memory, person) DO UPDATE SET answer = excluded.answer, at = excluded.at
           WHERE excluded.answer <> 'seen'""",
        (memory, viewer.id, answer, stamp(library.clock.now())),
    )


def unanswer(library: Library, viewer: Viewer, memory: int) -> None:
    """Inside a transaction: what was said is taken back, that it was seen stays."""
    library.database.connection.execute(
        "UPDATE memory_answer SET answer = 'seen' WHERE memory = ? AND person = ?", (memory, viewer.id)
    )


def _bound(viewer: Viewer, **named: object) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, **named}
