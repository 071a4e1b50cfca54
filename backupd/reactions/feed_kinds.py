"""What stands in the feed: whatever web/words/feed.toml has a sentence for. A feature that wants its lines told adds
`[kind_NAME_html]` there and nothing else."""

import tomllib
from datetime import datetime
from zoneinfo import ZoneInfo

from backupd import family as families
from backupd.core.library import Library
from backupd.http.words import WEB
from backupd.reactions.feed_schema import grouped, taking

BEGINS, ENDS = "kind_", "_html"
_OTHERS = taking(
    "happening", "happening.album", "FROM happening WHERE happening.kind = :kind ORDER BY happening.id"
)
_AS_THEY_LIE = """FROM happening JOIN story AS told ON told.id = happening.story
    WHERE happening.kind = 'story_added' ORDER BY happening.id"""
_STORIES = taking("happening", "told.album", _AS_THEY_LIE)
_TIED = f"""
    INSERT OR IGNORE INTO feed_story (story, feed, happening)
    SELECT told.id, feed.id, happening.id FROM happening JOIN story AS told ON told.id = happening.story
    JOIN feed ON feed.grouped = {grouped("happening", "told.album")} AND feed.kind = happening.kind
             AND feed.family = happening.family
    WHERE happening.kind = 'story_added'
"""
_COUNTED = """
    UPDATE feed SET amount = (SELECT count(*) FROM feed_story JOIN story ON story.id = feed_story.story
                              WHERE feed_story.feed = feed.id AND story.trashed IS NULL)
    WHERE kind = 'story_added'
"""
_SILENT = """
    UPDATE feed SET amount = 0 WHERE kind = 'commented'
    AND happening IN (SELECT happening FROM comment WHERE removed IS NOT NULL)
"""


def kinds() -> set[str]:
    names = tomllib.loads((WEB / "words" / "feed.toml").read_text("utf-8"))
    return {
        name[len(BEGINS) : -len(ENDS)] for name in names if name.startswith(BEGINS) and name.endswith(ENDS)
    }


def keep_feed(library: Library) -> None:
    """At every start and every night: what this version has words for is taken in, with what the ledger told of it
    before; what it has none for is left out. And where a day begins for each family today."""
    wanted, known = kinds(), set(library.database.column("SELECT kind FROM feed_kind"))
    if wanted == known and not _zones_changed(library):
        return
    with library.database.writing() as connection:
        for gone in known - wanted:
            connection.execute(
                "DELETE FROM feed_story WHERE feed IN (SELECT id FROM feed WHERE kind = ?)", (gone,)
            )
            connection.execute("DELETE FROM feed WHERE kind = ?", (gone,))
            connection.execute("DELETE FROM feed_kind WHERE kind = ?", (gone,))
        _keep_zones(library)
        for new in sorted(wanted - known):
            _take_in(library, new)


def _take_in(library: Library, kind: str) -> None:
    connection = library.database.connection
    connection.execute("INSERT INTO feed_kind VALUES (?)", (kind,))
    if library.database.value("SELECT 1 FROM happening WHERE kind = ? LIMIT 1", (kind,)) is None:
        return
    if kind == "story_added":
        connection.execute(_STORIES)
        connection.execute(_TIED)
        connection.execute(_COUNTED)
    else:
        connection.execute(_OTHERS, {"kind": kind})
        connection.execute(_SILENT)


def _zones_changed(library: Library) -> dict[int, str]:
    """How far east of UTC each family lives today, where that is not noted yet: a move, or summer time."""
    noted = dict(library.database.connection.execute("SELECT family, east FROM feed_zone").fetchall())
    now = library.clock.now()
    east = {
        circle.id: _east(now.astimezone(ZoneInfo(circle.time_zone))) for circle in families.families(library)
    }
    return {number: written for number, written in east.items() if noted.get(number) != written}


def _keep_zones(library: Library) -> None:
    library.database.connection.executemany(
        "INSERT INTO feed_zone VALUES (?, ?) ON CONFLICT (family) DO UPDATE SET east = excluded.east",
        _zones_changed(library).items(),
    )


def _east(now: datetime) -> str:
    written = f"{now:%z}"
    return f"{written[:3]}:{written[3:5]}"
