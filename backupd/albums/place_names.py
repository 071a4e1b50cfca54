"""What the places are called that people gave to stories; those of the files are named with their media."""

from collections.abc import Iterable

import msgspec

from backupd.core.library import Library
from backupd.media import called

AT_ONCE = 200
UNNAMED = """
    SELECT id, latitude, longitude FROM story
    WHERE latitude IS NOT NULL AND place_ko IS NULL AND longitude IS NOT NULL ORDER BY id LIMIT ?
"""


class Unnamed(msgspec.Struct, frozen=True):
    """A story, and where people say it was."""

    id: int
    latitude: float
    longitude: float


def stories_to_name(library: Library) -> Iterable[int]:
    """The first story of which it is still to be found out."""
    return [each.id for each in library.database.all(Unnamed, UNNAMED, (1,))]


def name_stories(library: Library, first: int) -> None:
    """Find it out for all of them. A job: may run twice."""
    while waiting := library.database.all(Unnamed, UNNAMED, (AT_ONCE,)):
        found = called([(each.latitude, each.longitude) for each in waiting])
        with library.database.writing() as connection:
            connection.executemany(
                "UPDATE story SET place_ko = ?, place_en = ? WHERE id = ? AND latitude = ? AND longitude = ?",
                [
                    (*names, *msgspec.structs.astuple(each))
                    for each, names in zip(waiting, found, strict=True)
                ],
            )
