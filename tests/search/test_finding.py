"""찾기: words in titles, descriptions, categories and names, however they are written."""

import unicodedata

import pytest

from backupd.albums import actions, categories, trash
from backupd.albums.records import AlbumForm
from backupd.search import store
from tests import people
from tests.albums import house


@pytest.fixture
def mother(library):
    return people.found_family(library)


def titles(library, viewer, words):
    return [album.title for album in store.find(library, viewer, words).albums]


@pytest.mark.parametrize(
    "words",
    [
        "제주",
        "제주 여름",
        "제주여름",
        "여름 휴가",
        "여 름",
        "주",
        unicodedata.normalize("NFD", "제주"),
        "JEJU",
        "jeju",
        "바람",
    ],
)
def test_an_album_is_found_however_its_words_are_written(library, mother, words):
    actions.make_album(library, mother, AlbumForm("제주 여름휴가 Jeju", "바람이 셌다"))
    house.album(library, mother, "교토 골목")
    assert titles(library, mother, words) == ["제주 여름휴가 Jeju"]


def test_albums_are_found_by_category_and_by_who_took_part(library, mother):
    father = people.join(library, mother, "아빠")
    trips = categories.shelves(library, mother)[0]
    actions.make_album(library, mother, AlbumForm("바다", category=str(trips.id)))
    house.album(library, father, "산", photos=1)
    assert titles(library, mother, trips.name) == ["바다"]
    assert titles(library, mother, "아빠") == ["산"] and titles(library, mother, "산 아빠") == ["산"]
    assert titles(library, mother, "바다 아빠") == []


def test_stories_and_people_are_found_too(library, mother):
    father = people.join(library, mother, "아빠")
    album = house.album(library, mother)
    story = house.story(library, father, album, description="깨울까 봐 숨도 못 쉬었다")
    found = store.find(library, mother, "깨울까봐")
    assert [each.id for each in found.stories] == [story] and not found.albums
    assert [each.name for each in store.find(library, mother, "아빠").people] == ["아빠"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "100%", "a_b", "'", '"', "\x00", "((", "*"])
def test_signs_are_only_signs(library, mother, words):
    house.album(library, mother, "제주")
    assert store.find(library, mother, words).nothing
    wanted = actions.make_album(library, mother, AlbumForm(f"여기 {words} 있다".replace("\x00", "")))
    if words != "\x00":
        assert [album.id for album in store.find(library, mother, words).albums] == [wanted]


def test_nothing_hidden_is_found(library, mother):
    child = people.join(library, mother, "지우")
    aunt = people.another_family(library)
    album = house.album(library, mother, "비밀 여행")
    story = house.story(library, mother, album, description="비밀 이야기")
    assert store.find(library, aunt, "비밀").nothing and store.find(library, aunt, "엄마").nothing
    trash.trash_stories(library, mother, [story])
    assert not store.find(library, child, "이야기").stories
    trash.trash_album(library, mother, album)
    assert store.find(library, child, "비밀").nothing


def test_an_empty_question_offers_examples_and_a_vain_one_advice(library, mother):
    house.album(library, mother, "교토 골목", photos=1)
    with people.client_for(library, mother) as browser:
        assert "/search?q=%EA%B5%90%ED%86%A0%20%EA%B3%A8%EB%AA%A9" in browser.get("/search").text
        found = browser.get("/search", params={"q": "교토"}).text
        assert 'value="교토"' in found and "교토 골목" in found
        assert "‘로마’를 찾지 못했어요" in browser.get("/search", params={"q": "로마"}).text
        part = browser.get("/search", params={"q": "교토"}, headers={"HX-Request": "true"}).text
        assert "<html" not in part and "교토 골목" in part
        assert browser.get("/api/search", params={"q": "교토"}).json()["albums"][0]["title"] == "교토 골목"
