"""The two halves of a live photo are one story, whichever half comes first: the photo its face, the film what it plays.

Halves are looked for among what the same person gave the same family: by what they have in common anywhere, by name
and moment only in the album they both go to.
"""

import sqlite3
from datetime import datetime, timedelta

import msgspec

from backupd.albums.actions import refresh_event
from backupd.albums.filling import MOST_CLIPS, holding
from backupd.albums.folding import fold
from backupd.core.library import Library
from backupd.media import Moment, paired

_OTHER = f"""
    SELECT other.story, other.album, other.id AS media, other.kind
    FROM (SELECT id, kind, content_id, duration, :name AS name, :taken AS taken, :offset AS offset,
                 :precision AS precision FROM media WHERE id = :media) AS mine
    CROSS JOIN {{among}}
    WHERE ({paired("mine", "other")} OR {paired("other", "mine")})
      AND EXISTS (SELECT 1 FROM visible_stories AS theirs WHERE theirs.viewer = :person AND theirs.family = :family
                  AND theirs.id = other.story AND theirs.contributor = :person AND theirs.guest IS :guest)
      AND NOT EXISTS (SELECT 1 FROM visible_motions AS known WHERE known.viewer = :person AND known.family = :family
                      AND known.story = other.story AND other.id IN (known.photo, known.film))
    ORDER BY other.story DESC LIMIT 1
"""
IN_COMMON = _OTHER.format(
    among="""media AS half ON half.content_id = mine.content_id
    CROSS JOIN visible_media AS other ON other.id = half.id AND other.viewer = :person AND other.family = :family
                                     AND (:album IS NULL OR other.album = :album)"""
)
AT_ONCE = _OTHER.format(
    among="""visible_stories AS near ON near.viewer = :person AND near.family = :family AND near.album = :album
                                    AND near.moment BETWEEN :earliest AND :latest
    CROSS JOIN visible_media AS other ON other.viewer = :person AND other.family = :family AND other.story = near.id"""
)
CLIPS = """
    SELECT id, name FROM visible_media WHERE viewer = :person AND family = :family AND story = :story ORDER BY place
"""


class Half(msgspec.Struct, frozen=True):
    """A photo or a film that somebody brought to their family as `name`, taken at `moment`."""

    family: int
    person: int
    media: int
    name: str
    moment: Moment
    description: str = ""
    guest: int | None = None


def join_other_half(library: Library, half: Half, album: int | None) -> int | None:
    """Put this half into the story that holds the other one, and say which; None when there is none, or no room.
    `album`: where it is to go; None where nobody said."""
    with library.database.writing() as connection:
        other = _find(connection, half, album)
        if other is None or holding(connection, other["album"], [half.media]) is not None:
            return None
        named = {"person": half.person, "family": half.family, "story": other["story"]}
        clips = [tuple(clip) for clip in connection.execute(CLIPS, named)]
        if len(clips) >= MOST_CLIPS:
            return None
        at = len(clips)
        if other["kind"] == "video":  # the photo goes before its film
            at = next(place for place, (media, _) in enumerate(clips) if media == other["media"])
        clips.insert(at, (half.media, half.name))
        _refill(connection, other["story"], clips)
        _describe(connection, other["story"], half.description)
        if at == 0:
            _date_by_face(connection, other["story"], other["media"], half.moment)
            refresh_event(connection, other["album"])
    return int(other["story"])


def _find(connection: sqlite3.Connection, half: Half, album: int | None) -> sqlite3.Row | None:
    named = {**msgspec.structs.asdict(half), **msgspec.structs.asdict(half.moment), "album": album}
    found = connection.execute(IN_COMMON, named).fetchone()
    if found or album is None or half.moment.precision != "exact" or half.moment.taken is None:
        return found
    taken, span = datetime.fromisoformat(half.moment.taken), timedelta(seconds=4)
    around = {"earliest": (taken - span).isoformat(), "latest": (taken + span).isoformat()}
    return connection.execute(AT_ONCE, {**named, **around}).fetchone()


def _refill(connection: sqlite3.Connection, story: int, clips: list[tuple[int, str]]) -> None:
    connection.execute("DELETE FROM story_media WHERE story = ?", (story,))
    connection.executemany(
        "INSERT INTO story_media (story, position, media, name) VALUES (?, ?, ?, ?)",
        [(story, place, media, name) for place, (media, name) in enumerate(clips)],
    )


def _describe(connection: sqlite3.Connection, story: int, description: str) -> None:
    """Words that came with this half, where the other came without."""
    connection.execute(
        "UPDATE story SET description = ?, folded = ? WHERE id = ? AND description = ''",
        (description, fold(description), story),
    )


def _date_by_face(connection: sqlite3.Connection, story: int, film: int, moment: Moment) -> None:
    """The photo's moment is the story's from now on, unless somebody corrected the one it had from its film."""
    connection.execute(
        """UPDATE story SET taken = :taken, offset = :offset, precision = :precision
           WHERE id = :story AND taken IS (SELECT taken FROM media WHERE id = :film)""",
        {**msgspec.structs.asdict(moment), "story": story, "film": film},
    )
