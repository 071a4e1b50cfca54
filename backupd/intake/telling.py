"""Telling the family, once for each sitting and not once for each photo; and tidying up after sittings."""

from datetime import timedelta

from backupd import albums, family, media
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.intake import actions, sitting_store, store
from backupd.intake.records import Batch

QUIET = timedelta(minutes=1)
SENDING = timedelta(minutes=10)  # an upload is noted every five minutes while its bytes come
UNDECIDED = timedelta(hours=6)
HELD = timedelta(days=30)
UNREFERENCED = timedelta(days=1)


def tell(library: Library) -> None:
    """One line in the ledger for every sitting that is over. A job, every minute."""
    now = library.clock.now()
    for batch in store.untold(library, stamp(now - QUIET), stamp(now - SENDING)):
        with library.database.writing():
            _tell(library, batch)
        albums.name_by_place(library, sitting_store.stories(library, batch.id))


def _tell(library: Library, batch: Batch) -> None:
    """What is new since the last time: a sitting may go on after a pause, a refused file may be tried again."""
    now, counts = store.batch(library, batch.id), sitting_store.counts(library, batch.id)
    if now is None or now.told is not None:
        return
    store.change_batch(
        library,
        batch.id,
        told=stamp(library.clock.now()),
        told_imported=counts.imported,
        told_refused=counts.refused,
    )
    if (added := counts.imported - now.told_imported) > 0:
        kind = "guest_added" if batch.guest else "photos_added"
        about = {"album": batch.album, "amount": added, "guest": batch.guest}
        family.happened(library, batch.family, kind, person=batch.person, **about)
        if batch.door == "import":
            family.happened(library, batch.family, "import_finished", person=batch.person, amount=added)
    if (refused := counts.refused - now.told_refused) > 0:
        family.happened(library, batch.family, "files_refused", person=batch.person, amount=refused)


def tidy(library: Library) -> None:
    """Sittings cut off before they were decided, refused files put away long ago, bytes nobody refers to. A job, daily."""
    now = library.clock.now()
    for batch in store.undecided(library, stamp(now - UNDECIDED)):
        actions.give_up(library, batch)
    for arrival in store.dismissed_before(library, stamp(now - HELD)):
        with library.database.writing():
            store.let_go(library, arrival.id)
    for each in store.unreferenced_media(library, stamp(now - UNREFERENCED)):
        media.purge(library, each)
