"""The verbs of resumable uploads: begun, continued, finished, given up.

An upload is a row and a file under `incoming/unfinished`. Begun: the file, then the row. Finished: row and arrival in
one transaction, then the file goes. So a file without a row is nobody's, and a whole file without `finished` only
wants finishing again.
"""

import os
import secrets
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import msgspec

from backupd import media, relays
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Offline, Refused, TooLarge, TooMany
from backupd.core.files import sync_folder
from backupd.core.library import Library
from backupd.core.staging import Staged, refusals
from backupd.family import Viewer
from backupd.intake import store, tus
from backupd.intake import upload_store as rows
from backupd.intake.actions import must_contribute, open_batch, ring, take_in
from backupd.intake.growing import Growing, lent
from backupd.intake.records import Batch
from backupd.intake.sealed import seal_upload, sealed_sitting
from backupd.intake.upload_store import LASTS, Upload

MOST_AT_ONCE = 500
MOST_BYTES = 512 * 1024**3
ONE_SITTING = timedelta(minutes=10)
TOUCH_EVERY = timedelta(minutes=5)


def begin(
    library: Library, viewer: Viewer, length: int, told: tus.Metadata, promised: tus.Checksum | None
) -> tuple[Upload, Growing]:
    """Make room for a file of `length` bytes: refused when it, or all that this person has begun, is too much. The
    file exists, open, when this returns; `enter` makes it known."""
    must_contribute(viewer)
    if told.recipe:
        media.read_recipe(told.recipe)  # one that cannot be read is refused before a byte is sent
    _must_fit(library, viewer, length)
    upload = Upload(
        id=secrets.token_hex(16),
        family=viewer.family,
        person=viewer.id,
        device=viewer.device,
        batch=_sitting(library, viewer, told.batch),
        name=told.name,
        metadata=told.plain,
        length=length,
        begun=(now := stamp(library.clock.now())),
        touched=now,
    )
    with refusals():
        folder(library).mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(path(library, upload), os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o640))
    return upload, Growing(path(library, upload), promised=promised)


def _must_fit(library: Library, viewer: Viewer, length: int) -> None:
    """One person's promises must fit on the disk together; they never count against anybody else's."""
    begun = rows.begun_by(library, viewer.id)
    if length > tus.LARGEST:
        raise TooLarge("problems.too_large")
    if len(begun) >= MOST_AT_ONCE:
        raise TooMany("resumable.too_many", most=MOST_AT_ONCE)
    if length + sum(upload.length for upload in begun) > MOST_BYTES:
        raise TooLarge("resumable.too_much")
    library.files.must_take(length + sum(upload.length - here(library, upload) for upload in begun))


def _sitting(library: Library, viewer: Viewer, asked: int | None) -> int:
    """The batch the page opened; for other clients the one their last uploads went to, or a new one."""
    if asked is not None:
        return _own_batch(library, viewer, asked).id
    last = rows.newest(library, viewer, stamp(library.clock.now() - ONE_SITTING))
    batch = last and tus.metadata(last.metadata).batch is None and store.batch(library, last.batch)
    if batch and batch.closed is None:
        return batch.id
    return open_batch(library, viewer.family, viewer.id, "browser")


def _own_batch(library: Library, viewer: Viewer, asked: int) -> Batch:
    """One that is decided, so that nobody gives it up for a form that was never sent to its end."""
    batch = store.batch(library, asked)
    mine = batch and batch.person == viewer.id and batch.family == viewer.family
    if not batch or not mine or batch.door != "browser" or batch.decided is None:
        raise Absent
    if batch.turn:
        relays.may_take(library, batch.turn, batch.id)
    return batch


def enter(library: Library, upload: Upload) -> None:
    """From now on it can be continued, whatever happens to us."""
    with refusals():
        sync_folder(folder(library))
    with library.database.writing():
        rows.add(library, upload)


def find(library: Library, viewer: Viewer, upload_id: str) -> Upload:
    """The viewer's own upload on this device; every other one, and one that expired, is absent."""
    upload = rows.find(library, viewer, upload_id)
    if upload is None or upload.expires < library.clock.now():
        raise Absent
    if not library.files.online:
        raise Offline("problems.originals_offline")
    if upload.finished is None and not path(library, upload).is_file():
        raise Absent
    return upload


def follow(library: Library, viewer: Viewer, upload: Upload, batch: int | None) -> Upload:
    """Begun yesterday for one album, continued today for another: it goes where its sender wants it now. Two tabs may send
    one upload in turn; the sitting that it did not end in hears that its file is here."""
    if batch is None or batch == upload.batch:
        return upload
    wanted = _own_batch(library, viewer, batch)
    if upload.finished:
        _tell_too(library, upload, wanted)
        return upload
    with library.database.writing():
        rows.move(library, upload.id, batch)
    return msgspec.structs.replace(upload, batch=batch)


def _tell_too(library: Library, upload: Upload, batch: Batch) -> None:
    """As if the same bytes had come once more, and they are kept once."""
    arrival = store.arrival(library, upload.arrival) if upload.arrival else None
    if arrival is None or arrival.media is None or batch.turn or batch.capsule:
        return
    with library.database.writing():
        if store.has_media(library, batch.id, arrival.media):
            return
        again = store.add_arrival(
            library,
            {"batch": batch.id, "name": arrival.name, "size": arrival.size, "media": arrival.media,
             "arrived": stamp(library.clock.now()), "state": "received"},
        )  # fmt: skip
    ring(library, again)


def here(library: Library, upload: Upload) -> int:
    """How many of its bytes have arrived."""
    if upload.finished:
        return upload.length
    try:
        return path(library, upload).stat().st_size
    except FileNotFoundError:
        return 0


def standing(library: Library, upload: Upload) -> int:
    """How far it got; what came whole but was never handed on, because we died in between, is finished first."""
    offset = here(library, upload)
    if upload.finished is None and offset == upload.length:
        with closing(Growing(path(library, upload))) as growing:
            finish_if_whole(library, upload, growing)
    return offset


def note_bytes(library: Library, upload: Upload) -> Upload:
    """Put off its expiry, written at most once in five minutes."""
    now = library.clock.now()
    if now - upload.expires + LASTS < TOUCH_EVERY:
        return upload
    batch = store.batch(library, upload.batch)
    with library.database.writing():
        rows.touch(library, upload.id, stamp(now))
        if batch and batch.turn:
            relays.still_sending(library, batch.turn)
    return msgspec.structs.replace(upload, touched=stamp(now))


def finish_if_whole(library: Library, upload: Upload, growing: Growing) -> None:
    """When all bytes are here, hand them to the hallway. In one transaction the file is kept, its arrival noted and the
    upload finished, so that however often this is repeated nothing comes twice."""
    if growing.size < upload.length:
        return
    if (batch := sealed_sitting(library, upload.batch)) is not None:
        seal_upload(library, upload, growing, batch)
        return
    arrival = rows.arrival_of(library, upload.id)
    batch = store.batch(library, upload.batch)
    if arrival is None and batch and batch.turn:
        _must_fill_turn(library, upload, batch.turn)
    if arrival is None:
        with lent(growing.path) as second:
            arrival = _take_in(library, upload, Staged(second, growing.sha256(), growing.size))
    growing.path.unlink(missing_ok=True)
    _welcome(library, arrival)


def _must_fill_turn(library: Library, upload: Upload, turn: int) -> None:
    """Rubbish takes no turn: its sender hears at once why, and still has it. Nor does what came too late; its bytes
    wait like those of any other upload, to go on into an album."""
    relays.may_take(library, turn, upload.batch)
    try:
        media.judge(path(library, upload), upload.name)
    except media.Unreadable as error:
        abandon(library, upload)
        raise Refused(error.reason) from error


def _take_in(library: Library, upload: Upload, staged: Staged) -> int:
    """The upload has one writer, so nobody else hands the same file on meanwhile."""
    batch = store.batch(library, upload.batch)

    def finished(arrival: int) -> None:
        if batch and batch.turn:
            relays.take(library, upload.person, batch.turn, batch.id)
        if not rows.known(library, upload.id):
            rows.add(library, upload)
        rows.note_finished(library, upload.id, arrival)

    told = tus.metadata(upload.metadata)
    recipe = told.recipe or None
    return take_in(
        library, upload.batch, staged, upload.name, place=told.place, recipe=recipe, also=finished
    ).id


def _welcome(library: Library, arrival_id: int) -> None:
    arrival = store.waiting(library, arrival_id)
    batch = arrival and store.batch(library, arrival.batch)
    if batch and batch.decided:
        ring(library, arrival_id)


def abandon(library: Library, upload: Upload) -> None:
    """The sender wants no more of it; what was finished stays where it went."""
    with library.database.writing():
        rows.remove(library, upload.id)
    path(library, upload).unlink(missing_ok=True)


def folder(library: Library) -> Path:
    """Beside the originals, so that a whole file needs no copying; never where the sweep of stagings looks."""
    return library.files.incoming / "unfinished"


def path(library: Library, upload: Upload) -> Path:
    return folder(library) / upload.id
