"""The holidays of the moon's calendar."""

from datetime import date

from backupd.core.moon import solar
from backupd.memories.records import Holiday

HOLIDAYS: dict[Holiday, tuple[int, int]] = {"seollal": (1, 1), "chuseok": (8, 15)}


def holiday_of(year: int, holiday: Holiday) -> date | None:
    """The day on which a holiday falls in a year of the sun's calendar; both lie within their moon's year."""
    return solar(year, *HOLIDAYS[holiday])
