"""The verb that proposes: choose the pictures of a wish, at once where they are few, else in the background."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

from backupd import albums, family, marks
from backupd.albums import fold
from backupd.core.clock import moment, stamp
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.curation import picking, store, writing
from backupd.curation.records import FEWEST, MOST, Kept, Wish
from backupd.curation.scoring import VERSION, Candidate
from backupd.family import Viewer

AT_ONCE = 3000
"""Pictures that are chosen from while somebody waits, in about a second; more are a job's."""
SHORTEST_NAME = 2
WATCHED = timedelta(days=2)
"""For so long a curation is scored again when pictures it did not know well have been measured."""
PERIODS = {"month": re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII), "year": re.compile(r"\d{4}", re.ASCII)}


def edition() -> str:
    """What scores: a curation scored by another edition is scored anew."""
    return f"{VERSION} {marks.edition()}"


def propose(library: Library, viewer: Viewer, wish: Wish) -> int:
    """Choose pictures as wished; the number of the curation. Raises Absent for what the viewer does not see, Refused for too
    few pictures or what cannot be read, Forbidden for readers."""
    albums.must_contribute(viewer)
    _check(library, viewer, wish)
    many = store.amount(library, viewer, wish, _name(library, viewer, wish))
    if many < FEWEST:
        raise Refused("curation.too_few", back="/curations/new", count=FEWEST)
    with library.database.writing():
        number = writing.add(library, viewer.family, viewer.id, wish)
    assert number is not None
    if many > AT_ONCE:
        library.jobs.later(score, number)
    else:
        score(library, number)
    return number


def _check(library: Library, viewer: Viewer, wish: Wish) -> None:
    if not FEWEST <= wish.amount <= MOST:
        raise Refused("curation.amount", fewest=FEWEST, most=MOST)
    if wish.source == "albums":
        if not wish.albums:
            raise Refused("curation.no_album")
        for each in wish.albums:
            albums.album(library, viewer, each)
    elif wish.source == "category":
        if wish.category not in {each.id for each in albums.family_categories(library, viewer)}:
            raise Absent if wish.category is not None else Refused("curation.no_category")
    elif wish.source == "person":
        if wish.person not in {each.id for each in family.members(library, viewer.family)}:
            raise Absent if wish.person is not None else Refused("curation.no_person")
    elif not PERIODS[wish.source].fullmatch(wish.period):
        raise Refused("curation.no_period")


def _name(library: Library, viewer: Viewer, wish: Wish) -> str:
    """Stories that name a person are theirs too."""
    if wish.source != "person":
        return ""
    people = {each.id: each.name for each in family.members(library, viewer.family, viewer.id)}
    name = fold(people.get(wish.person or 0, ""))
    return name if len(name) >= SHORTEST_NAME else ""


def score(library: Library, number: int) -> None:
    """Choose its pictures, or choose them anew where nobody touched it. A job: may run twice, and beside people who change
    the same one: what they did in the meantime counts."""
    while (kept := store.by_number(library, number)) and _open_to_scorers(kept):
        viewer = _eyes(library, kept)
        if viewer is None or _chosen(library, viewer, kept):
            return


def _open_to_scorers(kept: Kept) -> bool:
    return kept.waiting or not (kept.touched or kept.album or kept.vote != "none")


def is_watched(library: Library, kept: Kept) -> bool:
    """It is chosen anew once its pictures have been measured."""
    return _open_to_scorers(kept) and library.clock.now() - moment(kept.made) < WATCHED


def again(library: Library, viewer: Viewer, number: int) -> None:
    """Choose anew; what people put in or took out stays so. Of very many pictures it is the job that chooses."""
    kept = store.curation(library, viewer, number)
    if kept.considered > AT_ONCE:
        with library.database.writing() as connection:
            writing.wait(connection, number)
        library.jobs.later(score, number)
    else:
        while store.curation(library, viewer, number).vote != "open" and not _chosen(library, viewer, kept):
            pass


def _chosen(library: Library, viewer: Viewer, kept: Kept) -> bool:
    """False where somebody changed it while its pictures were chosen: nothing is written then."""
    hands = store.hands(library, kept.id)
    found = candidates(library, viewer, kept)
    if not found and not kept.waiting:  # they lie in the trash, and may come back from there
        with library.database.writing() as connection:
            writing.note_scored(connection, kept.id, edition(), kept.considered, kept.unmarked)
        return True
    choice = picking.choose(found, kept.amount, hands.put_in.keys(), hands.taken_out)
    with library.database.writing():
        if store.hands(library, kept.id) != hands:
            return False
        fill(library, kept.id, found, choice, hands.put_in)
    return True


def candidates(library: Library, viewer: Viewer, kept: Kept) -> list[Candidate]:
    """Every picture it chooses from, as far as the viewer may see them."""
    name = _name(library, viewer, kept.wish)
    return store.candidates(library, viewer, kept.wish, name, kept.in_peace)


def fill(
    library: Library,
    number: int,
    found: Sequence[Candidate],
    choice: picking.Choice,
    whose: Mapping[int, int] = MappingProxyType({}),
) -> None:
    """Write what was chosen of what was found. Inside a transaction."""
    connection = library.database.connection
    writing.fill(connection, number, choice, whose)
    unmarked = sum(not each.measured for each in found)
    writing.note_scored(connection, number, edition(), len(found), unmarked)


def to_score(library: Library) -> list[int]:
    """What the sweep rings for: what waits, and what a better scorer or newer marks would choose anew."""
    return store.unscored(library, edition(), stamp(library.clock.now() - WATCHED))


def _eyes(library: Library, kept: Kept) -> Viewer | None:
    """Whoever asked, else an owner; all of a family see the same."""
    people = family.members(library, kept.family)
    owners = [each.id for each in people if each.role == "owner"]
    asked = [each.id for each in people if each.id == kept.made_by]
    who = next(iter([*asked, *owners, *(each.id for each in people)]), None)
    return family.stand_in(library, who, kept.family) if who else None
