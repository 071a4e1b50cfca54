"""Two albums become one. Nothing is lost by it: what both have stays once, with the words of both; the emptied album
waits in the trash with its own words, and one undo takes everything back."""

import sqlite3

import msgspec

from backupd.albums import history, store
from backupd.albums.actions import must_contribute, refold, refresh_event
from backupd.albums.choosing import Merging, Told
from backupd.albums.filling import refold_story
from backupd.albums.moving import carry
from backupd.albums.records import Album
from backupd.albums.taking_turns import must_take_from_all
from backupd.core.clock import stamp
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer

_SAID = """
    SELECT story.description, story.taken, story.offset, story.precision, place, story.latitude, story.longitude, located,
           story.taken IS face.taken AND story.precision = face.precision AS as_file
    FROM story JOIN story_media ON story_media.story = story.id AND story_media.position = 0
    JOIN media AS face ON face.id = story_media.media WHERE story.id = ?
"""
_STORIES = """
    SELECT id FROM story WHERE album = :album AND trashed IS NULL
    ORDER BY CASE WHEN :hand THEN position END, moment, id
"""


_STANDING_FOR = """
    SELECT shown.id FROM story AS gone CROSS JOIN visible_stories AS shown ON shown.id = gone.twin
    WHERE gone.id = :story AND shown.viewer = :viewer AND shown.family = :family
"""


class Twin(msgspec.Struct, frozen=True):
    """A media that both albums have, and the story in the other one that holds it."""

    media: int
    story: int


def merge_album(library: Library, viewer: Viewer, album: int, form: Merging) -> Told:
    """Everything of this album goes into another of the family, which keeps its title; then this one is put into the
    trash. A photo that is there already stays once; its words, and a date or place nobody had there, go with it."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        gone = store.album(library, viewer, album)
        goal = store.album(library, viewer, _goal(album, form))
        for each in (gone.id, goal.id):
            must_take_from_all(library, each)
        with history.recorded(library, viewer.family, viewer.id, "albums_merged", goal.id, album) as record:
            record.watch("album", goal.id)
            record.watch("album", album)
            stories = [row["id"] for row in connection.execute(_STORIES, _which(gone)).fetchall()]
            came = [story for story in stories if _take_over(library, record, story, goal.id)]
            _keep_words(connection, gone, goal)
            refresh_event(connection, goal.id)
            _put_away(library, viewer, album)
            record.about["amount"] = len(came)
    return Told("merging.merged", len(came), len(stories) - len(came), goal.id, "merging.there_already")


def merged_into(library: Library, album: int) -> int | None:
    """The album that took everything of this one, as long as nobody took that back: what was still on its way to the
    one that went goes there too."""
    return library.database.value(
        """SELECT happening.album FROM change_album
           JOIN happening ON happening.id = change_album.happening
           WHERE change_album.album = :album AND happening.kind = 'albums_merged' AND happening.album <> :album
             AND NOT EXISTS (SELECT 1 FROM change AS later WHERE later.undoes = happening.id)
           ORDER BY happening.id DESC LIMIT 1""",
        {"album": album},
    )


def standing_for(library: Library, viewer: Viewer, story: int) -> int | None:
    """The story that stands for this one since it went, where the viewer sees that."""
    named: dict[str, object] = {"story": story, "viewer": viewer.id, "family": viewer.family}
    return library.database.value(_STANDING_FOR, named)


def _goal(album: int, form: Merging) -> int:
    goal = written_number(form.album)
    if goal is None or goal == album:
        raise Refused("merging.no_album_chosen", back=f"/albums/{album}/merge")
    return goal


def _which(album: Album) -> dict[str, object]:
    return {"album": album.id, "hand": album.ordered == "hand"}


def _take_over(library: Library, record: history.Record, story: int, goal: int) -> bool:
    """Move a story there, without the media that are there already; one that has no other stays, and says what it knows
    to the one that stands for it. True when it moved."""
    connection = library.database.connection
    twins = _twins(connection, story, goal)
    own = connection.execute("SELECT count(*) FROM story_media WHERE story = ?", (story,)).fetchone()[0]
    if twins and len({twin.media for twin in twins}) == own:
        _pass_on(connection, record, story, twins[0].story)
        return False
    carry(library, record, story, goal)
    for twin in twins:
        connection.execute("DELETE FROM story_media WHERE story = ? AND media = ?", (story, twin.media))
    if twins:
        _close_ranks(connection, story)
    return True


def _twins(connection: sqlite3.Connection, story: int, goal: int) -> list[Twin]:
    rows = connection.execute(
        """SELECT mine.media, min(theirs.story) AS story FROM story_media AS mine
           CROSS JOIN story_media AS theirs ON theirs.media = mine.media
           CROSS JOIN story ON story.id = theirs.story
           WHERE mine.story = ? AND story.album = ? AND story.trashed IS NULL
           GROUP BY mine.media ORDER BY mine.position""",
        (story, goal),
    )
    return [Twin(**dict(row)) for row in rows]


def _close_ranks(connection: sqlite3.Connection, story: int) -> None:
    """The first media of a story is its face, at place 0."""
    clips = connection.execute(
        "SELECT media, name FROM story_media WHERE story = ? ORDER BY position", (story,)
    ).fetchall()
    connection.execute("DELETE FROM story_media WHERE story = ?", (story,))
    connection.executemany(
        "INSERT INTO story_media (story, position, media, name) VALUES (?, ?, ?, ?)",
        [(story, place, clip["media"], clip["name"]) for place, clip in enumerate(clips)],
    )


def _pass_on(connection: sqlite3.Connection, record: history.Record, story: int, twin: int) -> None:
    """The story that stays out gives its words to its twin, what was said to it, and its date and place where only it
    knows them, or where a person corrected them here and nobody did there."""
    mine, theirs = (connection.execute(_SAID, (each,)).fetchone() for each in (story, twin))
    words = both(theirs["description"], mine["description"])
    dated = mine if theirs["as_file"] and mine["taken"] is not None else theirs
    placed = theirs if theirs["place"] or theirs["located"] else mine
    for each in (story, twin):
        record.watch("story", each)
    connection.execute("UPDATE story SET twin = ? WHERE id = ?", (twin, story))
    connection.execute(
        """UPDATE story SET description = ?, taken = ?, offset = ?, precision = ?, place = ?, latitude = ?, longitude = ?,
                            located = ? WHERE id = ?""",
        (words, dated["taken"], dated["offset"], dated["precision"], placed["place"], placed["latitude"],
         placed["longitude"], placed["located"], twin),
    )  # fmt: skip
    refold_story(connection, twin)


def both(theirs: str, mine: str) -> str:
    """Two texts one below the other; the same words once."""
    if mine in theirs:
        return theirs
    return mine if theirs in mine else f"{theirs}\n\n{mine}"


def _keep_words(connection: sqlite3.Connection, gone: Album, goal: Album) -> None:
    """What was written about the album that goes stands below what was written about the one that stays."""
    if gone.description and gone.description not in goal.description:
        told = f"{gone.title}\n{gone.description}"
        connection.execute(
            "UPDATE album SET description = ?, version = version + 1 WHERE id = ?",
            (both(goal.description, told), goal.id),
        )
        refold(connection, goal.id)


def _put_away(library: Library, viewer: Viewer, album: int) -> None:
    library.database.connection.execute(
        "UPDATE album SET trashed = ?, trashed_by = ?, nights = 0 WHERE id = ?",
        (stamp(library.clock.now()), viewer.id, album),
    )
