"""What is suggested while one types, what one looked for lately, and what one calls somebody."""

import pytest

from backupd.albums import trash
from backupd.family import call
from backupd.search import keeping, store
from backupd.search.recent import KEPT, recent, remember
from backupd.search.suggesting import MOST, suggestions
from tests import people
from tests.albums import house


@pytest.fixture
def mother(library):
    return people.found_family(library)


def stories(library, viewer, words):
    return [found.story.id for found in store.find(library, viewer, words).stories]


def suggested(library, viewer, typed):
    return [(each.kind, each.words) for each in suggestions(library, viewer, typed)]


def test_a_syllable_on_its_way_suggests_where_it_goes(library, mother):
    house.album(library, mother, "제주 여름휴가")
    house.album(library, mother, "Jeju summer")
    found = ("album", "제주 여름휴가")
    for typed in (
        "ㅈ",
        "제",
        "젲",
        "제ㅈ",
        "제주",
        "제주 ",
        "제주ㅇ",
        "제주여",
        "ㅈㅈ",
        "ㅈㅈㅇㄹ",
        "여름",
        "여르",
        "ㅇㄹ",
        "휴가",
    ):
        assert suggested(library, mother, typed) == [found], typed
    for typed in ("j", "JEJU", "ｊｅ", "summ", "juju"):
        assert suggested(library, mother, typed) == ([("album", "Jeju summer")] if typed != "juju" else [])
    for typed in ("", " ", "ㅏ", "\x00", "주제", "가" * 5_000):
        assert suggested(library, mother, typed) == [], typed


def test_recent_ones_come_first_then_people_albums_places_and_categories(library, mother):
    people.join(library, mother, "서연")
    album = house.album(library, mother, "서울 나들이")
    house.story(
        library,
        mother,
        album,
        house.photo(library, place_ko="제주특별자치도 서귀포시", place_en="Seogwipo-si, Jeju-do"),
    )
    remember(library, mother, "서쪽 하늘")
    keeping.read_everything(library)
    assert suggested(library, mother, "서") == [
        ("recent", "서쪽 하늘"), ("person", "서연"), ("album", "서울 나들이"), ("place", "서귀포시"),
        ("place", "제주특별자치도 서귀포시"),
    ]  # fmt: skip
    assert ("place", "Seogwipo-si") in suggested(library, mother, "seog")
    for number in range(20):
        house.album(library, mother, f"서울 {number}")
    assert len(suggested(library, mother, "서")) == MOST


def test_what_is_gone_is_suggested_no_more(library, mother):
    album = house.album(library, mother, "제주 여름휴가")
    trash.trash_album(library, mother, album)
    assert suggested(library, mother, "제주") == []


def test_a_place_is_suggested_while_a_story_is_there(library, mother):
    media = house.photo(library, place_ko="제주특별자치도 서귀포시", place_en="Seogwipo-si, Jeju-do")
    stories = [house.story(library, mother, house.album(library, mother, "여름"), media) for _ in range(2)]
    keeping.read_everything(library)
    for read in (lambda: None, lambda: keeping.read_everything(library)):
        trash.trash_stories(library, mother, [stories.pop()])
        there = bool(stories)
        assert bool(suggested(library, mother, "서귀")) == bool(suggested(library, mother, "seog")) == there
        read()
        assert bool(suggested(library, mother, "서귀")) == there


def test_the_last_few_searches_are_kept_each_once(library, mother, clock):
    for number in [*range(KEPT + 3), 5]:
        clock.forward(minutes=1)
        remember(library, mother, f"바다 {number}")
    kept = recent(library, mother)
    assert kept[:2] == ["바다 5", f"바다 {KEPT + 2}"] and len(kept) == KEPT == len(set(kept))
    with people.client_for(library, mother) as browser:
        answer = browser.post("/search/recent/removal", data={"words": "바다 5"})
        assert answer.status_code == 303 and "바다 5" not in recent(library, mother)
        assert "바다 6" in browser.get("/search").text
        browser.post("/search/recent/removal", data={"words": ""})
        assert recent(library, mother) == [] and "바다 6" not in browser.get("/search").text


def test_only_what_found_something_is_kept(library, mother):
    house.album(library, mother, "바다")
    with people.client_for(library, mother) as browser:
        browser.get("/search", params={"q": "로마"})
        browser.get("/search", params={"q": "  바다 "})
        browser.get("/api/search", params={"q": "바"})
    assert recent(library, mother) == ["바다"]


def test_people_are_found_by_what_one_calls_them_and_nobody_else_does(library, mother):
    father = people.join(library, mother, "김철수")
    child = people.join(library, mother, "지우")
    story = house.story(library, father, house.album(library, mother, "여름"))
    call(library, child, father.id, "아빠")
    for words in ("아빠", "아빠가 올린 사진", "김철수", "ㅇㅃ"):
        assert stories(library, child, words) == [story]
    assert [each.name for each in store.find(library, child, "김철수").people] == ["아빠"]
    assert [chip.value for chip in store.find(library, child, "김철수가 올린").chips] == ["아빠"]
    assert store.find(library, mother, "아빠").nothing
    assert [each.words for each in suggestions(library, child, "아")] == ["아빠"]
    assert suggestions(library, mother, "아") == []
