"""What places are called, as it is kept; of media that came before names were known it is found out later."""

from collections.abc import Iterable, Sequence

from backupd.core.library import Library
from backupd.media import store
from backupd.media.gazetteer import names_of
from backupd.media.records import Called, Facts, Place

AT_ONCE = 200


def called(spots: Sequence[tuple[float, float]]) -> list[Called]:
    """What people call these places, each latitude and longitude, in their order."""
    names = names_of(Place(*spot) for spot in spots)
    return [(name.in_korean, name.in_english) if name else ("", "") for name in names]


def called_by(facts: Facts) -> Called | None:
    """The same of one file's facts; None where they know no place."""
    if facts.latitude is None or facts.longitude is None:
        return None
    return called([(facts.latitude, facts.longitude)])[0]


def places_to_name(library: Library) -> Iterable[int]:
    """The first media of which it is still to be found out."""
    return [each.id for each in store.unnamed(library, 1)]


def name_places(library: Library, first: int) -> None:
    """Find it out for all of them. A job: may run twice."""
    while waiting := store.unnamed(library, AT_ONCE):
        found = called([(each.latitude, each.longitude) for each in waiting])
        with library.database.writing():
            store.note_names(library, zip(waiting, found, strict=True))
