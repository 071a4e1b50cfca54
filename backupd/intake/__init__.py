"""How any file becomes part of an album: three doors, one hallway."""

from backupd.intake.api import api
from backupd.intake.pages import pages
from backupd.intake.schema import schema

__all__ = ["api", "pages", "schema"]
