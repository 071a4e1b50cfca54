"""Days of the moon's calendar on the sun's. The only file that knows korean_lunar_calendar (KARI's tables, to 2050)."""

from datetime import date
from functools import lru_cache

from korean_lunar_calendar import KoreanLunarCalendar


@lru_cache(maxsize=4096)
def solar(year: int, month: int, day: int) -> date | None:
    """The day of the sun's calendar for a plain month of the moon's; a 30th in a month of 29 days is its 29th. None
    where the tables end: the library then says False and keeps what it held before."""
    calendar = KoreanLunarCalendar()
    for each in (day, 29) if day == 30 else (day,):
        if calendar.setLunarDate(year, month, each, False):
            return date(calendar.solarYear, calendar.solarMonth, calendar.solarDay)
    return None
