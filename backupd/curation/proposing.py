"""The verb that proposes: choose the pictures of a wish, at once where they are few, else in the background."""

import re
from datetime import timedelta

from backupd import albums, family, marks
from backupd.albums import fold
from backupd.core.clock import stamp
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
    """Choose its pictures, or choose them anew where nobody touched it. A job: may run twice."""
    kept = store.by_number(library, number)
    viewer = _eyes(library, kept) if kept else None
    if kept is None or viewer is None or (kept.touched and not kept.waiting):
        return
    found = store.candidates(library, viewer, kept.wish, _name(library, viewer, kept.wish))
    fill(library, number, found, picking.choose(found, kept.amount))


def fill(
    library: Library,
    number: int,
    found: list[Candidate],
    choice: picking.Choice,
    whose: dict[int, int | None] | None = None,
) -> None:
    """Write what was chosen of what was found."""
    with library.database.writing() as connection:
        writing.fill(connection, number, choice, whose or {})
        unmarked = sum(not each.measured for each in found)
        writing.note_scored(connection, number, edition(), len(found), unmarked)


def again(library: Library, viewer: Viewer, number: int) -> None:
    """Choose anew; what people put in or took out stays so."""
    kept = store.curation(library, viewer, number)
    whose = {each.story: each.by for each in store.lines(library, viewer, number) if each.by is not None}
    out = [story for story, state in store.states(library, number).items() if state == "out"]
    found = store.candidates(library, viewer, kept.wish, _name(library, viewer, kept.wish))
    choice = picking.choose(found, kept.amount, set(whose), set(out))
    fill(library, number, found, choice, dict(whose))


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
