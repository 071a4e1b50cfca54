"""What the pages of rolling pictures and their JSON twins show: one function for each address."""

from datetime import datetime, timedelta

from backupd import family
from backupd.core.clock import moment
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family import Person, Viewer
from backupd.relays import actions, order, store, turns
from backupd.relays.records import Frame, Going, Left, Relay, Seen, Shelf


def shelf(library: Library, viewer: Viewer) -> Shelf:
    return Shelf(going_on(library, viewer), store.ended(library, viewer))


def going_on(library: Library, viewer: Viewer) -> list[Going]:
    """Those that go on, mine to take first."""
    now = trusted_now(library)
    found = [_going(library, viewer, each, now) for each in store.going_on(library, viewer)]
    return sorted(found, key=lambda each: not each.my_turn)


def _going(library: Library, viewer: Viewer, relay: Relay, now: datetime | None) -> Going:
    held = store.holder(library, viewer, relay.id)
    return Going(
        relay=relay,
        holder=Person(held.person, held.name, held.colour, held.face) if held else None,
        left=left(held, now),
        my_turn=_mine(viewer, held, now),
        taken=store.taken(library, viewer, relay.id),
    )


def seen(library: Library, viewer: Viewer, number: int) -> Seen:
    """Raises Absent. Of a hidden one nothing here depends on what is in it."""
    relay, now = store.relay(library, viewer, number), trusted_now(library)
    frames, people = store.frames(library, viewer, number), store.people(library, viewer, number)
    held = frames[-1] if frames and frames[-1].state == "holding" else None
    had, ids = [order.Had(each.person, each.round, each.state) for each in frames], [one.id for one in people]
    known = {one.id: one for one in people}
    running = relay.state == "running"
    mine = running and _mine(viewer, held, now)
    coming_up = _coming_up(ids, had, relay) if running else []
    nominees = order.may_be_nominated(ids, had, relay.rounds, viewer.id) if mine else []
    return Seen(
        relay=relay,
        frames=frames,
        people=people,
        coming_up=[known[each] for each in coming_up],
        holder=held,
        round=order.round_now(had),
        left=left(held, now),
        over=held is not None and turns.is_over(held.deadline, held.sending, now),
        my_turn=mine,
        nominees=[known[each] for each in nominees],
        nominee=known.get(relay.nominee or 0),
        may_skip=running
        and actions.may_lead(viewer, relay)
        and held is not None
        and held.person != viewer.id,
        may_end=actions.may_end(library, viewer, relay),
        may_join=running and viewer.contributes and not relay.inside,
    )


def _coming_up(people: list[int], had: list[order.Had], relay: Relay) -> list[int]:
    """Who is still to come in the round that runs, whoever is nominated first."""
    waiting = order.to_come(people, had, order.round_now(had))
    return sorted(waiting, key=lambda each: each != relay.nominee)


def _mine(viewer: Viewer, held: Frame | None, now: datetime | None) -> bool:
    return (
        held is not None
        and held.person == viewer.id
        and viewer.contributes
        and not turns.is_over(held.deadline, held.sending, now)
    )


def left(held: Frame | None, now: datetime | None) -> Left | None:
    """Of a turn, rounded up to the minute; None while nobody knows the time."""
    if held is None or held.deadline is None or now is None:
        return None
    seconds = max(timedelta(0), moment(held.deadline) - now).total_seconds()
    minutes = int(-(-seconds // 60))
    return Left(minutes // 1440, minutes // 60 % 24, minutes % 60)


def company(library: Library, viewer: Viewer) -> list[Person]:
    """Everybody who adds to albums, for the form of a new one, the viewer first."""
    actions.must_contribute(viewer)
    found = [one for one in family.members(library, viewer.family, viewer.id) if one.role != "reader"]
    found.sort(key=lambda one: one.id != viewer.id)
    return [Person(one.id, one.name, one.colour, one.face) for one in found]
