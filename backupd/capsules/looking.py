"""What the pages of capsules and their JSON twins show: one function for each address."""

from datetime import datetime, timedelta

import msgspec

from backupd import family
from backupd.capsules import store
from backupd.capsules.actions import must_contribute
from backupd.capsules.records import Capsule, Change, Left, Seen, Shelf, Thing, Waiting
from backupd.core.clock import moment
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family import Person, Viewer


def shelf(library: Library, viewer: Viewer) -> Shelf:
    return Shelf(
        store.waiting(library, viewer), store.opened(library, viewer), store.trashed(library, viewer)
    )


def seen(library: Library, viewer: Viewer, number: int) -> Seen:
    """Raises Absent. Of a sealed one nothing here depends on what is in it, but who has put something in, where that is
    shown, and my own part."""
    capsule = store.capsule(library, viewer, number)
    looks = store.looks(library, viewer, number)
    mine = [each for each in store.things(library, viewer, number) if not each.withdrawn and not each.reason]
    alone = capsule.mine and not store.filled_by_others(library, number, viewer.id)
    return Seen(
        capsule=capsule,
        left=left(library, capsule),
        takers=store.takers(library, viewer, number) if shows_takers(capsule) else None,
        mine=len(mine),
        changes=[_here(viewer, change) for change in store.changes(library, viewer, number)],
        progress=store.progress(library, number) if capsule.state == "opening" else None,
        looks=looks,
        looked=any(each.person == viewer.id for each in looks),
        may_move=capsule.state == "sealed" and alone and viewer.contributes,
        may_trash=capsule.state == "sealed" and alone and viewer.contributes,
        hidden=store.hidden(library, viewer, number),
        damaged=store.damaged(library, viewer, number),
    )


def _here(viewer: Viewer, change: Change) -> Change:
    before, after = (
        viewer.here(moment(at)).isoformat(timespec="minutes") if at else None
        for at in (change.before, change.after)
    )
    return msgspec.structs.replace(change, before=before, after=after)


def shows_takers(capsule: Capsule) -> bool:
    return capsule.show_who or capsule.state == "open"


def left(library: Library, capsule: Capsule) -> Left | None:
    """Until it opens; None while nobody knows what time it is."""
    now = trusted_now(library)
    if now is None or capsule.state != "sealed":
        return None
    return until(now, moment(capsule.opens))


def until(now: datetime, opens: datetime) -> Left:
    seconds = int(-(-max(timedelta(0), opens - now).total_seconds() // 1))
    minutes = -(-seconds // 60)
    return Left(minutes // 1440, minutes // 60 % 24, minutes % 60, seconds)


def counting_down(library: Library, viewer: Viewer, most: int) -> list[Waiting]:
    """Those that open next, for the page of the day."""
    return [Waiting(each, left(library, each)) for each in store.waiting(library, viewer)[:most]]


def things(library: Library, viewer: Viewer, number: int) -> list[Thing]:
    """What I put in; nobody else's."""
    store.capsule(library, viewer, number)
    return store.things(library, viewer, number)


def company(library: Library, viewer: Viewer) -> list[Person]:
    """Everybody else in the family, for the form of a new one."""
    must_contribute(viewer)
    return [
        Person(one.id, one.name, one.colour, one.face)
        for one in family.members(library, viewer.family, viewer.id)
        if one.id != viewer.id
    ]
