"""The verbs of frames: a TV or a tablet comes in as a device of the family, gets a name, and ends."""

from backupd.core.errors import Forbidden
from backupd.core.library import Library
from backupd.family import devices, frame_store, register
from backupd.family.doorway import new_token, token_hash
from backupd.family.joining_records import Ticket
from backupd.family.ledger import happened
from backupd.family.names import tidy
from backupd.family.records import Entrant, Frame, LetIn, Viewer


def let_in(library: Library, allowed: Ticket, entrant: Entrant) -> LetIn:
    """This browser is a frame of the family from now on, and nobody's any more. Inside a transaction."""
    name, token = tidy(entrant.name, "frames.name_needed"), new_token()
    if entrant.asking:
        devices.give_up(library, entrant.asking)
    device = frame_store.light(library, token_hash(token), name, allowed.family, allowed.made_by)
    happened(library, allowed.family, "frame_joined", person=allowed.made_by, device=device)
    return LetIn(token, device, None, allowed.family)


def rename_frame(library: Library, viewer: Viewer, number: int, name: str) -> None:
    """An owner, or whoever let it in, calls it something else."""
    name = tidy(name, "frames.name_needed")
    with library.database.writing():
        _must_care_for(viewer, frame_store.frame(library, viewer, number))
        register.set_device_name(library, number, name)


def end_frame(library: Library, viewer: Viewer, number: int) -> None:
    """An owner, or whoever let it in, takes it out of the family at once; its hearts stay. Raises Absent, Forbidden."""
    with library.database.writing():
        frame = frame_store.frame(library, viewer, number)
        _must_care_for(viewer, frame)
        _end(library, viewer, frame)


def end_frames_of(library: Library, viewer: Viewer, person: int) -> None:
    """Whom an owner removes takes along the frames they let in; those of somebody who leaves stay. Inside a
    transaction."""
    for each in frame_store.frames_of(library, viewer.family, person):
        _end(library, viewer, each)


def may_care_for(viewer: Viewer, frame: Frame) -> bool:
    return viewer.owner or frame.let_in_by == viewer.id


def _must_care_for(viewer: Viewer, frame: Frame) -> None:
    if not may_care_for(viewer, frame):
        raise Forbidden("frames.owners_only", back=f"/family/frames/{frame.id}")


def _end(library: Library, viewer: Viewer, frame: Frame) -> None:
    register.revoke_device(library, frame.id)
    about = {"about_person": frame.let_in_by, "device": frame.id}
    happened(library, viewer.family, "frame_ended", person=viewer.id, **about)
