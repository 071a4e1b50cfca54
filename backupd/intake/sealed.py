"""The way into a time capsule: the same doors, but what comes through leaves no arrival, no row of media and no byte
among the originals. Clear bytes lie in incoming/ until they are sealed."""

from collections.abc import Iterator
from contextlib import contextmanager

from backupd import capsules, family, media
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.family import Viewer
from backupd.intake import actions, store, tus
from backupd.intake import upload_store as rows
from backupd.intake.growing import Growing
from backupd.intake.records import Batch
from backupd.intake.upload_store import Upload
from backupd.intake.uploading import ArrivingFile, Sent


def sealed_sitting(library: Library, batch_id: int) -> Batch | None:
    """The sitting, if what it brings is to be sealed. One whose capsule has opened meanwhile goes into its album."""
    batch = store.batch(library, batch_id)
    if batch is None or batch.capsule is None:
        return None
    album = capsules.album_of(library, batch.capsule)
    if album is None:
        return batch
    with library.database.writing():
        store.change_batch(library, batch_id, capsule=None, album=album)
    return None


def seal_upload(library: Library, upload: Upload, growing: Growing, batch: Batch) -> None:
    """All bytes of a resumable upload are here. In one transaction the sealed file is entered and the upload finished;
    then the clear one goes, and only then is the sender told."""
    viewer = family.stand_in(library, upload.person, upload.family)
    if viewer is None or batch.capsule is None:
        raise Absent
    told = tus.metadata(upload.metadata)
    offered = capsules.Offered(
        upload.name,
        told.recipe or None,
        batch.id if batch.together else None,
        told.place,
        batch.description,
    )
    if not rows.finished(library, upload.id):
        clear = Staged(growing.path, growing.sha256(), growing.size)
        with _sealing(library, viewer, batch.capsule, clear, offered):
            if not rows.known(library, upload.id):
                rows.add(library, upload)
            rows.note_finished(library, upload.id, None)
    growing.path.unlink(missing_ok=True)


@contextmanager
def _sealing(
    library: Library, viewer: Viewer, capsule: int, clear: Staged, offered: capsules.Offered
) -> Iterator[int]:
    """Encrypt, which is slow, then one transaction for its row and for whatever the caller adds to it."""
    try:
        media.judge(clear.path, offered.name)
    except media.Unreadable as error:
        with library.database.writing():
            yield capsules.turn_away(library, viewer, capsule, offered, clear.size, error.reason)
        return
    capsules.must_take(library, viewer, capsule)
    with capsules.encrypted(library, capsule, clear.path, clear.size) as sealed, library.database.writing():
        yield capsules.enter(library, viewer, capsule, clear, sealed, offered)


class SealedUpload:
    """One plain form being received for a capsule: each file is sealed as soon as it is whole."""

    def __init__(self, library: Library, viewer: Viewer, expected: int, capsule: int) -> None:
        actions.must_contribute(viewer)
        capsules.must_take(library, viewer, capsule)
        library.files.must_take(expected)
        self._library, self._viewer, self._capsule = library, viewer, capsule
        self._things: list[int] = []

    def open_part(self, field: str, name: str) -> ArrivingFile:
        return ArrivingFile(self._library, self._take, name)

    def _take(self, staged: Staged, name: str) -> None:
        offered = capsules.Offered(name, place=len(self._things))
        with _sealing(self._library, self._viewer, self._capsule, staged, offered) as thing:
            self._things.append(thing)

    def finish(self, fields: dict[str, str], *, more: bool) -> Sent:
        """The line of words may have come after the files."""
        if not self._things:
            raise Refused("intake.nothing_chosen", back=f"/add?capsule={self._capsule}")
        with self._library.database.writing():
            capsules.describe(self._library, self._things, fields.get("description", "")[:2000])
        self._things = []
        return Sent({}, f"/capsules/{self._capsule}", [], [])

    def give_up(self) -> None:
        """The form did not come to its end: nothing was promised, nothing is left."""
        if self._things:
            capsules.forget(self._library, self._things)
        self._things = []
