"""The verbs of memories: say what one feels, let something rest, wish for another pace."""

from datetime import date

from backupd import albums, family, reactions
from backupd.albums import fold
from backupd.core.errors import Absent, Forbidden, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.memories import plan_store, rest_store, store
from backupd.memories.looking import today_of
from backupd.memories.records import NEVER_AGAIN, PACES, Answer, Mine, Rest, RestForm, Wishes

LONGEST, NARROWEST = 3650, 2
"""Days of the upper bound; how many times the lower one it is at least, so that there is something to draw from."""

SETTINGS, RESTS = "/memories/settings", "/memories/rests"
LUNAR_MONTH, LONG_MONTH = 30, 31


def see(library: Library, viewer: Viewer, memory: int) -> None:
    """The viewer opened a memory: that is a look at its album, too. Raises Absent."""
    row = store.memory(library, viewer, memory)
    if row is None:
        raise Absent
    albums.look(library, viewer, row.album)
    if row.mine is None:
        _say(library, viewer, memory, "seen")


def answer(library: Library, viewer: Viewer, memory: int, said: Answer) -> None:
    """loved and less change when the album comes back to everybody; never keeps it from this person alone. What was
    said before is taken back with "seen". Raises Absent."""
    with library.database.writing() as connection:
        row = store.memory(library, viewer, memory)
        if row is None:
            raise Absent
        if said == "seen":
            store.unanswer(library, viewer, memory)
        store.answer(library, viewer, memory, said)
        if said == "loved" and row.mine != "loved":
            family.happened(library, viewer.family, "memory_loved", person=viewer.id, album=row.album)
        elif said != "loved" and row.mine == "loved":
            reactions.take_back_news(library, viewer, "memory_loved", row.album)
        plan_store.draw_again(connection, row.album)
        _rest_for_ever(library, viewer, row.album, said == "never")


def _say(library: Library, viewer: Viewer, memory: int, said: Answer) -> None:
    """On a full or read-only disk looking goes on."""
    try:
        with library.database.writing():
            store.answer(library, viewer, memory, said)
    except Refused:
        return


def _rest_for_ever(library: Library, viewer: Viewer, album: int, wanted: bool) -> None:
    mine = [
        each
        for each in rest_store.rests(library, viewer, today_of(library, viewer))
        if each.album == album and each.for_ever and each.person == viewer.id
    ]
    if wanted and not mine:
        rest_store.add(library, viewer, Rest(0, "album", viewer.id, NEVER_AGAIN, album=album), "")
    for each in () if wanted else mine:
        rest_store.remove(library, viewer, each.id)


def let_rest(library: Library, viewer: Viewer, form: RestForm) -> int:
    """Leave an album, a person or days in peace until a day, for the viewer or for the family. Readers speak for
    themselves alone. Raises Refused with a sentence for what cannot be read."""
    if form.whose == "family" and not viewer.contributes:
        raise Forbidden("memories.only_members", back=RESTS)
    rest, named = _usable(library, viewer, form)
    with library.database.writing():
        number = rest_store.add(library, viewer, rest, named)
        if rest.person is None:
            _tell(library, viewer, "memories_rest", rest)
    return number


def _usable(library: Library, viewer: Viewer, form: RestForm) -> tuple[Rest, str]:
    whose, ends = None if form.whose == "family" else viewer.id, _end(library, viewer, form.ends)
    match form.kind:
        case "album":
            album = albums.album(library, viewer, _number(form.album, "memories.which_album")).id
            return Rest(0, "album", whose, ends, album=album), ""
        case "person":
            about = family.member(library, viewer.family, _number(form.about, "memories.which_person"))
            if about is None:
                raise Refused("memories.which_person", back=RESTS)
            return Rest(0, "person", whose, ends, about=about.id), fold(about.name)
    begins, until = _day(form.begins), _day(form.until or form.begins)
    if not form.yearly and until < begins:
        raise Refused("memories.days_backwards", back=RESTS)
    yearly, first, last = bool(form.yearly), begins.isoformat(), until.isoformat()
    return Rest(0, "dates", whose, ends, begins=first, until=last, yearly=yearly), ""


def _number(written: str, otherwise: str) -> int:
    number = written_number(written)
    if number is None:
        raise Refused(otherwise, back=RESTS)
    return number


def _end(library: Library, viewer: Viewer, written: str) -> str:
    if not written.strip():
        return NEVER_AGAIN
    day = _day(written)
    if day <= today_of(library, viewer):
        raise Refused("memories.end_passed", back=RESTS)
    return day.isoformat()


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError as error:
        raise Refused("memories.day_unreadable", back=RESTS) from error


def wake(library: Library, viewer: Viewer, number: int) -> None:
    """Let something come back again. What rests for the family may be woken by any of its members. Raises Absent."""
    with library.database.writing():
        rest = rest_store.rest(library, viewer, number, today_of(library, viewer))
        if rest is None:
            raise Absent(back=RESTS)
        if rest.person is None and not viewer.contributes:
            raise Forbidden("memories.only_members", back=RESTS)
        rest_store.remove(library, viewer, number)
        if rest.person is None:
            _tell(library, viewer, "memories_wake", rest)


def _tell(library: Library, viewer: Viewer, kind: str, rest: Rest) -> None:
    """What rests for the family is the family's to know."""
    about = {"album": rest.album, "about_person": rest.about}
    family.happened(library, viewer.family, kind, person=viewer.id, **about)


def wish(library: Library, viewer: Viewer, wishes: Wishes) -> None:
    """Owners say how the family's memories come. New bounds hold at once for every album."""
    if not viewer.owner:
        raise Forbidden("memories.only_owners", back=SETTINGS)
    if not 1 <= wishes.least <= wishes.most <= LONGEST or wishes.most < NARROWEST * wishes.least:
        raise Refused("memories.bounds_too_narrow", back=SETTINGS)
    if wishes.pace not in PACES or not 0 <= wishes.hour <= 23:
        raise Refused("problems.not_understood", back=SETTINGS)
    with library.database.writing():
        before = plan_store.wishes(library, viewer.family)
        store.save_wishes(library, viewer.family, wishes)
        if (before.least, before.most) != (wishes.least, wishes.most):
            plan_store.draw_all_again(library, viewer)
        family.happened(library, viewer.family, "memories_changed", person=viewer.id)


def wish_mine(library: Library, viewer: Viewer, wishes: Mine) -> None:
    """A person's own pace and birthday. Raises Refused for a day that no month has."""
    if wishes.pace not in (None, 0, *PACES):
        raise Refused("problems.not_understood", back=SETTINGS)
    known = 1 <= wishes.month <= 12 and 1 <= wishes.day <= _length(wishes)
    if (wishes.month, wishes.day) != (0, 0) and not known:
        raise Refused("memories.no_such_birthday", back=SETTINGS)
    with library.database.writing():
        store.save_mine(library, viewer.id, wishes)


def _length(wishes: Mine) -> int:
    if wishes.lunar:
        return LUNAR_MONTH
    return 29 if wishes.month == 2 else LUNAR_MONTH if wishes.month in (4, 6, 9, 11) else LONG_MONTH
