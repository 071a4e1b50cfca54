"""What was taken away goes for good after thirty nights, and with a story that is gone for good what was said to it."""

from datetime import timedelta

from backupd import media
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.reactions.commenting import forget
from backupd.reactions.records import Draft

NIGHTS = 30
UNFINISHED = timedelta(hours=1)
_COUNT_A_NIGHT = "UPDATE comment SET nights = nights + 1 WHERE removed IS NOT NULL AND purged IS NULL"
_OVER = """
    SELECT id, photo, voice FROM comment
    WHERE purged IS NULL AND (nights > ? OR story IN (SELECT id FROM story WHERE purged IS NOT NULL))
"""
_PURGE = """
    UPDATE comment SET purged = :now, removed = coalesce(removed, :now), text = '', folded = '', photo = NULL, voice = NULL
    WHERE id = :comment
"""


def sweep_files(library: Library) -> None:
    """A job, every hour: files that came for a comment which was never written, for the power went in between."""
    before = stamp(library.clock.now() - UNFINISHED)
    for each in library.database.column("SELECT media FROM comment_file WHERE at < ?", (before,)):
        forget(library, Draft(photo=each))


def tidy_comments(library: Library) -> None:
    """A job, every night. Nights are counted, whatever a leaping clock says. The row of a comment stays bare, for the
    ledger names it; its files go where nobody else has them."""
    with library.database.writing() as connection:
        connection.execute(_COUNT_A_NIGHT)
        over = connection.execute(_OVER, (NIGHTS,)).fetchall()
        now = stamp(library.clock.now())
        connection.executemany(_PURGE, [{"now": now, "comment": row["id"]} for row in over])
        connection.executemany(
            "DELETE FROM comment_mention WHERE comment = ?", [(row["id"],) for row in over]
        )
    for row in over:
        for each in (row["photo"], row["voice"]):
            if each is not None:
                media.purge(library, each)
