"""Dates, times, lengths and sizes as people say them, from the patterns in `words/dates.toml`."""

from datetime import UTC, date, datetime, timedelta

from backupd.http.words import Words

Moment = date | datetime | str | None
_SIZES = ("bytes", "kilobytes", "megabytes", "gigabytes", "terabytes")
_PARTS_OF_DAY = (
    (6, "dawn"),
    (9, "early"),
    (12, "morning"),
    (18, "afternoon"),
    (21, "evening"),
    (24, "night"),
)


class Dates:
    """Speaks one language. Moments are local wall times, as datetime, date or ISO text (also cut: "2019-08").

    `precision` is what is known of one: exact, day, month, year, decade or unknown.
    """

    def __init__(self, words: Words, language: str) -> None:
        self._words, self._language = words, language

    def when(self, moment: Moment, precision: str = "exact") -> str:
        """2023년 11월 7일 오후 2:14, or as much of it as is known."""
        at = read_moment(moment)
        if at is None or precision == "unknown":
            return self._say("unknown")
        if precision == "exact":
            return self._say("exact", day=self.when(at, "day"), clock=self.clock(at))
        if precision == "decade":
            return self._say("decade", year=str(at.year // 10 * 10))
        return self._say(precision, **self._named(at))

    def span(self, first: Moment, last: Moment = None, precision: str = "day") -> str:
        """2023년 11월 3일–12일: the parts both ends share are said once. Clocks are left out."""
        precision = "day" if precision == "exact" else precision
        start, end = read_moment(first), read_moment(last)
        if start is None or end is None or self.when(start, precision) == self.when(end, precision):
            return self.when(start or end, precision)
        if start.year == end.year and precision in ("day", "month"):
            return self._span_in_year(start, end, precision)
        return self._say("range", first=self.when(start, precision), last=self.when(end, precision))

    def _span_in_year(self, start: datetime, end: datetime, precision: str) -> str:
        shared = {**self._named(start), "first": str(start.day), "last": str(end.day)}
        months = {"first_month": str(start.month), "last_month": str(end.month)}
        names = {"first_month_name": self._month(start), "last_month_name": self._month(end)}
        if precision == "month":
            return self._say("months_in_year", **shared, **months, **names)
        if start.month == end.month:
            return self._say("days_in_month", **shared)
        return self._say("days_in_year", **shared, **months, **names)

    def heading(self, moment: Moment, precision: str = "day", this_year: int | None = None) -> str:
        """A day with its weekday, to stand over its pictures; the year is left out when it is `this_year`."""
        at = read_moment(moment)
        if at is None or precision not in ("exact", "day"):
            return self.when(at, precision)
        pattern = "day_this_year" if at.year == this_year else "day"
        return self._say("with_weekday", day=self._say(pattern, **self._named(at)), weekday=self.weekday(at))

    def ago(self, then: Moment, now: datetime) -> str:
        """방금, 3분 전, 어제 저녁 8시, 토요일 within a week; a plain date before that.

        `now` is in the family's zone; a `then` without a zone is an instant in UTC, as the database keeps them.
        """
        at = _in_zone_of(now, read_moment(then))
        if at is None:
            return self._say("unknown")
        days = (now.date() - at.date()).days
        if days <= 0 or now - at < timedelta(hours=1):
            return self._within_a_day(now - at)
        if days == 1:
            return self._say("yesterday", hour=self.hour(at))
        if days < 7:
            return self.weekday(at)
        return self._say("day_this_year" if at.year == now.year else "day", **self._named(at))

    def _within_a_day(self, passed: timedelta) -> str:
        minutes = int(passed.total_seconds() // 60)
        if minutes < 1:
            return self._say("just_now")
        if minutes < 60:
            return self._say("minutes_ago", count=minutes)
        return self._say("hours_ago", count=minutes // 60)

    def clock(self, moment: Moment) -> str:
        """오후 2:14. Midnight is 오전 12:00, noon 오후 12:00."""
        at = read_moment(moment)
        if at is None:
            return self._say("unknown")
        half = "morning_clock" if at.hour < 12 else "afternoon_clock"
        return self._say(half, hour=str(at.hour % 12 or 12), minute=f"{at.minute:02}")

    def hour(self, at: datetime) -> str:
        """저녁 8시: the full hour, by the part of the day it lies in."""
        part = next(name for until, name in _PARTS_OF_DAY if at.hour < until)
        return self._say(f"{part}_hour", hour=str(at.hour % 12 or 12))

    def weekday(self, moment: Moment) -> str:
        at = read_moment(moment)
        return self._say(f"weekday_{at.weekday()}" if at else "unknown")

    def duration(self, seconds: float) -> str:
        """In words, by its two largest units: 1시간 5분, 42초."""
        left = round(seconds)
        said: list[str] = []
        for name, size in (("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1)):
            count, left = divmod(left, size)
            if count or (name == "seconds" and not said):
                said.append(self._say(name, count=count))
        return said[0] if len(said) == 1 else self._say("two_lengths", first=said[0], second=said[1])

    def size(self, count: int) -> str:
        """Decimal units, as disks are sold: 3.2MB; one decimal below ten."""
        amount, step = float(count), 0
        while round(amount) >= 1000 and step < len(_SIZES) - 1:
            amount, step = amount / 1000, step + 1
        shown = f"{amount:.1f}" if step and round(amount, 1) < 10 else f"{amount:.0f}"
        return self._say(_SIZES[step], amount=shown.removesuffix(".0"))

    def _named(self, at: datetime) -> dict[str, str]:
        return {
            "year": str(at.year),
            "month": str(at.month),
            "day": str(at.day),
            "month_name": self._month(at),
        }

    def _month(self, at: datetime) -> str:
        return self._say(f"month_{at.month}")

    def _say(self, key: str, **values: object) -> str:
        return self._words.say(self._language, f"dates.{key}", **values)


def play_time(seconds: float) -> str:
    """0:42, 1:05:09, the same in every language; for the corner of a video's picture."""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def read_moment(moment: Moment) -> datetime | None:
    """A datetime of whatever stands for one; cut ISO text such as "2019" or "2019-08" counts from its beginning."""
    if moment is None or isinstance(moment, datetime):
        return moment
    if isinstance(moment, date):
        return datetime(moment.year, moment.month, moment.day)
    if len(moment) < 10:
        year, month = [*moment.split("-"), "01"][:2]
        return datetime(int(year), int(month), 1)
    return datetime.fromisoformat(moment)


def _in_zone_of(now: datetime, at: datetime | None) -> datetime | None:
    if at is None or now.tzinfo is None:
        return at
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(now.tzinfo)
