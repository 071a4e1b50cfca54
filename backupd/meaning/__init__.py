"""What is in the picture: the box looks at every photo, in the background and by itself, so that words find what nobody
described and one picture finds those like it. Nothing leaves the box."""

from backupd.meaning.deciding import progress, switch
from backupd.meaning.finding import about, has_something_for_everything, like
from backupd.meaning.looking import look
from backupd.meaning.records import Match, Progress
from backupd.meaning.schema import schema
from backupd.meaning.twins import near_duplicates

__all__ = [
    "Match",
    "Progress",
    "about",
    "has_something_for_everything",
    "like",
    "look",
    "near_duplicates",
    "progress",
    "schema",
    "switch",
]
