"""What is known of a picture beyond its file, each mark with a version: how sharp, how well lit; later whose eyes are open.

Marks are taken from the preview that is there already, in the background and never while pictures wait. One whose version
rises is taken anew. They know no people: whoever reads them joins them to what the gate lets be seen.
"""

from backupd.marks.marking import mark_pictures, ring_for_marks
from backupd.marks.measures import edition
from backupd.marks.records import KINDS, Kind
from backupd.marks.schema import schema
from backupd.marks.store import of_picture, sharpness

__all__ = [
    "KINDS",
    "Kind",
    "edition",
    "mark_pictures",
    "of_picture",
    "ring_for_marks",
    "schema",
    "sharpness",
]
