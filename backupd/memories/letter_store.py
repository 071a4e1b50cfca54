"""Who was written to about which memory, and when."""

from datetime import date

from backupd.core.library import Library
from backupd.family import Viewer


def anything_on(library: Library, family: int, day: date) -> bool:
    """Something came back that day."""
    sql = "SELECT EXISTS (SELECT 1 FROM memory WHERE family = ? AND day = ?)"
    return bool(library.database.value(sql, (family, day.isoformat())))


def last_day(library: Library, reader: Viewer, day: date) -> str | None:
    """Not after `day`: what was written on a wrong clock counts for nothing, or it would silence years."""
    sql = "SELECT max(day) FROM memory_letter WHERE person = ? AND family = ? AND day <= ?"
    return library.database.value(sql, (reader.id, reader.family, day.isoformat()))


def note(library: Library, reader: Viewer, day: date, memory: int) -> bool:
    """False where this person was written to that day already. Inside a transaction."""
    made = library.database.connection.execute(
        """INSERT INTO memory_letter (person, family, day, memory) VALUES (?, ?, ?, ?)
           ON CONFLICT (person, family, day) DO NOTHING""",
        (reader.id, reader.family, day.isoformat(), memory),
    )
    return made.rowcount > 0
