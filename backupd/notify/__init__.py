"""Messages that reach people where they are: letters, the channels people connected, and the outbox between them.

Whoever has something to tell posts a Letter in their own transaction; whom it reaches, when, and how often it is tried
is decided here. What happens in the features below is read from the ledger.
"""

from backupd.notify.api import api
from backupd.notify.connecting import try_out
from backupd.notify.distress import Distress
from backupd.notify.outbox import deliver, outbox
from backupd.notify.pages import pages
from backupd.notify.phrases import Phrase, spoken
from backupd.notify.posting import post
from backupd.notify.records import KINDS, Letter
from backupd.notify.routing import hearing
from backupd.notify.schema import schema
from backupd.notify.silence import Silent, silent_channels
from backupd.notify.store import channels_due, channels_of
from backupd.notify.tidying import tidy_messages
from backupd.notify.troubles import note_troubles

__all__ = [
    "KINDS",
    "Distress",
    "Letter",
    "Phrase",
    "Silent",
    "api",
    "channels_due",
    "channels_of",
    "deliver",
    "hearing",
    "note_troubles",
    "outbox",
    "pages",
    "post",
    "schema",
    "silent_channels",
    "spoken",
    "tidy_messages",
    "try_out",
]
