"""A short film of an album: its pictures in gentle motion, its clips trimmed, its title, and music of one's own.

It is made in the background and shows only what everybody who watches it may still see: a film in which something was put away
is shown to nobody and made anew.
"""

from backupd.reels.api import api
from backupd.reels.making import make_reel, reels_to_make
from backupd.reels.pages import pages
from backupd.reels.schema import VIEWS as views
from backupd.reels.schema import schema
from backupd.reels.tidying import tidy_reels

__all__ = ["api", "make_reel", "pages", "reels_to_make", "schema", "tidy_reels", "views"]
