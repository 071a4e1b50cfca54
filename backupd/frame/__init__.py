"""액자: an old tablet or a TV on the wall that shows the family's pictures, a clock and a word with each."""

from backupd.frame.api import api
from backupd.frame.pages import pages
from backupd.frame.schema import schema

__all__ = ["api", "pages", "schema"]
