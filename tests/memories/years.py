"""Days that pass for a family with albums, in a library whose disk forgets: nothing is waited for."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

from backupd import memories
from backupd.core.library import Library
from backupd.family import Viewer
from tests.albums import house


def quick(library: Library) -> Library:
    """Without waiting for the disk after every day."""
    library.database.connection.execute("PRAGMA synchronous=OFF")
    return library


def album(
    library: Library, who: Viewer, day: str, title: str = "앨범", photos: int = 1, **more: object
) -> int:
    """An album of that day (2019-08-05), made now."""
    made = house.album(library, who, title)
    for number in range(photos):
        house.story(library, who, made, house.photo(library, f"{day}T{10 + number:02}:00:00", **more))
    return made


def filled(library, mother, amount: int = 30) -> list[int]:
    quick(library)
    return [album(library, mother, f"{2006 + n % 20}-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(amount)]


def days(library: Library, clock, number: int, chance: Random) -> None:
    """The daemon lives through so many days."""
    for _ in range(number):
        memories.remember(library, chance)
        clock.forward(days=1)


def returns(library: Library, album: int | None = None) -> list[date]:
    """The days on which albums, or one of them, came back."""
    sql = "SELECT day FROM memory WHERE :album IS NULL OR album = :album ORDER BY day, id"
    return [date.fromisoformat(day) for day in library.database.column(sql, {"album": album})]


def at(day: str, hour: int = 12) -> datetime:
    """An hour of Seoul's clock."""
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00+09:00").astimezone(UTC)


def put(clock, day: str, hour: int = 12) -> None:
    clock._now = at(day, hour)


def gaps(found: list[date]) -> list[int]:
    return [(later - earlier) // timedelta(days=1) for earlier, later in pairwise(found)]
