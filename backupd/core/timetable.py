"""When jobs that run by themselves ran last, by the wall clock, so that what was missed is caught up once."""

from datetime import datetime

from backupd.core.clock import moment, stamp
from backupd.core.jobs import Job
from backupd.core.library import Library


def due(library: Library) -> list[Job]:
    """Jobs whose time has come. A clock that leapt back makes a job due at once rather than never."""
    now = library.clock.now()
    ran = {
        row["name"]: moment(row["last_run"])
        for row in library.database.connection.execute("SELECT * FROM timetable")
    }
    return [job for job in library.jobs.table if job.every and not _recent(ran.get(job.name), now, job.every)]


def ring_due(library: Library) -> None:
    """Note the run first, ring after: a job that is cut off is the sweep's to ring again."""
    for job in due(library):
        with library.database.writing() as connection:
            connection.execute(
                "INSERT INTO timetable VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last_run = excluded.last_run",
                (job.name, stamp(library.clock.now())),
            )
        library.jobs.later(job.action)


def _recent(ran: datetime | None, now: datetime, every: int) -> bool:
    return ran is not None and 0 <= (now - ran).total_seconds() < every
