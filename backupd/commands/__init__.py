"""What can be done from the command line of the box, by the one who looks after it."""

from backupd.commands.doctor import doctor
from backupd.commands.importing import bring_in
from backupd.commands.invite import invite
from backupd.commands.messages import try_messages
from backupd.commands.serving import serve, work
from backupd.commands.stats import stats
from backupd.commands.voice import Voice

__all__ = ["Voice", "bring_in", "doctor", "invite", "serve", "stats", "try_messages", "work"]
