"""What took a turn of a rolling picture, on its way into the strip."""

from backupd import media, relays
from backupd.core.library import Library
from backupd.intake import destinations, store
from backupd.intake.records import Arrival, Batch


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
