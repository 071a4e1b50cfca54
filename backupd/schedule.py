"""Every background job and its timetable. Names are what the queue stores: they last, files may move."""

from backupd.core.jobs import Job
from backupd.core.snapshots import nightly_snapshot

MINUTE, HOUR, DAY = 60, 3600, 86400

TABLE = (Job("snapshot", nightly_snapshot, "clockwork", every=DAY),)
