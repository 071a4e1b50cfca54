"""What somebody began to send and has not finished: the list of it, and giving it up."""

from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake import resuming
from backupd.intake import upload_store as rows
from backupd.intake.upload_store import Unfinished


def put_away(library: Library, viewer: Viewer, upload_id: str) -> None:
    """Give up an upload from the list of unfinished ones, whichever of one's devices it came from."""
    upload = rows.owned(library, viewer.id, viewer.family, upload_id)
    if upload is None:
        raise Absent
    resuming.abandon(library, upload)


def unfinished(library: Library, viewer: Viewer) -> list[Unfinished]:
    """What this person began to send and has not finished, oldest first."""
    now = library.clock.now()
    return [
        Unfinished(
            id=upload.id,
            name=upload.name,
            length=upload.length,
            offset=resuming.here(library, upload),
            begun=upload.begun,
            expires=upload.expires,
            here=upload.device == viewer.device,
        )
        for upload in rows.of_person(library, viewer.id, viewer.family)
        if upload.expires >= now
    ]
