"""Messages that reach people where they are: letters, the channels people connected, and the outbox between them.

Whoever has something to tell posts a Letter in their own transaction; whom it reaches, when, and how often it is tried
is decided here. What happens in the features below is read from the ledger.
"""

from backupd.notify.posting import post
from backupd.notify.records import KINDS, Letter
from backupd.notify.schema import schema

__all__ = ["KINDS", "Letter", "post", "schema"]
