"""What guests send by a link: kept like everything else, given to the family under their name, and they are told of
nothing but their own."""

from backupd.core.clock import stamp
from backupd.core.errors import TooLarge
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.family import Pass, Viewer, count_added, uncount
from backupd.intake import actions, sitting_store
from backupd.intake.records import Arrival, Line, Wishes


def receive_from_guest(library: Library, guest: Viewer, link: Pass, staged: Staged, name: str) -> Arrival:
    """One whole file for the album of this link. Raises TooLarge when the link bears no more."""
    _must_bear_more(library, link)
    if not count_added(library, guest, staged.size):
        raise TooLarge("sharing.link_is_full", back=f"/guest/{link.id}")
    try:
        arrival = actions.receive(library, _sitting(library, guest, link), staged, name)
    except BaseException:
        uncount(library, guest, staged.size)
        raise
    if arrival.outcome == "refused":
        uncount(library, guest, staged.size)
    return arrival


def turn_guest_away(library: Library, guest: Viewer, link: Pass, name: str, size: int, reason: str) -> None:
    """A file that was too large: its line says so, to the guest and to whoever made the link."""
    _must_bear_more(library, link)
    offered: dict[str, object] = {
        "batch": _sitting(library, guest, link), "name": name, "size": size, "arrived": stamp(library.clock.now()),
    }  # fmt: skip
    actions.turn_away(library, offered, reason)


def _must_bear_more(library: Library, link: Pass) -> None:
    """What was refused counts by itself: as many lines of it as the link bears files, and no more."""
    if sitting_store.refused_by_link(library, link.id) >= library.settings.guests.files:
        raise TooLarge("sharing.link_is_full", back=f"/guest/{link.id}")


def _sitting(library: Library, guest: Viewer, link: Pass) -> int:
    """The one the family has not been told of yet, else a new one."""
    begun = sitting_store.sitting_of_guest(library, -guest.id, link.album)
    return begun or actions.open_batch(
        library, link.family, link.made_by, "browser", wishes=Wishes(album=link.album), guest=-guest.id
    )


def lines_of_guest(library: Library, guest: Viewer) -> list[Line]:
    """What this guest sent that is still being looked at, or was refused."""
    return sitting_store.lines_of_guest(library, -guest.id)
