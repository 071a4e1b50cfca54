"""The verbs on a curation: swap, drop, add, put in order, make the album, put away."""

from collections.abc import Sequence

from backupd import albums
from backupd.albums import must_contribute
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Refused
from backupd.core.library import Library
from backupd.curation import proposing, store, writing
from backupd.curation.records import MOST, Kept, Line, Step
from backupd.family import Viewer

LONGEST_TITLE = 120


def swap(library: Library, viewer: Viewer, number: int, story: int) -> int:
    """Put the runner-up in the place of a picture; the picture that stands there now. Raises Absent, Conflict where the
    picture was put away meanwhile or nothing else is left."""
    with library.database.writing() as connection:
        _changeable(library, viewer, number)
        line = _line(library, viewer, number, story)
        following = [each.story for each in store.lines(library, viewer, number, "next")]
        settled = {story for story, state in store.states(library, number).items() if state in ("in", "out")}
        free = [
            each for each in store.visible(library, viewer, [*line.others, *following]) if each not in settled
        ]
        if not free:
            raise Conflict("curation.nothing_beside", back=f"/curations/{number}")
        others = [each for each in line.others if each != free[0]]
        writing.take_out(connection, number, story, "beside")
        writing.put_in(connection, number, free[0], line.place, viewer.id, [*others, story])
        writing.touch(connection, number)
    return free[0]


def drop(library: Library, viewer: Viewer, number: int, story: int) -> None:
    """Take a picture out; it is not proposed again, and can be added again."""
    with library.database.writing() as connection:
        _changeable(library, viewer, number)
        _line(library, viewer, number, story)
        writing.take_out(connection, number, story, "out")
        writing.touch(connection, number)


def add(library: Library, viewer: Viewer, number: int, stories: Sequence[int]) -> int:
    """Put pictures in, each where its time is; how many. Raises Absent for one the viewer does not see."""
    with library.database.writing() as connection:
        _changeable(library, viewer, number)
        if not stories:
            raise Refused("curation.nothing_chosen", back=f"/curations/{number}/picks")
        if len(store.visible(library, viewer, stories)) < len(stories):
            raise Absent
        inside = store.lines(library, viewer, number)
        new = [each for each in dict.fromkeys(stories) if each not in {one.story for one in inside}]
        if len(inside) + len(new) > MOST:
            raise Refused("curation.full", back=f"/curations/{number}", most=MOST)
        for story in new:
            writing.put_in(connection, number, story, _place(library, viewer, number, story), viewer.id)
            writing.renumber(connection, number, store.lines(library, viewer, number))
        writing.touch(connection, number)
    return len(new)


def _place(library: Library, viewer: Viewer, number: int, story: int) -> float:
    """Before the first picture that was taken later, else at the end."""
    moment = albums.story(library, viewer, story).moment
    inside = store.lines(library, viewer, number)
    later = (each.place for each in inside if albums.story(library, viewer, each.story).moment > moment)
    return next(later, len(inside)) - 0.5


def move(library: Library, viewer: Viewer, number: int, story: int, step: Step) -> None:
    """One place earlier or later."""
    with library.database.writing() as connection:
        _changeable(library, viewer, number)
        lines = store.lines(library, viewer, number)
        line = _line(library, viewer, number, story)
        here = lines.index(line)
        lines.insert(max(here + (-1 if step == "earlier" else 1), 0), lines.pop(here))
        writing.renumber(connection, number, lines)
        writing.touch(connection, number)


def again(library: Library, viewer: Viewer, number: int) -> None:
    """Choose anew, beside what people chose themselves. Raises Conflict while the family votes on it."""
    if _changeable(library, viewer, number).vote == "open":
        raise Conflict("curation.vote_goes_on", back=f"/curations/{number}")
    proposing.again(library, viewer, number)


def make_album(library: Library, viewer: Viewer, number: int, title: str) -> int:
    """One tap: a new album of these pictures, in their order, of the same media and by the same contributors; what was put
    away meanwhile stays away. Pressed twice, it is still one album. Raises Conflict when nothing is left."""
    must_contribute(viewer)
    title = " ".join(title.split())
    if len(title) > LONGEST_TITLE:
        raise Refused("albums.too_long", back=f"/curations/{number}", most=LONGEST_TITLE)
    with library.database.writing() as connection:
        kept = store.curation(library, viewer, number)
        if (there := made(library, viewer, kept)) is not None:
            return there
        stories = [each.story for each in store.lines(library, viewer, number)]
        if not stories:
            raise nothing_there(kept)
        category = kept.category if kept.source == "category" else None
        album = albums.new_album(library, viewer.family, viewer.id, title, category=category)
        albums.order_album(library, viewer, album, "hand")
        albums.copy_stories(library, viewer, stories, album)
        writing.note_album(connection, number, album)
    return album


def remove(library: Library, viewer: Viewer, number: int) -> None:
    """Put a curation away; pictures and albums stay."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        store.curation(library, viewer, number)
        writing.remove(connection, number, stamp(library.clock.now()))


def nothing_there(kept: Kept) -> Conflict:
    """Its pictures are being chosen still, or all were put away."""
    return Conflict("curation.waiting" if kept.waiting else "curation.all_gone", back=f"/curations/{kept.id}")


def made(library: Library, viewer: Viewer, kept: Kept) -> int | None:
    """The album that was made of it, while it is there."""
    if kept.album is None:
        return None
    try:
        return albums.album(library, viewer, kept.album).id
    except Absent:
        return None


def _changeable(library: Library, viewer: Viewer, number: int) -> Kept:
    must_contribute(viewer)
    kept = store.curation(library, viewer, number)
    if made(library, viewer, kept) is not None:
        raise Conflict("curation.made_already", back=f"/albums/{kept.album}")
    return kept


def _line(library: Library, viewer: Viewer, number: int, story: int) -> Line:
    """A picture of the curation. Raises Conflict for one that was in it and was put away, or taken out, meanwhile."""
    found = next((each for each in store.lines(library, viewer, number) if each.story == story), None)
    if found is None and story in store.states(library, number):
        raise Conflict("curation.gone_meanwhile", back=f"/curations/{number}")
    if found is None:
        raise Absent
    return found
