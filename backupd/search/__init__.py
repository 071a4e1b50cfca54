"""Finding: one box over everything the gate shows this viewer."""

from backupd.search.api import api
from backupd.search.keeping import keep_words, read_words
from backupd.search.pages import pages
from backupd.search.schema import VIEWS as views
from backupd.search.schema import schema

__all__ = ["api", "keep_words", "pages", "read_words", "schema", "views"]
