"""Albums made of stories, and the gate through which everything in them is read."""

from backupd.albums.api import api
from backupd.albums.pages import pages
from backupd.albums.schema import schema

__all__ = ["api", "pages", "schema"]
