"""What people say, wish and let rest changes what comes back."""

from datetime import date
from random import Random

import pytest

from backupd import memories
from backupd.memories import actions, plan_store
from backupd.memories.records import Mine, RestForm, Wishes
from tests import people
from tests.memories import years
from tests.memories.years import filled

WORDS = people.renderer().words


def test_less_and_never_are_heard(library, clock, mother):
    father = people.join(library, mother, "아빠")
    [album] = filled(library, mother, 1)
    memories.remember(library, Random(8))
    number = library.database.value("SELECT id FROM memory")
    actions.answer(library, mother, number, "never")
    assert not memories.of_today(library, mother, WORDS) and memories.of_today(library, father, WORDS)
    actions.answer(library, mother, number, "seen")
    assert memories.of_today(library, mother, WORDS)
    actions.answer(library, mother, number, "less")
    far = plan_store.standing(library, mother, date(2026, 11, 23), date(2029, 11, 23), everything=True)
    assert [each.less for each in far] == [1] and far[0].next is None and album


def test_birthdays_bring_an_album_of_that_person(library, clock, mother):
    grandma = people.join(library, mother, "할머니")
    actions.wish_mine(library, grandma, Mine(month=10, day=15, lunar=True))  # 2026-11-23 of the sun
    clock.leap(days=-200)
    filled(library, mother, 10)
    party = years.album(library, mother, "2024-11-15", "칠순")  # her birthday of 2024
    memories.remember(library, Random(9))
    clock.leap(days=200)
    memories.remember(library, Random(9))
    today = memories.of_today(library, mother, WORDS)
    assert today[0].album == party and today[0].why == "할머니 생일"


@pytest.mark.parametrize(("woke", "why"), [("2026-11-26", "얼마 전 할머니 생일"), ("2026-12-05", None)])
def test_a_birthday_that_the_box_slept_through_is_kept_for_a_week(library, clock, mother, woke, why):
    grandma = people.join(library, mother, "할머니")
    actions.wish_mine(library, grandma, Mine(month=11, day=23))
    clock.leap(days=-200)
    party = years.album(library, mother, "2024-11-23", "칠순")
    filled(library, mother, 2)
    memories.remember(library, Random(9))
    years.put(clock, "2026-11-21")
    memories.remember(library, Random(9))
    years.put(clock, woke)
    memories.remember(library, Random(9))
    found = {each.album: each.why for each in memories.of_today(library, mother, WORDS)}
    assert (found.get(party) == why) if why else "생일" not in "".join(found.values())
    clock.forward(days=1)
    memories.remember(library, Random(9))
    assert not memories.of_today(library, mother, WORDS)


def test_new_bounds_hold_at_once(library, clock, mother):
    filled(library, mother, 50)
    memories.remember(library, Random(10))
    actions.wish(library, mother, Wishes(least=7, most=60))
    began = clock.now().date()
    years.days(library, clock, 62, Random(10))
    again = {album for album in range(1, 51) if any(day > began for day in years.returns(library, album))}
    assert len(again) == 50


def test_a_rest_of_a_person_and_of_days_keeps_their_albums_away(library, clock, mother):
    grandma = people.join(library, mother, "할머니")
    years.quick(library)
    named = years.album(library, mother, "2020-05-03", "할머니 칠순")
    given = years.album(library, grandma, "2021-05-03", "텃밭")
    then = years.album(library, mother, "2022-05-03", "봄날")
    free = years.album(library, mother, "2022-07-03", "여름")
    actions.let_rest(
        library, mother, RestForm("person", about=str(grandma.id), whose="family", ends="2036-01-01")
    )
    actions.let_rest(
        library,
        mother,
        RestForm("dates", begins="2022-05-01", until="2022-05-10", whose="family", ends="2036-01-01"),
    )
    years.days(library, clock, 1200, Random(11))
    assert not any(years.returns(library, album) for album in (named, given, then))
    assert years.returns(library, free)


def test_nothing_comes_on_a_day_that_rests_every_year(library, clock, mother):
    filled(library, mother, 80)
    actions.let_rest(
        library, mother,
        RestForm("dates", begins="2020-12-30", until="2021-01-02", yearly="yes", whose="family", ends="2036-01-01"),
    )  # fmt: skip
    years.days(library, clock, 800, Random(12))
    days = {f"{day:%m-%d}" for day in years.returns(library)}
    assert days.isdisjoint({"12-30", "12-31", "01-01", "01-02"}) and len(days) > 100
