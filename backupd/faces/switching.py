"""What an owner decides for the family: whether the box looks for faces, waits, or erases all it knows of them."""

from backupd.core.clock import stamp
from backupd.core.errors import Forbidden, Refused
from backupd.core.library import Library
from backupd.faces.looking import crop_path, look_for_faces
from backupd.faces.mind import ready
from backupd.family import Viewer

_GONE = "NOT EXISTS (SELECT 1 FROM somebody_face WHERE somebody_face.face = face.id)"


def switch(library: Library, viewer: Viewer, to: str) -> None:
    """`on`, `paused`, or `off`, which erases everything: faces, who they are, what was asked and answered."""
    if not viewer.owner:
        raise Forbidden("faces.owners_only", back="/faces")
    if to == "off":
        erase(library, viewer.family)
        return
    if not ready():
        raise Refused("faces.missing", back="/faces")
    with library.database.writing() as connection:
        connection.execute(
            """INSERT INTO face_wish (family, by_, since, paused) VALUES (?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET paused = excluded.paused""",
            (viewer.family, viewer.id, stamp(library.clock.now()), to == "paused"),
        )
    if to == "on":
        library.jobs.later_once(look_for_faces)


def erase(library: Library, family: int) -> None:
    """For good: SQLite writes zeros over what stood there, now and before (core.database: secure_delete), and the small
    pictures go. What another family of the box wants to know of the same pictures stays theirs."""
    with library.database.writing() as connection:
        for table in ("face_wish", "face_question", "face_act", "somebody_face", "somebody"):
            connection.execute(f"DELETE FROM {table} WHERE family = ?", (family,))
        rows = connection.execute(f"SELECT media, crop FROM face WHERE {_GONE}").fetchall()
        connection.execute(f"DELETE FROM face WHERE {_GONE}")
        connection.execute(
            "DELETE FROM face_looked WHERE NOT EXISTS (SELECT 1 FROM face WHERE face.media = face_looked.media)"
        )
    for row in rows:
        crop_path(library, row["media"], row["crop"]).unlink(missing_ok=True)
    library.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
