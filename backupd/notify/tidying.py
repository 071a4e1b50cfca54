"""Letting go of messages that are long over. What stays of a letter is its key, for ever, so that nothing is told twice."""

from datetime import timedelta

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now

KEPT = timedelta(days=90)
_PARCELS = "DELETE FROM parcel WHERE state <> 'waiting' AND coalesce(finished, made) < ?"
_LETTERS = """
    UPDATE letter SET filled = '{}', pictures = '[]', link = '/', about = NULL, about_id = NULL
    WHERE routed = 1 AND posted < ? AND (filled <> '{}' OR pictures <> '[]' OR link <> '/' OR about IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM delivery WHERE letter = letter.id)
"""


def tidy_messages(library: Library) -> None:
    """A daily job: what was sent, ended or given up a season ago goes, with all that it said. May run twice."""
    now = trusted_now(library)
    if now is None:
        return
    ago = (stamp(now - KEPT),)
    with library.database.writing() as connection:
        connection.execute(_PARCELS, ago)
        connection.execute(_LETTERS, ago)
