"""오늘: what one sees first."""

import re
from datetime import UTC, datetime

import pytest

from backupd.albums import looking, trash
from backupd.capsules import actions as capsules
from backupd.capsules.records import NewCapsule
from backupd.home import today
from tests import people
from tests.albums import house


def test_an_empty_house_invites_to_three_first_steps(library):
    mother = people.found_family(library)
    with people.client_for(library, mother) as browser:
        page = browser.get("/").text
    assert "엄마" in page and "11월 23일 월요일" in page
    for address in ("/family/invitation", "/add", "/albums/new"):
        assert f'<a class="card" href="{address}"' in page


def test_steps_that_were_taken_are_ticked_off_and_then_gone(library):
    mother = people.found_family(library)
    people.join(library, mother, "아빠")
    with people.client_for(library, mother) as browser:
        page = browser.get("/").text
        assert 'href="/family/invitation"' not in page and 'href="/albums/new"' in page
        house.album(library, mother, photos=1)
        assert "이렇게 시작해 볼까요?" not in browser.get("/").text


def test_the_newest_album_and_the_books_below_say_when_and_how_many(library):
    mother = people.found_family(library)
    for title in ("제주", "부산"):
        album = house.album(library, mother, title)
        for _ in range(3):
            house.story(library, mother, album, house.photo(library))
    with people.client_for(library, mother) as browser:
        page = browser.get("/").text
    assert "<p>2019년 8월 · 3장</p>" in page
    assert '<span class="small dotted"><span>2019년 8월</span><span>3장</span></span>' in page


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (0, "night"),
        (5, "morning"),
        (10, "morning"),
        (11, "noon"),
        (15, "afternoon"),
        (19, "evening"),
        (23, "night"),
    ],
)
def test_the_greeting_follows_the_hour(hour, greeting):
    assert today.greeting(hour) == greeting


def test_the_hour_is_the_familys_own(library, clock):
    mother = people.found_family(library)
    assert clock.now() == datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    assert today.today(library, mother, WORDS).now.hour == 12


def test_what_others_added_is_one_line_for_a_person_an_album_and_a_day(library, clock):
    mother = people.found_family(library)
    father = people.join(library, mother, "아빠")
    album = house.album(library, mother, "우리 집 콩이")
    for _ in range(12):
        house.story(library, father, album)
    clock.forward(days=1)
    house.story(library, father, album)
    lines = today.today(library, mother, WORDS).news
    assert [(line.people[0].name, line.amount) for line in lines if line.kind == "story_added"] == [
        ("아빠", 1),
        ("아빠", 12),
    ]
    with people.client_for(library, mother) as browser:
        page = browser.get("/").text
    assert re.search("<strong>아빠</strong>가 ‘우리 집 콩이’\u2060에 사진 12장을 더했어요", page)
    assert not [line for line in today.today(library, father, WORDS).news if line.kind == "story_added"]


def test_what_was_deleted_is_no_news(library):
    mother = people.found_family(library)
    father = people.join(library, mother, "아빠")
    album = house.album(library, father, photos=2)
    stories = [story.id for story in looking.opened(library, mother, album).stories]
    trash.trash_stories(library, father, stories[:1])
    assert today.today(library, mother, WORDS).news[0].amount == 1
    trash.trash_album(library, mother, album)
    left = [line.kind for line in today.today(library, mother, WORDS).news]
    assert left == ["person_joined"] and not today.today(library, mother, WORDS).latest


def test_another_familys_news_and_albums_are_not_seen(library):
    mother = people.found_family(library)
    house.album(library, mother, photos=2)
    aunt = people.another_family(library)
    assert not today.today(library, aunt, WORDS).news and not today.today(library, aunt, WORDS).latest


def test_capsules_count_down_for_those_who_may_know_of_them(library, clock):
    mother = people.found_family(library)
    grandmother = people.join(library, mother, "할머니")
    capsules.make(
        library, mother, NewCapsule("칠순", day="2026-11-25", time="12:00", hidden=[grandmother.id])
    )
    with people.client_for(library, mother) as browser:
        page = browser.get("/").text
        assert "칠순" in page and "2일 남았어요" in page
        told = browser.get("/api/today").json()["capsules"]
        assert [(one["capsule"]["title"], one["left"]["seconds"]) for one in told] == [("칠순", 2 * 86400)]
        clock.forward(days=1, hours=22, minutes=30)
        assert "1시간 30분 남았어요" in browser.get("/").text
    with people.client_for(library, grandmother) as browser:
        assert "칠순" not in browser.get("/").text and browser.get("/api/today").json()["capsules"] == []


def test_today_comes_as_json_too(library):
    mother = people.found_family(library)
    house.album(library, mother, "제주", photos=1)
    with people.client_for(library, mother) as browser:
        answer = browser.get("/api/today").json()
    assert answer["latest"][0]["title"] == "제주" and answer["greeting"] == "noon"


def test_who_only_looks_is_not_led_to_adding(library):
    mother = people.found_family(library)
    aunt = people.join(library, mother, "이모", role="reader")
    with people.client_for(library, mother) as browser:
        assert 'href="/add"' in browser.get("/albums").text
    with people.client_for(library, aunt) as browser:
        assert 'href="/add"' not in browser.get("/albums").text


WORDS = people.renderer().words
