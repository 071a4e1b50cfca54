"""Which album pictures belong to: the one whose date fits them, else the one used last, else a new one that has its
name already. The upload page asks before it sends; the journey asks for what a form without a script left open."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from backupd import albums
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake import destinations, store
from backupd.intake.records import Batch
from backupd.media import Moment, Place, names_of, place_at


class Suggestion(msgspec.Struct, frozen=True):
    """An album and its title, or album None and the title a new one would have."""

    album: int | None
    title: str
    why: Literal["fits", "last", "new"]


MOST_PLACES = 100


def suggest(library: Library, viewer: Viewer, days: list[str], places: Sequence[str] = ()) -> Suggestion:
    """For pictures taken on these days (YYYY-MM-DD) in these places ("33.254,126.560"), in any order; none known: [].
    Raises Refused for what is no day and no place."""
    known = sorted(_day(each) for each in days)
    middle = known[len(known) // 2].isoformat() if known else None
    title = _title(viewer.language, known, _common_place(viewer.language, places))
    fitting = middle and destinations.fitting_album(library, viewer.id, viewer.family, middle)
    last = next(iter(store.last_used_albums(library, viewer.id, viewer.family, 1)), None)
    if fitting:
        return Suggestion(fitting, title, "fits")
    return Suggestion(last, title, "last") if last else Suggestion(None, title, "new")


def album_for(library: Library, batch: Batch, moment: Moment) -> int:
    """The same for one file of a sitting that left it to us; what fits nowhere goes where the others of its sitting
    went. The album of its month is the new one."""
    taken = moment.taken if moment.precision in ("exact", "day", "month") else None
    day = taken[:10] if taken and moment.precision != "month" else None
    fitting = day and destinations.fitting_album(library, batch.person, batch.family, day)
    if fitting:
        return fitting
    if batch.album and store.may_add_to(library, batch.person, batch.family, batch.album):
        return batch.album
    last = next(iter(store.last_used_albums(library, batch.person, batch.family, 1)), None)
    album = last or albums.album_of_month(library, batch.family, batch.person, taken)
    store.change_batch(library, batch.id, album=album)
    return album


def _title(language: str, days: list[date], place: str) -> str:
    return albums.event_title(language, days[0], days[-1], place) if days else place


def _common_place(language: str, places: Sequence[str]) -> str:
    spots = [spot for each in places[:MOST_PLACES] if (spot := _spot(each))]
    return albums.common_place(language, names_of(spots)) if spots else ""


def _spot(text: str) -> Place | None:
    latitude, _, longitude = text.partition(",")
    try:
        return place_at(float(latitude), float(longitude))
    except ValueError as error:
        raise Refused("problems.not_understood") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise Refused("problems.not_understood") from error
