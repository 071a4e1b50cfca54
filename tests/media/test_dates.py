"""Dates are what a camera meant, never what a broken clock says."""

from datetime import UTC, datetime

import pytest

from backupd.media.dates import believable, first_believable, from_exif, from_iso, from_utc
from backupd.media.records import Moment

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "0000:00:00 00:00:00",
        "1601:06:06 16:39:33",
        "1904:01:01 00:00:00",
        "1970:01:01 00:00:00",
        "1970:01:01 09:00:00",
        "1980:01:01 12:01:00",
        "2000:01:01 00:00:07",
        "2099:12:31 23:59:59",
        "12019:08:17 12:34:56",
        "2019:02:30 12:34:56",
        "    :  :     :  :  ",
        "",
        "not a date",
    ],
)
def test_a_clock_that_was_never_set_gives_no_date(written: str) -> None:
    moment = from_exif(written, None, "exif")
    assert moment is None or not believable(moment, NOW)


@pytest.mark.parametrize("written", ["1919:05:04 05:59:26", "2000:01:01 00:31:00", "2020:01:01 00:00:03"])
def test_an_old_scan_and_a_real_new_year_are_believed(written: str) -> None:
    moment = from_exif(written, None, "exif")
    assert moment and believable(moment, NOW)


def test_a_box_that_woke_in_1970_still_believes_its_photos() -> None:
    moment = from_exif("2024:05:05 10:00:00", None, "exif")
    assert moment and believable(moment, datetime(1970, 1, 1, tzinfo=UTC))


def test_the_first_believable_date_wins_over_an_unbelievable_one_before_it() -> None:
    wrong, right = (
        from_exif("1601:06:06 16:39:33", None, "exif"),
        from_exif("2015:06:12 16:39:33", None, "digitized"),
    )
    assert first_believable([None, wrong, right], NOW).taken == "2015-06-12T16:39:33"
    assert first_believable([None, wrong], NOW) == Moment()


@pytest.mark.parametrize(
    ("written", "taken", "offset", "precision"),
    [
        ("2019-08-17T12:34:56+09:00", "2019-08-17T12:34:56", "+09:00", "exact"),
        ("2020-04-17T10:03:47-0600", "2020-04-17T10:03:47", "-06:00", "exact"),
        ("2015-07-03T12:41:30.00", "2015-07-03T12:41:30", None, "exact"),
        ("2015-07-03T12:41", "2015-07-03T12:41:00", None, "exact"),
        ("2019-01-24T08:01:24Z", "2019-01-24T08:01:24", "+00:00", "exact"),
        ("2015-07-03", "2015-07-03T00:00:00", None, "day"),
        ("2015-07", "2015-07-01T00:00:00", None, "month"),
        ("2015", "2015-01-01T00:00:00", None, "year"),
        ("2019-08-17T12:34:56+99:00", "2019-08-17T12:34:56", None, "exact"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(
    written: str, taken: str, offset: str | None, precision: str
) -> None:
    moment = from_iso(written, "xmp")
    assert moment and (moment.taken, moment.offset, moment.precision) == (taken, offset, precision)


def test_unknown_parts_of_an_exif_date_lower_its_precision() -> None:
    moment = from_exif("1987:06:     :  :  ", None, "exif")
    assert moment and (moment.taken, moment.precision) == ("1987-06-01T00:00:00", "month")


def test_an_evening_in_utc_is_the_next_morning_at_home_with_the_offset_of_that_day() -> None:
    summer = from_utc(datetime(2019, 8, 16, 22, 30, tzinfo=UTC), "Asia/Seoul", "quicktime")
    assert (summer.taken, summer.offset) == ("2019-08-17T07:30:00", "+09:00")
    london = from_utc(datetime(2023, 6, 7, 12, 45, 55, tzinfo=UTC), "Europe/London", "gps")
    assert (london.taken, london.offset) == ("2023-06-07T13:45:55", "+01:00")
