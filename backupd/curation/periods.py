"""Which months and years have just ended. Pure."""

from datetime import date, timedelta

from backupd.curation.records import AMOUNTS, Wish

MOST_LATE = 12
YEAR_UNTIL = 2
"""A year that ended is still proposed until the end of this month."""


def ended(day: date, since: date | None = None) -> list[Wish]:
    """On a day of the family's calendar: the month before, and the year before while it is young; also those that ended
    after `since`, the last day on which the box looked."""
    last = day.replace(day=1) - timedelta(days=1)
    months, first = [last], last.replace(day=1)
    while since and since < first and len(months) < MOST_LATE:
        months.append(first - timedelta(days=1))
        first = months[-1].replace(day=1)
    young = day.month <= YEAR_UNTIL or (since is not None and since.year < day.year)
    year = Wish("year", period=f"{day.year - 1}", amount=AMOUNTS[2])
    return [
        *(Wish("month", period=f"{each:%Y-%m}", amount=AMOUNTS[0]) for each in months),
        *([year] if young else []),
    ]
