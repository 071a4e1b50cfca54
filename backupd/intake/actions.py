"""The verbs of arriving: a sitting is opened, files are received, what was refused is tried again or put away."""

import secrets
from collections.abc import Callable

import msgspec

from backupd import media, relays
from backupd.core import log
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Forbidden
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.family import Viewer
from backupd.intake import store
from backupd.intake.folders import Home
from backupd.intake.journey import welcome
from backupd.intake.records import Arrival, Batch, Wishes


def must_contribute(viewer: Viewer) -> None:
    if not viewer.contributes:
        raise Forbidden("problems.readers_look")


def open_batch(
    library: Library,
    family: int,
    person: int,
    door: str,
    *,
    wishes: Wishes | None = None,
    source: str | None = None,
    decided: bool = True,
    guest: int | None = None,
) -> int:
    """Begin a sitting. Until it is decided where its files go, they are kept but not welcomed."""
    now = stamp(library.clock.now())
    drawn = -1 - secrets.randbelow(1 << 53) if wishes and wishes.capsule else None
    with library.database.writing():
        return store.add_batch(
            library,
            {"id": drawn, "family": family, "person": person, "door": door, "source": source, "begun": now, "guest": guest,
             "decided": now if decided else None, **msgspec.structs.asdict(wishes or Wishes())},
        )  # fmt: skip


def decide(
    library: Library,
    batch: int,
    *,
    into: int,
    wishes: Wishes,
    closed: bool,
    also: Callable[[int], None] = lambda files: None,
) -> None:
    """Now it is known where the files go: into the sitting `into`, this one or an earlier one; ring for all of them.
    `also`: what is to be written in the same transaction, told how many they are."""
    now = stamp(library.clock.now())
    with library.database.writing():
        waiting = store.of_batch(library, batch)
        if into == batch:
            store.change_batch(library, batch, decided=now, **msgspec.structs.asdict(wishes))
        else:
            store.move_arrivals(library, batch, into)
        store.change_batch(library, into, closed=now if closed else None, told=None)
        also(len(waiting))
    for arrival in waiting:
        ring(library, arrival)


def close_batch(library: Library, batch: int) -> None:
    """Nothing more will come: the family can be told as soon as everything is settled."""
    with library.database.writing():
        store.change_batch(library, batch, closed=stamp(library.clock.now()))


def give_up(library: Library, batch: int) -> None:
    """The sender was cut off before saying where the files go, and nothing was promised: leave nothing behind."""
    with library.database.writing():
        held = store.forget_batch(library, batch)
    for each in held:
        media.purge(library, each)


def receive(
    library: Library,
    batch: int,
    staged: Staged,
    name: str,
    *,
    source: str | None = None,
    album: int | None = None,
) -> Arrival:
    """A file came through a door whole. When this returns it is kept, or it was refused and says why.

    Rubbish is refused here, before anything is promised; what only proves broken later is for the journey.
    """
    arrival = take_in(library, batch, staged, name, source=source, album=album)
    if arrival.state == "received" and _decided(library, batch):
        ring(library, arrival.id)
    return arrival


def take_in(
    library: Library,
    batch: int,
    staged: Staged,
    name: str,
    *,
    source: str | None = None,
    album: int | None = None,
    home: Home | None = None,
    replaces: int | None = None,
    place: int | None = None,
    recipe: str | None = None,
    also: Callable[[int], None] = lambda arrival: None,
) -> Arrival:
    """`receive` without ringing, for doors that welcome by themselves. `home`: the album its folder makes;
    `replaces`: the arrival of the same file when it was only half copied; `place`: its place among those sent together;
    `recipe`: its light edit; `also`: what is to be written in the same transaction, told the arrival's id."""
    home = home or Home()
    offered = {
        "batch": batch, "name": media.original_name(name), "size": staged.size, "source": source, "album": album,
        "folder": home.source, "title": home.title, "arrived": stamp(library.clock.now()), "place": place,
        "recipe": recipe,
    }  # fmt: skip
    try:
        media.judge(staged.path, name)
    except media.Unreadable as error:
        return turn_away(library, offered, error.reason, also)
    lies_at = media.place(library, staged, name)
    with library.database.writing():
        kept = media.keep_placed(library, staged, name, lies_at)
        arrival = store.add_arrival(
            library, {**offered, "media": kept.id, "state": "received", "replaces": replaces}
        )
        also(arrival)
    return _present(library, arrival)


def turn_away(
    library: Library,
    offered: dict[str, object],
    reason: str,
    also: Callable[[int], None] = lambda arrival: None,
) -> Arrival:
    """Refused at the door; nothing is held of it but its line."""
    columns = {
        **offered,
        "state": "settled",
        "outcome": "refused",
        "reason": reason,
        "settled": offered["arrived"],
    }
    with library.database.writing():
        arrival = store.add_arrival(library, columns)
        also(arrival)
    return _present(library, arrival)


def ring(library: Library, arrival: int) -> None:
    """Ring for the journey. The file is safe and its row says so: a bell that cannot be rung is rung by the sweep."""
    try:
        library.jobs.later(welcome, arrival)
    except Exception as error:
        log.named("intake").warning("the queue took no work; the sweep will ring again", exc_info=error)


def try_again(library: Library, viewer: Viewer, arrival_id: int) -> Arrival:
    """Look afresh at a file that was refused and is still kept."""
    arrival = refused_arrival(library, viewer, arrival_id)
    batch = store.batch(library, arrival.batch)
    if arrival.media is None:
        raise Absent
    with library.database.writing():
        if batch and batch.turn:
            relays.look_again(library, batch.turn)
        store.receive_again(library, arrival.id)
        store.change_batch(library, arrival.batch, told=None)
    media.develop_again(library, arrival.media)
    ring(library, arrival.id)
    return _present(library, arrival.id)


def dismiss(library: Library, viewer: Viewer, arrival_id: int) -> Arrival:
    """Put a refused file away; its bytes are forgotten thirty days later."""
    arrival = refused_arrival(library, viewer, arrival_id)
    with library.database.writing():
        store.dismiss(library, arrival.id)
    return _present(library, arrival.id)


def refused_arrival(library: Library, viewer: Viewer, arrival_id: int) -> Arrival:
    """A refused arrival that this viewer brought, or that an owner looks after; else it is not there."""
    must_contribute(viewer)
    arrival = store.arrival(library, arrival_id)
    batch = store.batch(library, arrival.batch) if arrival else None
    if arrival is None or batch is None or arrival.outcome != "refused" or not may_look_after(viewer, batch):
        raise Absent
    return arrival


def may_look_after(viewer: Viewer, batch: Batch) -> bool:
    """What was to take a turn is nobody else's business: the strip may be hidden."""
    owner = viewer.owner and batch.turn is None
    return batch.family == viewer.family and (owner or batch.person == viewer.id)


def _decided(library: Library, batch: int) -> bool:
    found = store.batch(library, batch)
    return found is not None and found.decided is not None


def _present(library: Library, arrival: int) -> Arrival:
    found = store.arrival(library, arrival)
    if found is None:
        raise Absent
    return found
