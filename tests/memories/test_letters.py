"""Who is written to, when, how often: the pace holds for messages alone, and nobody hears twice of the same."""

import json
from datetime import date
from random import Random

import pytest

from backupd import memories
from backupd.memories import actions
from backupd.memories.records import Mine, RestForm, Wishes
from backupd.notify.composing import renderer
from backupd.notify.reading import read
from backupd.notify.records import Kept
from tests import people
from tests.albums import house
from tests.memories import years
from tests.memories.years import filled


def letters(library, person) -> list[dict]:
    rows = library.database.connection.execute(
        "SELECT * FROM letter WHERE person = ? ORDER BY id", (person.id,)
    )
    return [dict(row) for row in rows if row["kind"] == "memory"]


def said(library, letter: dict) -> str:
    """As it would be sent now."""
    kept = library.database.one(Kept, "SELECT * FROM letter WHERE id = ?", (letter["id"],))
    language = library.database.value("SELECT language FROM person WHERE id = ?", (letter["person"],))
    return read(library, renderer(library).words, language, kept).text


def days_of(library, person) -> list[date]:
    sql = "SELECT day FROM memory_letter WHERE person = ? ORDER BY day"
    return [date.fromisoformat(day) for day in library.database.column(sql, (person.id,))]


def test_a_letter_says_why_and_carries_pictures_and_a_way_there(library, clock, mother):
    years.put(clock, "2026-08-10")
    album = house.album(library, mother, "제주 여름휴가")
    for number in range(3):
        house.story(
            library, mother, album, house.photo(library, f"2023-08-05T1{number}:00:00"), "바람이 좋았지"
        )
    memories.remember(library, Random(1))
    [letter] = letters(library, mother)
    assert json.loads(letter["filled"])["album"] == album
    assert (
        said(library, letter)
        == "3년 전 이맘때, ‘제주 여름휴가’. 오늘 다시 찾아왔어요. 사진 3장 · 엄마가 쓴 이야기"
    )
    assert letter["link"] == "/memories/1" and len(json.loads(letter["pictures"])) == 3
    assert (letter["about"], letter["about_id"], letter["urgent"]) == ("album", album, 0)


def test_each_reads_it_in_the_language_that_is_theirs_when_it_is_sent(library, clock, mother):
    years.put(clock, "2026-08-10")
    aunt = people.join(library, mother, "Aunt", language="en")
    years.album(library, mother, "2023-08-05", "Jeju", photos=2)
    memories.remember(library, Random(1))
    [letter] = letters(library, aunt)
    assert said(library, letter) == "Around this time 3 years ago: “Jeju” came back today. 2 photos"
    library.database.connection.execute("UPDATE person SET language = 'ko' WHERE id = ?", (aunt.id,))
    assert said(library, letter) == "3년 전 이맘때, ‘Jeju’. 오늘 다시 찾아왔어요. 사진 2장"


def test_nobody_is_written_to_before_the_familys_hour(library, clock, mother):
    filled(library, mother, 2)
    years.put(clock, "2026-11-24", 8)
    memories.remember(library, Random(1))
    assert years.returns(library) and not letters(library, mother)
    years.put(clock, "2026-11-24", 9)
    memories.remember(library, Random(1))
    memories.remember(library, Random(1))
    assert len(letters(library, mother)) == 1


def test_a_box_that_was_off_at_the_hour_writes_later_that_day_and_not_the_next(library, clock, mother):
    filled(library, mother, 2)
    years.put(clock, "2026-11-24", 7)
    memories.remember(library, Random(1))
    years.put(clock, "2026-11-24", 23)
    memories.remember(library, Random(1))
    assert days_of(library, mother) == [date(2026, 11, 24)]
    clock.forward(days=4)
    memories.remember(library, Random(1))
    assert days_of(library, mother) == [date(2026, 11, 24)], "nothing came back on the 28th"


@pytest.mark.parametrize(("pace", "least"), [(None, 3), (7, 7), (1, 1)])
def test_the_pace_limits_messages_and_nothing_else(library, clock, mother, pace, least):
    filled(library, mother, 200)
    actions.wish_mine(library, mother, Mine(pace))
    years.days(library, clock, 120, Random(2))
    found = days_of(library, mother)
    assert min(years.gaps(found)) == least
    assert len(years.returns(library)) > 2 * len(found) or least == 1


def test_who_wants_no_messages_gets_none_and_still_sees_them(library, clock, mother):
    filled(library, mother, 30)
    actions.wish_mine(library, mother, Mine(pace=0))
    years.days(library, clock, 60, Random(3))
    assert not letters(library, mother) and years.returns(library)


def test_a_whole_familys_pace_and_hour_are_its_owners_to_set(library, clock, mother):
    filled(library, mother, 200)
    actions.wish(library, mother, Wishes(pace=14, hour=20))
    years.days(library, clock, 60, Random(4))
    assert not letters(library, mother), "always noon"
    years.put(clock, "2027-03-01", 20)
    years.days(library, clock, 60, Random(4))
    assert min(years.gaps(days_of(library, mother))) >= 14


def test_what_rests_or_was_seen_already_is_not_written_of(library, clock, mother, browser):
    father = people.join(library, mother, "아빠")
    [album] = filled(library, mother, 1)
    years.put(clock, "2026-11-24", 7)
    memories.remember(library, Random(5))
    actions.let_rest(library, mother, RestForm(album=str(album), ends="2027-01-01"))
    actions.see(library, father, 1)
    years.put(clock, "2026-11-24", 10)
    memories.remember(library, Random(5))
    assert not letters(library, mother) and not letters(library, father)


def test_after_months_without_power_one_letter_comes_and_no_heap(library, clock, mother):
    filled(library, mother, 200)
    years.days(library, clock, 30, Random(6))
    before = len(letters(library, mother))
    clock.forward(days=200)
    for _ in range(5):
        memories.remember(library, Random(6))
    assert len(letters(library, mother)) == before + 1


def test_who_left_is_not_written_to(library, clock, mother):
    father = people.join(library, mother, "아빠")
    filled(library, mother, 3)
    with library.database.writing() as connection:
        connection.execute("UPDATE membership SET until = '2026-11-01' WHERE person = ?", (father.id,))
    years.days(library, clock, 5, Random(7))
    assert letters(library, mother) and not letters(library, father)


def test_a_clock_set_back_writes_to_nobody_twice_a_day_and_goes_on(library, clock, mother):
    filled(library, mother, 100)
    clock.leap(days=4000)
    years.days(library, clock, 10, Random(8))
    clock.leap(days=-4010)
    before = len(days_of(library, mother))
    years.days(library, clock, 60, Random(8))
    found = [day for day in days_of(library, mother) if day < date(2027, 6, 1)]
    assert found and len(found) == len(set(found)) and len(days_of(library, mother)) > before
