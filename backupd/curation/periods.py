"""Which months and years have just ended. Pure."""

from datetime import date, timedelta

from backupd.curation.records import AMOUNTS, Wish

YEAR_UNTIL = 2
"""A year that ended is still proposed until the end of this month."""


def ended(day: date) -> list[Wish]:
    """On a day of the family's calendar: the month before, and the year before while it is young."""
    last = day.replace(day=1) - timedelta(days=1)
    month = Wish("month", period=f"{last:%Y-%m}", amount=AMOUNTS[0])
    year = Wish("year", period=f"{day.year - 1}", amount=AMOUNTS[2])
    return [month, *([year] if day.month <= YEAR_UNTIL else [])]
