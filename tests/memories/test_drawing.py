"""When an album comes back: the bounds hold, months and years are as likely as each other, love draws nearer."""

from datetime import date, timedelta
from random import Random
from statistics import mean, median

import pytest

from backupd.memories import lunar
from backupd.memories.anniversaries import Event, birthday_in, birthdays_on, holiday_in, next_anniversary
from backupd.memories.causes import why
from backupd.memories.draw import Bounds, Mood, comes_back, days_until
from backupd.memories.planning import Standing, returning
from backupd.memories.records import Birthday

USUAL = Bounds(30, 1095)
NOWHERE = Event()


def on(first: str, last: str | None = None, precision: str = "day") -> Event:
    return Event(date.fromisoformat(first), date.fromisoformat(last or first), precision, True)


@pytest.mark.parametrize("bounds", [USUAL, Bounds(1, 2), Bounds(7, 3650)])
def test_no_draw_leaves_the_familys_bounds_whatever_is_loved_or_not(bounds):
    chance = Random(1)
    moods = [Mood(), Mood(love=1.0), Mood(less=3), Mood(love=1.0, less=2)]
    drawn = [days_until(bounds, mood, chance) for mood in moods for _ in range(2000)]
    assert min(drawn) >= bounds.least and max(drawn) <= bounds.most


def test_a_third_comes_back_within_each_third_of_the_scale():
    """30 to 100 days, 100 to 331, 331 to 1095: the same ratio, the same share."""
    chance = Random(2)
    drawn = [days_until(USUAL, Mood(), chance) for _ in range(6000)]
    shares = [
        mean(low <= each < high for each in drawn) for low, high in ((30, 100), (100, 331), (331, 1096))
    ]
    assert all(abs(share - 1 / 3) < 0.03 for share in shares), shares


def test_what_is_loved_comes_sooner_and_less_comes_later():
    def usual(mood: Mood) -> float:
        chance = Random(3)
        return median(days_until(USUAL, mood, chance) for _ in range(2000))

    assert usual(Mood(love=0.9)) < 0.6 * usual(Mood()) < usual(Mood()) < 0.6 * usual(Mood(less=1))


def test_a_round_anniversary_is_kept_and_never_lost_to_the_lower_bound():
    since, event = date(2026, 6, 1), on("2021-08-05", "2021-08-12")
    chance = Random(4)
    days = {comes_back(since, event, USUAL, Mood(), chance) for _ in range(500)}
    five = date(2026, 8, 5)
    assert five in days and not [day for day in days if five - timedelta(days=30) < day < five]
    assert max(days) == five and min(days) >= since + timedelta(days=30)


def test_an_anniversary_obeys_the_lower_bound():
    since, event = date(2026, 7, 20), on("2021-08-05")
    assert next_anniversary(event, since + timedelta(days=30), date(2029, 1, 1)) is None
    assert next_anniversary(event, date(2026, 8, 5), date(2029, 1, 1)) == date(2026, 8, 5)


@pytest.mark.parametrize(
    "event", [on("2019-08-01", "2019-08-31", "month"), on("2019-08-05")._replace(believed=False), NOWHERE]
)
def test_scans_and_what_is_not_known_to_the_day_have_no_anniversaries(event):
    assert next_anniversary(event, date(2020, 1, 1), date(2030, 1, 1)) is None


def test_the_29th_of_february_is_kept_on_the_28th():
    assert next_anniversary(on("2020-02-29"), date(2021, 1, 1), date(2021, 12, 31)) == date(2021, 2, 28)


def test_holidays_of_the_moon_come_on_their_lunar_day():
    seollal = on("2023-01-21", "2023-01-23")  # 설날 was the 22nd
    assert holiday_in(seollal) == "seollal" and holiday_in(on("2020-10-01")) == "chuseok"
    assert next_anniversary(seollal, date(2026, 1, 1), date(2026, 12, 31)) == date(2026, 2, 17)
    told = why(seollal, Mood(), date(2023, 2, 1), date(2026, 2, 17))
    assert (told.cause, told.holiday, told.years) == ("holiday", "seollal", 3)
    assert holiday_in(on("2023-01-10", "2023-01-24")) is None, "a long journey is no holiday"


@pytest.mark.parametrize(
    ("year", "day", "expected"),
    [
        (2026, (1, 1), date(2026, 2, 17)),
        (2027, (1, 1), date(2027, 2, 7)),
        (2026, (8, 15), date(2026, 9, 25)),
        (2027, (8, 15), date(2027, 9, 15)),
        (2025, (12, 30), date(2026, 2, 16)),
        (2025, (6, 10), date(2025, 7, 4)),
        (2051, (1, 1), None),
        (2090, (8, 15), None),
    ],
)
def test_the_moons_days_as_the_almanac_has_them(year, day, expected):
    """2025 has a second sixth month: a birthday in it is kept in the plain one. After 2050 there are no tables."""
    assert lunar.solar(year, *day) == expected


def test_birthdays_are_found_by_sun_and_moon():
    grandma = Birthday(1, "할머니", 12, 20, True)
    assert birthday_in(grandma, 2025) == date(2026, 2, 7)
    assert birthdays_on([grandma], date(2026, 2, 7)) == [grandma]
    leap = Birthday(2, "지우", 2, 29, False)
    assert birthdays_on([leap, grandma], date(2027, 2, 28)) == [leap]


@pytest.mark.parametrize(
    ("event", "day", "cause", "amount"),
    [
        (on("2023-11-23"), "2026-11-23", "anniversary", 3),
        (on("2023-11-20", "2023-11-25"), "2026-11-23", "anniversary", 3),
        (on("2023-11-28"), "2026-11-23", "around", 3),
        (on("2022-12-31"), "2026-01-05", "around", 3),
        (on("2020-01-03"), "2025-12-28", "around", 6),
        (on("2023-06-01"), "2026-11-23", "season", 3),
        (on("2019-12-20"), "2026-07-01", "season", 6),
        (on("2019-06-01", "2019-06-30", "month"), "2026-11-23", "season", 7),
        (on("2019-01-01", "2019-12-31", "year"), "2026-11-23", "years", 7),
        (on("1990-01-01", "1999-12-31", "decade"), "2026-11-23", "decade", 1990),
        (on("2026-08-23"), "2026-11-23", "months", 3),
        (on("2023-11-23")._replace(believed=False), "2026-11-23", "again", 5),
        (NOWHERE, "2026-11-23", "again", 5),
    ],
)
def test_the_reason_says_what_is_true_of_the_day(event, day, cause, amount):
    told = why(event, Mood(), date.fromisoformat(day) - timedelta(days=152), date.fromisoformat(day))
    assert (told.cause, told.years or told.months) == (cause, amount)


def test_all_of_a_day_come_back_and_of_a_backlog_a_few_the_longest_waiting_first():
    day = date(2026, 11, 23)
    today = [Standing(n, day - timedelta(days=90), NOWHERE, Mood(), day) for n in range(25)]
    late = [
        Standing(100 + n, day - timedelta(days=400 + n), NOWHERE, Mood(), day - timedelta(days=60))
        for n in range(300)
    ]
    found = returning(day, [*late, *today], 1000, USUAL)
    assert {each.album for each in today} <= {each.album for each in found}
    assert [each.album for each in found if each.album >= 100] == [399, 398, 397, 396, 395]
