"""Every SQL statement of the frame."""

import msgspec

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.frame.records import FrameWishes

WISH = "SELECT ordered, seconds, videos, night_from, night_until FROM frame_wish WHERE family = ?"
PICKS = "SELECT kind, what FROM frame_pick WHERE family = ? ORDER BY kind, what"


def wishes(library: Library, viewer: Viewer) -> FrameWishes:
    """What the family in force wants, or the defaults."""
    rows = library.database.connection.execute(PICKS, (viewer.family,)).fetchall()
    picked = {
        kind: tuple(row["what"] for row in rows if row["kind"] == kind) for kind in ("album", "category")
    }
    years = tuple(str(row["what"]) for row in rows if row["kind"] == "year")
    found = library.database.connection.execute(WISH, (viewer.family,)).fetchone()
    told = dict(found) if found else {}
    said = {"albums": picked["album"], "categories": picked["category"], "years": years, **told}
    return msgspec.convert(said, FrameWishes, strict=False)


def save(library: Library, viewer: Viewer, wishes: FrameWishes) -> None:
    """Inside a transaction."""
    connection = library.database.connection
    connection.execute(
        "INSERT OR REPLACE INTO frame_wish VALUES (?, ?, ?, ?, ?, ?)",
        (viewer.family, wishes.ordered, wishes.seconds, wishes.videos, wishes.night_from, wishes.night_until),
    )
    connection.execute("DELETE FROM frame_pick WHERE family = ?", (viewer.family,))
    picks = {"album": wishes.albums, "category": wishes.categories, "year": map(int, wishes.years)}
    connection.executemany(
        "INSERT OR IGNORE INTO frame_pick VALUES (?, ?, ?)",
        [(viewer.family, kind, each) for kind, all_of_it in picks.items() for each in all_of_it],
    )
