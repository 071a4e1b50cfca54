"""What families really type: with particles, in any order, with what they did there, and days as they say them."""

from datetime import date

import pytest

from backupd.albums import actions
from backupd.albums.records import AlbumForm
from backupd.capsules import actions as capsules
from backupd.capsules.records import NewCapsule
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search import store
from backupd.search.grammar import understand
from backupd.search.people import Named
from tests import people
from tests.albums import house

TODAY = date(2026, 11, 27)


@pytest.fixture
def mother(library: Library) -> Viewer:
    return people.found_family(library)


def titles(library, viewer, words):
    return [each.album.title for each in store.find(library, viewer, words).albums]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("10년 전", 2016),
        ("20년 전", 2006),
        ("15년 전 제주", 2011),
        ("10년 전에", 2016),
        ("10년 전 사진", 2016),
        ("10년전", 2016),
    ],
)
def test_ten_years_ago_is_not_2010(text, year):
    spans = understand(text, TODAY, (), 1).spans
    assert [first.year for first, _ in spans] == [year]


@pytest.mark.parametrize("text", ["하준이", "하준이가", "하준이 사진"])
def test_a_child_is_found_by_the_name_with_its_particle_though_somebody_wrote_it_so_once(
    library, mother, text
):
    child = people.join(library, mother, "하준")
    album = house.album(library, mother, "놀이터")
    house.story(library, mother, album, description="하준이가 소리쳤어요. 하준이 웃음")
    given = house.story(library, child, album)
    found = store.find(library, mother, text)
    assert [each.name for each in found.people] == ["하준"]
    assert given in [each.story.id for each in found.stories]


def test_a_particle_somebody_used_once_is_not_in_the_way(library, mother):
    house.album(library, mother, "하준이 태어난 날")
    house.album(library, mother, "하준이가 짠 여행")
    assert titles(library, mother, "하준이 태어난") == ["하준이 태어난 날"]
    house.album(library, mother, "하준이 여행")
    assert titles(library, mother, "하준이가 태어난") == ["하준이 태어난 날"]


def test_a_noun_with_a_particle(library, mother):
    album = house.album(library, mother, "제주")
    one = house.story(library, mother, album, description="바다가 귤색이야")
    other = house.story(library, mother, album, description="바다 냄새")
    cat = house.story(library, mother, album, description="고양이")
    house.story(library, mother, album, description="고양시 어린이 박물관")
    assert [each.story.id for each in store.find(library, mother, "고양이").stories] == [cat]
    assert {each.story.id for each in store.find(library, mother, "바다가").stories} == {one, other}


@pytest.mark.parametrize(
    "words",
    [
        "제주에서 먹은 것",
        "제주 갔던 날",
        "제주에서 놀던 사진",
        "when we went to Jeju",
        "제주에 놀러 갔던 사진",
    ],
)
def test_what_people_did_there_is_not_in_the_way(library, mother, words):
    actions.make_album(library, mother, AlbumForm("제주 여름휴가 Jeju", ""))
    found = store.find(library, mother, words)
    assert [each.album.title for each in found.albums] == ["제주 여름휴가 Jeju"]


@pytest.mark.parametrize("text", ["추석 2023", "크리스마스 2024", "한글날 2025"])
def test_a_holiday_before_its_year(text):
    ((first, last),) = understand(text, TODAY, (), 1).spans
    assert (last - first).days < 5


@pytest.mark.parametrize("text", ["올여름", "올 여름", "올가을", "올봄"])
def test_this_summer_as_korean_says_it(text):
    assert understand(text, TODAY, (), 1).spans is not None


def test_next_summer_is_not_the_last():
    assert understand("next summer", TODAY, (), 1).spans[0][0] == date(2027, 6, 1)


def test_who_and_when_in_the_order_people_say_it():
    question = understand("엄마가 2019년에 올린", TODAY, (Named(("엄마",), 1),), 1)
    assert [(chip.kind, chip.said, chip.without) for chip in question.chips] == [
        ("person", "엄마가 올린", "2019년에"),
        ("date", "2019년에", "엄마가 올린"),
    ] and not question.words


@pytest.mark.parametrize("text", ["dads photos", "아빠가 준 사진", "아빠가 주신 사진"])
def test_more_ways_to_say_who_gave(text):
    names = (Named(("아빠", "Dad"), 2),)
    question = understand(text, TODAY, names, 1)
    assert [chip.kind for chip in question.chips] == ["person"] and not question.words


def test_the_cake_mother_made_may_be_on_father_s_photo(library, mother):
    father = people.join(library, mother, "아빠")
    album = house.album(library, mother, "생일")
    story = house.story(library, father, album, description="엄마 케이크")
    found = store.find(library, mother, "엄마가 만든 케이크")
    assert [each.story.id for each in found.stories] == [story] and not found.chips


@pytest.mark.parametrize(
    ("taken", "precision", "words"),
    [
        ("1999-01-01T00:00:00", "year", "1월 1일"),
        ("1999-01-01T00:00:00", "year", "1999년 1월 1일"),
        ("1999-01-01T00:00:00", "year", "1월"),
        ("1980-01-01T00:00:00", "decade", "1980년"),
        ("2005-08-01T00:00:00", "month", "8월 1일"),
    ],
)
def test_a_scan_of_which_only_the_year_is_known_is_of_no_day(library, mother, taken, precision, words):
    album = house.album(library, mother, "옛날 사진")
    house.story(library, mother, album, house.photo(library, taken, precision), "스캔")
    assert store.find(library, mother, words).stories == []


def test_nothing_is_said_to_be_found_instead_where_that_finds_nothing(library, mother):
    album = house.album(library, mother, "여름")
    house.story(library, mother, album, description="바다가 귤색")
    house.story(library, mother, album, description="그 때는 몰랐다")
    house.story(library, mother, album, description="강아지")
    found = store.find(library, mother, "바닷가에서 뛰는 강아지")
    assert found.nothing and found.instead is None, found.instead


def test_more_words_than_are_looked_for_are_said(library, mother):
    house.album(library, mother, "하나 둘 셋 넷 다섯 여섯 일곱 여덟")
    found = store.find(library, mother, "하나 둘 셋 넷 다섯 여섯 일곱 여덟 독도")
    assert found.cut or not found.albums


def test_a_capsule_that_opens_in_another_year_is_not_of_this_one(library, mother):
    capsules.make(
        library,
        mother,
        NewCapsule("서른 살의 우리", "", "2031-02-03", "04:05", show_who=False, people=[], hidden=[]),
    )
    assert store.find(library, mother, "2031년 캡슐").capsules
    assert not store.find(library, mother, "2029년 캡슐").capsules


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("크리스마스", "2019-12-25"), ("크리스마스에 찍은 사진", "2019-12-25"), ("Christmas", "2019-12-25"),
        ("추석", "2023-09-29"), ("추석 연휴", "2023-09-29"), ("설날", "2020-01-25"), ("어린이날", "2022-05-05"),
        ("New Year's Day", "2021-01-01"),
    ],
)  # fmt: skip
def test_a_holiday_finds_what_was_taken_that_day_though_nobody_wrote_it(library, mother, words, day):
    album = house.album(library, mother, "일상")
    story = house.story(library, mother, album, house.photo(library, f"{day}T10:00:00"))
    house.story(library, mother, album, house.photo(library, "2019-07-17T10:00:00"))
    found = store.find(library, mother, words)
    assert [each.id for each in found.then] == [story] and not found.nothing and found.instead is None
    assert not store.find(library, mother, f"{words} 독도").then


def test_an_album_called_after_a_holiday_is_found_by_the_days_around_it(library, mother):
    house.album(library, mother, "추석과 보름달")
    house.album(library, mother, "우리 연휴")
    assert titles(library, mother, "추석 연휴") == ["추석과 보름달"]
    assert titles(library, mother, "연휴") == ["우리 연휴"]
