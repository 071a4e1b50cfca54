"""소식: what happened in the family, newest first, and what of it is new since somebody last looked."""

import sqlite3

from backupd.core import log
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.reactions import comment_store, feed_store
from backupd.reactions.feed_records import Feed, Line, Unread


def feed(library: Library, viewer: Viewer, before: str | None = None, seen: int | None = None) -> Feed:
    """A page of it; `seen` keeps what was new at the first page new on the next ones."""
    newest = feed_store.last(library, viewer.family)  # asked first, so that nothing falls between the two
    mark = feed_store.seen(library, viewer) if seen is None else seen
    rows = feed_store.lines(library, viewer, cursor(before), feed_store.PAGE + 1)
    page = rows[: feed_store.PAGE]
    after = f"{page[-1]['happening']}_{page[-1]['id']}" if len(rows) > len(page) else None
    return Feed([_line(library, viewer, row, mark) for row in page], mark, newest, after)


def lately(library: Library, viewer: Viewer, most: int) -> list[Line]:
    """The newest lines, for other pages."""
    mark = feed_store.seen(library, viewer)
    return [_line(library, viewer, row, mark) for row in feed_store.lines(library, viewer, None, most)]


def unread(library: Library, viewer: Viewer) -> Unread:
    """How much is new to this person, on whatever device they looked last."""
    newest = feed_store.last(library, viewer.family)
    return Unread(feed_store.unread(library, viewer, feed_store.seen(library, viewer)), newest)


def how_far(library: Library, viewer: Viewer) -> tuple[int, int]:
    """What decides whether it must be counted anew: the ledger's last line, and how far somebody has read."""
    return feed_store.last(library, viewer.family), feed_store.seen(library, viewer)


def visit(library: Library, viewer: Viewer, newest: int) -> None:
    """They have read as far as this. On a full or read-only disk looking goes on."""
    if feed_store.seen(library, viewer) >= newest:
        return
    try:
        with library.database.writing():
            feed_store.visit(library, viewer, min(newest, feed_store.last(library, viewer.family)))
    except (Refused, sqlite3.OperationalError) as error:
        log.named("reactions").warning("a look at the feed could not be noted: %s", error)


def cursor(text: str | None) -> tuple[int, int] | None:
    """(happening, id) of the last line seen; None for none and for what is no cursor."""
    happening, _, number = (text or "").partition("_")
    found = written_number(happening), written_number(number)
    return None if found[0] is None or found[1] is None else (found[0], found[1])


def _line(library: Library, viewer: Viewer, row: sqlite3.Row, seen: int) -> Line:
    mine = row["person"] == viewer.id and row["guest"] is None
    known = {name: row[name] for name in ("id", "kind", "at", "happening", "amount", "guest_name", "about")}
    return Line(
        **{
            **known,
            **{name: row[name] for name in ("album", "title", "story")},
            "people": feed_store.person(row),
            "pictures": feed_store.pictures(library, viewer, row),
            "mine": mine,
            "here": bool(row["here"]),
            "new": (row["before"] if mine else row["happening"]) > seen,
            **_more(library, viewer, row),
        }
    )


def _more(library: Library, viewer: Viewer, row: sqlite3.Row) -> dict[str, object]:
    """What is said: the latest reactions with who gave them, or a comment's words."""
    if row["kind"] == "reacted":
        said = feed_store.reacted(library, viewer, row["story"])
        return {"people": said, "moods": list(dict.fromkeys(one.kind for one in said)) or ["heart"]}
    if row["kind"] == "commented":
        try:
            found = comment_store.comment_of(library, viewer, row["happening"])
        except Absent:  # taken away a moment ago
            return {}
        words = "".join(piece.text for piece in found.pieces)
        return {"text": words, "photo": found.photo is not None, "voice": found.voice is not None}
    return {}
