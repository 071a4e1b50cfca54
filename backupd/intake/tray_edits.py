"""What was edited in the tray, carried out once the picture stands where it may be seen; wanted until it is."""

from backupd import albums, media
from backupd.core import log
from backupd.core.errors import DiskFull, Offline, Refused
from backupd.core.library import Library
from backupd.intake import store

_TO_EDIT = """
    SELECT arrival.id FROM arrival JOIN batch ON batch.id = arrival.batch
    JOIN visible_stories AS shown ON shown.viewer = batch.person AND shown.family = batch.family
         AND shown.id = arrival.story
    WHERE arrival.recipe IS NOT NULL AND arrival.outcome = 'imported'
"""


def edits_to_make(library: Library) -> list[int]:
    """What was edited in the tray and stands where it may be seen: in a hidden strip that is once it is revealed."""
    return library.database.column(_TO_EDIT)


def ring_for_edits(library: Library) -> None:
    for each in edits_to_make(library):
        library.jobs.later_once(edit_as_in_the_tray, each)


def edit_as_in_the_tray(library: Library, arrival_id: int) -> None:
    """A job; may run twice. What the picture turns out not to allow is left, and it stays as it came."""
    arrival = store.arrival(library, arrival_id)
    batch = store.batch(library, arrival.batch) if arrival else None
    if arrival is None or batch is None or arrival.media is None or not arrival.recipe:
        return
    try:
        recipe = media.read_recipe(arrival.recipe)
        albums.edit_media(library, batch.family, batch.person, arrival.media, recipe)
    except Refused as refusal:
        log.named("intake").warning("%s stays as it came: %s", arrival.name, refusal.key)
        if isinstance(refusal, DiskFull | Offline):  # not now; the ledger still wants it
            return
    with library.database.writing():
        store.forget_recipe(library, arrival_id)
