"""Marking in the background: whoever has just added pictures never waits for it."""

from backupd import media
from backupd.core.library import Library
from backupd.marks import store
from backupd.marks.measures import taken_of

AT_ONCE = 40
"""Pictures between two looks at whether somebody waits: under a second."""


def mark_pictures(library: Library, after: int = 0) -> None:
    """Take the marks that are missing or old, some pictures at a time, behind number `after`; then ring for the next
    ones. A job: may run twice. One without a preview is passed over, and met again by the next walk."""
    if media.anything_waiting(library):
        return
    found = store.unmarked(library, after, AT_ONCE)
    marks = [(each, taken_of(media.derived_path(library, each, "preview"))) for each in found]
    with library.database.writing():
        store.note(library, marks)
    if len(found) == AT_ONCE:
        library.jobs.later_once(mark_pictures, found[-1])


def ring_for_marks(library: Library) -> None:
    """Once no picture waits any more."""
    if not media.anything_waiting(library):
        library.jobs.later_once(mark_pictures)
