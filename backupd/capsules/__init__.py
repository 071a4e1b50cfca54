"""Time capsules: albums that everyone fills and nobody can look into until they open.

Until then a capsule is no album: what was put in lies encrypted under random names, known to rows of this feature alone,
so that no page of any other can show it, count it or find it.
"""

from backupd.capsules.api import api
from backupd.capsules.filling import Offered, describe, encrypted, enter, forget, must_take, turn_away
from backupd.capsules.letters import count_down
from backupd.capsules.looking import counting_down
from backupd.capsules.opening import open_capsule, open_due, opening_now
from backupd.capsules.pages import pages
from backupd.capsules.records import Capsule, Waiting
from backupd.capsules.schema import VIEWS as views
from backupd.capsules.schema import schema
from backupd.capsules.store import album_of, waiting
from backupd.capsules.tidying import tidy_capsules

__all__ = [
    "Capsule",
    "Offered",
    "Waiting",
    "album_of",
    "api",
    "count_down",
    "counting_down",
    "describe",
    "encrypted",
    "enter",
    "forget",
    "must_take",
    "open_capsule",
    "open_due",
    "opening_now",
    "pages",
    "schema",
    "tidy_capsules",
    "turn_away",
    "views",
    "waiting",
]
