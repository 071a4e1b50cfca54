"""Letting go, slowly: what lay in the trash or was taken out for thirty nights, and sealed files that no row knows."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from backupd.capsules import vault
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now

DAYS = 30
_LAIN = f"nights >= {DAYS} AND"


def tidy_capsules(library: Library) -> None:
    """A daily job: counts nights as the trash does, whatever a leaping clock says. May run twice."""
    now = trusted_now(library)
    if now is None or not library.files.online:
        return
    ago = stamp(now - timedelta(days=DAYS))
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE capsule SET nights = nights + 1 WHERE trashed IS NOT NULL AND purged IS NULL"
        )
        connection.execute("UPDATE capsule_thing SET nights = nights + 1 WHERE withdrawn IS NOT NULL")
        gone = connection.execute(
            f"SELECT id FROM capsule WHERE {_LAIN} trashed < ? AND purged IS NULL", (ago,)
        )
        for row in gone.fetchall():
            connection.execute(
                """UPDATE capsule SET purged = ?, title = '', purpose = '', identity = NULL WHERE id = ?""",
                (stamp(now), row["id"]),
            )
    _let_go(library, ago)
    for path in _strays(library, now.timestamp() - timedelta(days=DAYS).total_seconds()):
        path.unlink(missing_ok=True)


def _let_go(library: Library, ago: str) -> None:
    """The row goes before the file: a cut leaves a stray, never a row without its file."""
    with library.database.writing() as connection:
        rows = connection.execute(
            f"""DELETE FROM capsule_thing WHERE media IS NULL AND ({_LAIN} withdrawn < ?
                    OR capsule IN (SELECT id FROM capsule WHERE purged IS NOT NULL)) RETURNING path""",
            (ago,),
        ).fetchall()
    for row in rows:
        if row["path"]:
            library.files.remove(row["path"])


def _strays(library: Library, long_ago: float) -> Iterator[Path]:
    """Sealed files that a cut left without a row: nobody was told that they were kept. A month old, so that a database
    put back from yesterday's copy costs nothing."""
    root = library.files.originals / vault.FOLDER
    for folder, _, names in os.walk(root):
        for path in (Path(folder, name) for name in names):
            place = str(path.relative_to(library.files.originals))
            if path.stat().st_mtime < long_ago and not _known(library, place):
                yield path


def _known(library: Library, place: str) -> bool:
    return library.database.value("SELECT 1 FROM capsule_thing WHERE path = ?", (place,)) == 1
