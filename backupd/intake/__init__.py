"""How any file becomes part of an album: three doors, one hallway."""

from backupd.intake.actions import close_batch, open_batch, receive
from backupd.intake.api import api
from backupd.intake.begun import put_away, unfinished
from backupd.intake.expiry import sweep_uploads
from backupd.intake.guests import lines_of_guest, receive_from_guest, turn_guest_away
from backupd.intake.importing import ImportLine, ImportTotals, import_path
from backupd.intake.journey import welcome
from backupd.intake.pages import pages
from backupd.intake.records import DropState, Line, Summary, Unread
from backupd.intake.resumable import resumable
from backupd.intake.resumable_schema import schema
from backupd.intake.sittings import drop_folders, lately, refusals, unread
from backupd.intake.sources import folders_to_take
from backupd.intake.store import unwelcomed
from backupd.intake.strips import settle_strips
from backupd.intake.taking import take
from backupd.intake.telling import tell, tidy
from backupd.intake.tray_edits import edit_as_in_the_tray, edits_to_make
from backupd.intake.upload_store import Unfinished
from backupd.intake.uploading import ArrivingFile
from backupd.intake.watcher import Watcher

__all__ = [
    "ArrivingFile",
    "DropState",
    "ImportLine",
    "ImportTotals",
    "Line",
    "Summary",
    "Unfinished",
    "Unread",
    "Watcher",
    "api",
    "close_batch",
    "drop_folders",
    "edit_as_in_the_tray",
    "edits_to_make",
    "folders_to_take",
    "import_path",
    "lately",
    "lines_of_guest",
    "open_batch",
    "pages",
    "put_away",
    "receive",
    "receive_from_guest",
    "refusals",
    "resumable",
    "schema",
    "settle_strips",
    "sweep_uploads",
    "take",
    "tell",
    "tidy",
    "turn_guest_away",
    "unfinished",
    "unread",
    "unwelcomed",
    "welcome",
]
