"""What took a turn of a rolling picture, on its way into the strip."""

from backupd import albums, media, relays
from backupd.core import log
from backupd.core.errors import DiskFull, Offline, Refused
from backupd.core.library import Library
from backupd.intake import destinations, store
from backupd.intake.records import Arrival, Batch

_TO_EDIT = """
    SELECT arrival.id FROM arrival JOIN batch ON batch.id = arrival.batch
    JOIN visible_stories AS shown ON shown.viewer = batch.person AND shown.family = batch.family
         AND shown.id = arrival.story
    WHERE arrival.recipe IS NOT NULL AND arrival.outcome = 'imported'
"""


def place_in_strip(library: Library, arrival: Arrival, batch: Batch, moment: media.Moment) -> None:
    """Whether the same picture is anywhere else says nothing here: the strip may be hidden. Inside the caller's
    transaction."""
    assert batch.turn is not None and arrival.media is not None
    turn = relays.story_of(library, batch.turn)
    before = destinations.before_in_story(library, arrival, turn) if turn else 0
    placed = relays.Placed(arrival.media, arrival.name, before, batch.description, moment)
    store.settle(library, arrival.id, "imported", story=relays.place(library, batch.turn, placed))


def settle_strips(library: Library) -> None:
    """A job: turns that were taken and of which nothing is left to hope for, as when the only file that could be opened
    was given up half-way. They come back to whose they were."""
    for turn in relays.coming(library):
        with library.database.writing():
            if not store.hopeful_for_turn(library, turn):
                relays.come_to_nothing(library, turn)


def edits_to_make(library: Library) -> list[int]:
    """What was edited in the tray and stands where it may be seen: in a hidden strip that is once it is revealed."""
    return library.database.column(_TO_EDIT)


def ring_for_edits(library: Library) -> None:
    for each in edits_to_make(library):
        library.jobs.later_once(edit_in_strip, each)


def edit_in_strip(library: Library, arrival_id: int) -> None:
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
