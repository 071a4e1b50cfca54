"""Every SQL statement of comments; reads go through the gate."""

import sqlite3
from collections.abc import Sequence

from backupd.core.clock import stamp
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Person, Viewer, called_name
from backupd.reactions.records import Comment, Draft, Mention, Photo, Piece, Removed
from backupd.reactions.writing import pieces

PAGE = 30
NEWEST = 1 << 62

_MINE = "said.viewer = :viewer AND said.family = :family"
COMMENTS = f"""
    SELECT said.*, person.id AS person, {called_name()} AS name, person.colour, person.face,
           picture.width, picture.height, picture.tiny, heard.duration
    FROM visible_comments AS said JOIN person ON person.id = said.person
    LEFT JOIN media AS picture ON picture.id = said.photo
    LEFT JOIN media AS heard ON heard.id = said.voice
    WHERE {_MINE} AND {{which}} ORDER BY said.id DESC LIMIT :limit
"""
OF_STORY = COMMENTS.format(which="said.story = :story AND said.id < :before")
ONE = COMMENTS.format(which="said.id = :comment")
OF_HAPPENING = COMMENTS.format(
    which="""said.id = coalesce((SELECT id FROM comment WHERE happening = :happening),
                                (SELECT comment FROM comment_mention WHERE happening = :happening))"""
)
EARLIER = f"SELECT count(*) FROM visible_comments AS said WHERE {_MINE} AND said.story = :story AND said.id < :before"
MENTIONS = f"""
    SELECT mention.start, mention.length, mention.person, {called_name()} AS name
    FROM comment_mention AS mention JOIN person ON person.id = mention.person WHERE mention.comment = :comment
"""
MENTIONED = f"""
    SELECT person.id, {called_name()} AS name, person.name AS own FROM comment_mention AS mention
    JOIN person ON person.id = mention.person WHERE mention.comment = :comment
"""
REMOVED = f"""
    SELECT said.id, said.text FROM visible_removed_comments AS said
    WHERE {_MINE} AND said.story = :story AND said.removed > :since ORDER BY said.id DESC LIMIT 5
"""
A_REMOVED = f"SELECT said.story FROM visible_removed_comments AS said WHERE {_MINE} AND said.id = :comment"
PEOPLE = f"""
    SELECT person.id, {called_name()} AS name, person.name AS own, person.colour, person.face FROM membership
    JOIN person ON person.id = membership.person
    WHERE membership.family = :family AND membership.until IS NULL AND person.id <> :viewer
    ORDER BY membership.since, person.id
"""


def of_story(library: Library, viewer: Viewer, story: int, before: int | None, limit: int) -> list[Comment]:
    """The latest of a story, oldest of them first."""
    named = _bound(viewer) | {"story": story, "before": before or NEWEST, "limit": limit}
    rows = library.database.connection.execute(OF_STORY, named).fetchall()
    return [_comment(library, viewer, row) for row in reversed(rows)]


def earlier(library: Library, viewer: Viewer, story: int, before: int) -> int:
    return library.database.value(EARLIER, _bound(viewer) | {"story": story, "before": before})


def comment(library: Library, viewer: Viewer, number: int) -> Comment:
    """Raises Absent where it is not, or not for this viewer."""
    return _one(library, viewer, ONE, comment=number)


def comment_of(library: Library, viewer: Viewer, happening: int) -> Comment:
    """The comment that stands, or mentions somebody, in this line of the ledger. Raises Absent."""
    return _one(library, viewer, OF_HAPPENING, happening=happening)


def _one(library: Library, viewer: Viewer, sql: str, **named: object) -> Comment:
    row = library.database.connection.execute(sql, _bound(viewer) | {"limit": 1, **named}).fetchone()
    if row is None:
        raise Absent
    return _comment(library, viewer, row)


def mentioned_in(library: Library, happening: int) -> set[int]:
    """Who is mentioned in the comment that stands in this line of the ledger."""
    sql = """SELECT mention.person FROM comment_mention AS mention
             JOIN comment ON comment.id = mention.comment WHERE comment.happening = ?"""
    return set(library.database.column(sql, (happening,)))


def attached(library: Library, viewer: Viewer, number: int, what: str) -> int:
    """The media id of its `photo` or `voice`. Raises Absent."""
    sql = f"SELECT {what} FROM visible_comments AS said WHERE {_MINE} AND said.id = :comment"
    found = library.database.value(sql, _bound(viewer) | {"comment": number})
    if found is None:
        raise Absent
    return found


def removed(library: Library, viewer: Viewer, story: int, since: str) -> list[Removed]:
    """What the viewer took away since then and may bring back."""
    found = library.database.all(Removed, REMOVED, _bound(viewer) | {"story": story, "since": since})
    return [Removed(one.id, as_read(library, viewer, one.id, one.text)) for one in found]


def story_of_removed(library: Library, viewer: Viewer, number: int) -> int:
    """Raises Absent where there is nothing that this viewer may bring back."""
    found = library.database.value(A_REMOVED, _bound(viewer) | {"comment": number})
    if found is None:
        raise Absent
    return found


def people(library: Library, viewer: Viewer) -> dict[int, sqlite3.Row]:
    """Whom the viewer may mention."""
    return {row["id"]: row for row in library.database.connection.execute(PEOPLE, _bound(viewer))}


def mentioned_already(library: Library, viewer: Viewer, number: int) -> dict[int, sqlite3.Row]:
    """Whom this comment mentions, also after they left."""
    named = {"viewer": viewer.id, "comment": number}
    return {row["id"]: row for row in library.database.connection.execute(MENTIONED, named)}


def add(library: Library, viewer: Viewer, story: int, happening: int, draft: Draft, folded: str) -> int:
    """Inside a transaction."""
    now = stamp(library.clock.now())
    values = (story, viewer.id, happening, draft.text, folded, draft.photo, draft.voice, now)
    sql = """INSERT INTO comment (story, person, happening, text, folded, photo, voice, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
    return int(library.database.connection.execute(sql, values).lastrowid or 0)


def note_file(library: Library, media: int) -> None:
    """It came for a comment that is not written yet."""
    now = stamp(library.clock.now())
    library.database.connection.execute("INSERT OR REPLACE INTO comment_file VALUES (?, ?)", (media, now))


def forget_file(library: Library, media: int) -> None:
    library.database.connection.execute("DELETE FROM comment_file WHERE media = ?", (media,))


def change(library: Library, number: int, text: str, folded: str) -> None:
    library.database.connection.execute(
        "UPDATE comment SET text = ?, folded = ?, edited = ? WHERE id = ?",
        (text, folded, stamp(library.clock.now()), number),
    )


def note_mentions(library: Library, number: int, mentions: Sequence[tuple[Mention, int | None]]) -> None:
    """Whom the comment mentions now, each with its line in the ledger."""
    connection = library.database.connection
    connection.execute("DELETE FROM comment_mention WHERE comment = ?", (number,))
    connection.executemany(
        "INSERT INTO comment_mention (comment, start, length, person, happening) VALUES (?, ?, ?, ?, ?)",
        [(number, one.start, one.length, one.person, happening) for one, happening in mentions],
    )


def told(library: Library, number: int) -> dict[int, int | None]:
    """Who was mentioned so far, and in which line."""
    rows = library.database.connection.execute(
        "SELECT person, max(happening) AS line FROM comment_mention WHERE comment = ? GROUP BY person",
        (number,),
    )
    return {row["person"]: row["line"] for row in rows}


def put_away(library: Library, number: int, person: int) -> None:
    library.database.connection.execute(
        "UPDATE comment SET removed = ?, removed_by = ? WHERE id = ?",
        (stamp(library.clock.now()), person, number),
    )


def bring_back(library: Library, number: int) -> None:
    library.database.connection.execute(
        "UPDATE comment SET removed = NULL, removed_by = NULL, nights = 0 WHERE id = ?", (number,)
    )


def as_read(library: Library, viewer: Viewer, number: int, text: str) -> str:
    """The words of a comment with the names that this reader uses."""
    return "".join(piece.text for piece in _pieces(library, viewer, number, text))


def _pieces(library: Library, viewer: Viewer, number: int, text: str) -> list[Piece]:
    named = {"viewer": viewer.id, "comment": number}
    spoken = library.database.connection.execute(MENTIONS, named).fetchall()
    mentions = [Mention(one["start"], one["length"], one["person"]) for one in spoken]
    return pieces(text, mentions, {one["person"]: one["name"] for one in spoken})


def _comment(library: Library, viewer: Viewer, row: sqlite3.Row) -> Comment:
    told = _pieces(library, viewer, row["id"], row["text"])
    mine = row["person"] == viewer.id
    return Comment(
        id=row["id"],
        story=row["story"],
        by=Person(row["person"], row["name"], row["colour"], row["face"]),
        at=row["at"],
        text="".join(piece.text for piece in told),
        pieces=told,
        edited=row["edited"],
        photo=Photo(row["width"], row["height"], row["tiny"]) if row["photo"] and row["width"] else None,
        voice=row["duration"] if row["voice"] else None,
        mine=mine,
        may_remove=mine or viewer.owner,
    )


def _bound(viewer: Viewer) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family}
