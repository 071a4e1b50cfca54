"""The real daemon at 1970, in 2040 and back, with a clock that leaps both ways and a time zone that changes: a capsule
opens at its moment and not a second before (SURVIVE.md 13)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backupd.capsules import actions
from backupd.capsules.records import NewCapsule
from tests.capsules.wound_box import Box, wait_for

HOUR = 3600.0


@pytest.fixture
def box(tmp_path: Path):
    box = Box(tmp_path)
    opens = datetime.now(UTC) + timedelta(hours=3)
    wanted = NewCapsule("칠순", day=f"{opens:%Y-%m-%d}", time=f"{opens:%H:%M}", zone="UTC")
    actions.make(box.library, box.mother, wanted)
    yield box
    box.library.close()


def away(year: int) -> float:
    """How far the first of July of a year is, in seconds."""
    return (datetime(year, 7, 1, tzinfo=UTC) - datetime.now(UTC)).total_seconds()


def test_a_wrong_clock_never_opens_it_early_and_the_right_one_does(box: Box) -> None:
    with box.daemon():
        box.looked()  # the time is known, and noted
        wait_for(lambda: box.value("SELECT 1 FROM trusted_clock") is not None)
        box.wind(synchronised=False)
        for off_by in (away(2040), away(1970), 4 * HOUR, -5 * HOUR):
            box.wind(off_by=off_by)
            box.looked()
            assert box.state == "sealed", off_by
    for boot, off_by in (("two", away(1970)), ("three", away(2040)), ("four", 5 * HOUR)):
        box.reboot(boot, off_by=off_by)
        with box.daemon():
            box.looked()
            assert box.state == "sealed", boot
    with box.library.database.writing() as connection:
        connection.execute("UPDATE family SET time_zone = 'America/New_York'")
    box.reboot("five", off_by=2.5 * HOUR, synchronised=True)
    with box.daemon():
        box.looked()
        assert box.state == "sealed"
        box.wind(off_by=3.1 * HOUR)
        wait_for(lambda: box.state == "open")
    opened = datetime.fromisoformat(box.value("SELECT opened FROM capsule") or "")
    assert abs(opened - box.now()) < timedelta(minutes=10)


def test_over_summer_time_and_in_other_time_zones_it_opens_at_its_instant(box: Box) -> None:
    """In New York 02:30 does not come on March 14, and 01:30 comes twice on November 7: the first is meant. Neither the
    machine's time zone nor the family's moves what was said."""
    skipped, twice = (
        actions.make(box.library, box.mother, NewCapsule("NY", day=day, time=time, zone="America/New_York"))
        for day, time in (("2027-03-14", "03:00"), ("2027-11-07", "01:30"))
    )
    states = lambda: [box.value(f"SELECT state FROM capsule WHERE id = {each}") for each in (skipped, twice)]  # noqa: E731
    with box.daemon("America/New_York"):
        box.at("2027-03-14T06:58:30+00:00")
        assert states() == ["sealed", "sealed"]
        box.at("2027-03-14T07:00:30+00:00")
        wait_for(lambda: states() == ["open", "sealed"])
        with box.library.database.writing() as connection:
            connection.execute("UPDATE family SET time_zone = 'Pacific/Kiritimati'")
        box.at("2027-11-07T05:28:30+00:00")
        assert states() == ["open", "sealed"]
    with box.daemon("Asia/Seoul"):
        box.looked()
        assert states() == ["open", "sealed"]
        box.at("2027-11-07T05:30:30+00:00")
        wait_for(lambda: states() == ["open", "open"])
