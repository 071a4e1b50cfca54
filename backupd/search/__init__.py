"""Finding: one box over everything the gate shows this viewer."""

from backupd.search.api import api
from backupd.search.pages import pages

__all__ = ["api", "pages"]
