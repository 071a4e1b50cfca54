"""How any file becomes part of an album: three doors, one hallway."""

from backupd.intake.actions import close_batch, open_batch, receive
from backupd.intake.api import api
from backupd.intake.importing import ImportLine, ImportTotals, import_path
from backupd.intake.journey import welcome
from backupd.intake.pages import pages
from backupd.intake.schema import schema
from backupd.intake.sources import folders_to_take
from backupd.intake.store import unwelcomed
from backupd.intake.taking import take
from backupd.intake.telling import tell, tidy
from backupd.intake.watcher import Watcher

__all__ = [
    "ImportLine",
    "ImportTotals",
    "Watcher",
    "api",
    "close_batch",
    "folders_to_take",
    "import_path",
    "open_batch",
    "pages",
    "receive",
    "schema",
    "take",
    "tell",
    "tidy",
    "unwelcomed",
    "welcome",
]
