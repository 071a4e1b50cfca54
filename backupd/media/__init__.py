"""One original file, what it tells about itself (when, where, which camera) and the pictures derived from it.

Knows pixels and frames, no people: who may see a media, and in which album, is for the features above.
"""

from backupd.media.actions import (
    darkroom,
    derived_path,
    develop,
    develop_again,
    film,
    keep,
    original_path,
    purge,
    redevelop,
)
from backupd.media.darkroom import Darkroom
from backupd.media.endings import ends_early
from backupd.media.errors import DarkroomDied, Unreadable
from backupd.media.kinds import judge
from backupd.media.names import moment_as
from backupd.media.originals import original_name
from backupd.media.orphans import recover
from backupd.media.printing import print_picture, srgb_profile
from backupd.media.records import Kept, Media, Moment
from backupd.media.schema import schema
from backupd.media.store import films_needed, find, fingerprint

__all__ = [
    "Darkroom",
    "DarkroomDied",
    "Kept",
    "Media",
    "Moment",
    "Unreadable",
    "darkroom",
    "derived_path",
    "develop",
    "develop_again",
    "ends_early",
    "film",
    "films_needed",
    "find",
    "fingerprint",
    "judge",
    "keep",
    "moment_as",
    "original_name",
    "original_path",
    "print_picture",
    "purge",
    "recover",
    "redevelop",
    "schema",
    "srgb_profile",
]
