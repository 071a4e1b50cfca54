from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from backupd.http.dates import Dates, play_time
from backupd.http.words import Words

WORDS = Words.load(Path(__file__).parents[2] / "web" / "words")
KO, EN = Dates(WORDS, "ko"), Dates(WORDS, "en")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.mark.parametrize(
    ("moment", "precision", "korean", "english"),
    [
        ("2023-11-07T14:14:09", "exact", "2023년 11월 7일 오후 2:14", "November 7, 2023, 2:14 PM"),
        (datetime(2019, 8, 5, 0, 3), "exact", "2019년 8월 5일 오전 12:03", "August 5, 2019, 12:03 AM"),
        (date(2019, 8, 5), "day", "2019년 8월 5일", "August 5, 2019"),
        ("2019-08", "month", "2019년 8월", "August 2019"),
        ("2019", "year", "2019년", "2019"),
        ("1994-05-01", "decade", "1990년대쯤", "around the 1990s"),
        ("2019-08-05", "unknown", "언제인지 몰라요", "Date unknown"),
        (None, "exact", "언제인지 몰라요", "Date unknown"),
    ],
)
def test_a_date_says_only_what_is_known(moment, precision, korean, english):
    assert (KO.when(moment, precision), EN.when(moment, precision)) == (korean, english)


@pytest.mark.parametrize(
    ("first", "last", "precision", "korean", "english"),
    [
        ("2023-11-03", "2023-11-12", "day", "2023년 11월 3일–12일", "November 3–12, 2023"),
        ("2023-11-28", "2023-12-02", "day", "2023년 11월 28일–12월 2일", "November 28 – December 2, 2023"),
        (
            "2023-12-30T10:00:00",
            "2024-01-02T09:00:00",
            "exact",
            "2023년 12월 30일 – 2024년 1월 2일",
            "December 30, 2023 – January 2, 2024",
        ),
        ("2023-07", "2023-08", "month", "2023년 7월–8월", "July – August 2023"),
        ("2019", "2021", "year", "2019년 – 2021년", "2019 – 2021"),
        ("1991", "1998", "decade", "1990년대쯤", "around the 1990s"),
        ("2023-11-03", "2023-11-03", "day", "2023년 11월 3일", "November 3, 2023"),
        ("2023-11-03", None, "day", "2023년 11월 3일", "November 3, 2023"),
    ],
)
def test_a_range_says_what_both_ends_share_once(first, last, precision, korean, english):
    assert (KO.span(first, last, precision), EN.span(first, last, precision)) == (korean, english)


@pytest.mark.parametrize(
    ("then", "korean", "english"),
    [
        ("2026-11-23T02:59:40", "방금", "just now"),
        ("2026-11-23T02:57:00Z", "3분 전", "3 minutes ago"),
        ("2026-11-23T01:00:00Z", "2시간 전", "2 hours ago"),
        ("2026-11-22T11:20:00Z", "어제 저녁 8시", "yesterday at 8 PM"),
        ("2026-11-21T16:00:00Z", "어제 새벽 1시", "yesterday at 1 AM"),
        ("2026-11-21T03:00:00Z", "토요일", "Saturday"),
        ("2026-11-16T03:00:00Z", "11월 16일", "November 16"),
        ("2019-08-05T03:00:00Z", "2019년 8월 5일", "August 5, 2019"),
        ("2026-11-23T04:00:00Z", "방금", "just now"),
    ],
)
def test_only_the_last_week_is_told_by_how_long_ago_it_was(then, korean, english):
    assert (KO.ago(then, NOON), EN.ago(then, NOON)) == (korean, english)


def test_just_past_midnight_five_minutes_ago_is_not_yesterday():
    now = datetime(2026, 11, 22, 15, 2, tzinfo=UTC).astimezone(ZoneInfo("Asia/Seoul"))
    assert KO.ago("2026-11-22T14:57:00Z", now) == "5분 전"


def test_days_stand_over_their_pictures_with_their_weekday():
    assert KO.heading("2023-11-04T09:00:00") == "2023년 11월 4일 토요일"
    assert KO.heading("2026-11-23", this_year=2026) == "11월 23일 월요일"
    assert EN.heading("2026-11-23", this_year=2026) == "Monday, November 23"
    assert KO.heading("1994", "decade") == "1990년대쯤"


def test_lengths_and_sizes_read_like_a_person_wrote_them():
    assert (KO.duration(3905), EN.duration(3905)) == ("1시간 5분", "1 hour 5 minutes")
    assert (KO.duration(0.4), EN.duration(61)) == ("0초", "1 minute 1 second")
    assert (play_time(42.4), play_time(3905)) == ("0:42", "1:05:05")
    assert [KO.size(n) for n in (0, 999, 3_210_000, 12_600_000, 999_600)] == [
        "0바이트",
        "999바이트",
        "3.2MB",
        "13MB",
        "1MB",
    ]
    assert EN.size(1_450_000_000) == "1.4 GB"
