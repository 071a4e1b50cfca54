"""A rolling picture from its first turn to the album it becomes, with a clock that moves."""

from itertools import pairwise

import pytest

from backupd import albums
from backupd.albums import trash
from backupd.core.errors import Absent
from backupd.family import actions as family_actions
from backupd.relays import actions
from backupd.relays.timekeeping import keep_turns
from tests import people
from tests.relays.conftest import House


def test_everybody_has_their_turn_and_it_becomes_an_album(house: House) -> None:
    assert house.holder == "엄마"
    house.take(house.mother, "one.jpg", "아침 하늘")
    assert house.holder == "아빠"
    house.take(house.father, "two.jpg")
    house.take(house.daughter, "three.jpg")
    seen = house.seen(house.grandmother)
    assert seen.relay.state == "ended" and seen.holder is None
    assert [frame.name for frame in seen.frames] == ["엄마", "아빠", "지우"]
    assert all(frame.picture and frame.picture.rendered for frame in seen.frames)
    opened = albums.opened(house.library, house.grandmother, seen.relay.album)
    assert [story.contributor_name for story in opened.stories] == ["엄마", "아빠", "지우"]
    assert opened.stories[0].description == "아침 하늘" and not opened.album.in_turns
    assert opened.album.title == "우리 집 하늘"
    with people.client_for(house.library, house.grandmother) as tablet:
        news = tablet.get("/feed").text
    for told in (
        "엄마</strong>가 롤링픽처 ‘우리 집 하늘’을 시작했어요",
        "롤링픽처 ‘우리 집 하늘’이 다 돌았어요",
    ):
        assert told in news
    assert news.count(f'href="/albums/{seen.relay.album}/relay"') == 2


def test_who_does_nothing_for_a_day_is_passed_by_and_the_next_has_a_whole_day(house: House) -> None:
    house.later(hours=23, minutes=59)
    assert house.holder == "엄마"
    house.later(minutes=1)
    assert (house.holder, house.states) == ("아빠", ["late", "holding"])
    left = house.seen().left
    assert left and (left.days, left.hours) == (1, 0)


def test_reminders_come_at_the_start_and_near_the_end_once(house: House) -> None:
    assert house.letters(house.mother) == ["turn"]
    assert house.letters(house.father) == ["made"]
    house.later(hours=19, minutes=59)
    assert house.letters(house.mother) == ["turn"]
    house.later(minutes=1)
    house.later(minutes=1)
    assert house.letters(house.mother) == ["turn", "near"]
    house.take(house.mother, "one.jpg")
    assert house.letters(house.father) == ["made", "turn"]
    for who in (house.father, house.daughter):
        house.take(who, f"{who.id}.jpg")
    assert house.letters(house.grandmother) == ["ended"]
    pictures = house.library.database.value("SELECT pictures FROM letter WHERE words = 'relays.told_ended'")
    assert pictures.count(",") == 2


def test_a_power_cut_of_a_week_costs_one_turn_and_not_all_of_them(house: House) -> None:
    house.clock.forward(days=7)
    for _ in range(3):
        keep_turns(house.library)
    assert (house.holder, house.states) == ("아빠", ["late", "holding"])


def test_while_nobody_knows_the_time_every_turn_holds(house: House) -> None:
    house.clock.is_synchronised = False
    house.clock.leap(days=400)
    keep_turns(house.library)
    assert house.holder == "엄마" and house.seen().left is None and house.seen().my_turn
    house.take(house.mother, "one.jpg")
    assert house.holder == "아빠" and house.seen().holder.deadline is None
    house.clock.leap(days=-400)
    house.clock.is_synchronised = True
    keep_turns(house.library)
    left = house.seen().left
    assert left and (left.days, left.hours) == (1, 0)


def test_a_clock_that_was_years_ahead_gives_nobody_years(house: House) -> None:
    house.clock.leap(days=400)
    house.take(house.mother, "one.jpg") if house.seen().my_turn else keep_turns(house.library)
    assert house.holder == "아빠"
    house.clock.leap(days=-400)
    keep_turns(house.library)
    left = house.seen().left
    assert left and left.days <= 1 and house.holder == "아빠"


def test_rounds_follow_each_other_and_a_shuffled_order_gives_nobody_two_turns_running(
    empty_house: House,
) -> None:
    house = empty_house
    house.begin(rounds=4, shuffled=True)
    who = {each.id: each for each in (house.mother, house.father, house.daughter)}
    took = []
    while held := house.seen().holder:
        took.append(held.person)
        actions.pass_on(house.library, who[held.person], house.relay, held.id)
    assert len(took) == 12
    for number in range(4):
        assert set(took[number * 3 : number * 3 + 3]) == who.keys()
    assert all(one != other for one, other in pairwise(took))


def test_a_new_order_is_one_of_those_who_are_still_in_it(empty_house: House) -> None:
    house = empty_house
    house.begin(rounds=20, shuffled=True)
    actions.leave(house.library, house.daughter, house.relay)
    who, took = {each.id: each for each in (house.mother, house.father)}, []
    while held := house.seen().holder:
        took.append(held.person)
        actions.pass_on(house.library, who[held.person], house.relay, held.id)
    assert len(took) == 40 and all(one != other for one, other in pairwise(took))


def test_pass_skip_and_nominate(house: House) -> None:
    actions.nominate(house.library, house.mother, house.relay, house.turn, house.daughter.id)
    actions.pass_on(house.library, house.mother, house.relay, house.turn)
    assert house.holder == "지우" and house.seen().frames[-1].nominated_by_name == "엄마"
    actions.skip(house.library, house.mother, house.relay, house.turn)
    assert (house.holder, house.states) == ("아빠", ["passed", "skipped", "holding"])


def test_people_come_in_and_leave_midway(house: House) -> None:
    actions.join(house.library, house.grandmother, house.relay)
    assert [one.name for one in house.seen().coming_up] == ["아빠", "지우", "할머니"]
    actions.leave(house.library, house.mother, house.relay)
    assert (house.holder, house.states) == ("아빠", ["left", "holding"])
    actions.leave(house.library, house.daughter, house.relay)
    house.take(house.father, "two.jpg")
    assert house.holder == "할머니"
    actions.join(house.library, house.daughter, house.relay)
    house.take(house.grandmother, "four.jpg")
    assert house.holder == "지우"


def test_whoever_leaves_the_family_holds_up_nobody(house: House) -> None:
    house.take(house.mother, "one.jpg")
    family_actions.remove(house.library, house.mother, house.father.id)
    house.later(minutes=1)
    assert (house.holder, house.states) == ("지우", ["done", "left", "holding"])
    house.take(house.daughter, "three.jpg")
    assert house.seen().relay.state == "ended"


def test_an_album_in_the_trash_holds_its_turns_and_comes_back_with_them(house: House) -> None:
    album = house.seen().relay.album
    trash.trash_album(house.library, house.mother, album)
    with pytest.raises(Absent):
        house.seen()
    house.later(days=3)
    trash.restore_album(house.library, house.mother, album)
    house.later(minutes=1)
    assert house.holder == "엄마" and house.seen().left.days == 1


def test_another_family_sees_nothing_of_it(house: House) -> None:
    aunt = people.another_family(house.library)
    with people.client_for(house.library, aunt) as browser:
        for path in ("", "/passing", "/joining", "/going", "/ending", "/skipping", "/nomination"):
            method, sent = ("POST", {"turn": "1", "person": "1"}) if path else ("GET", None)
            answer = browser.request(method, f"/relays/{house.relay}{path}", data=sent)
            assert answer.status_code == 404, path
        assert browser.get(f"/albums/{house.seen().relay.album}/relay").status_code == 404
        assert "우리 집 하늘" not in browser.get("/relays").text
