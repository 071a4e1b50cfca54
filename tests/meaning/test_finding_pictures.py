"""찾기 finds what is on the pictures, and pictures like one, of what the viewer may see."""

import pytest

from backupd import meaning
from backupd.albums import trash
from backupd.core.errors import Absent
from backupd.search import pictures, store
from backupd.search.pictures import alike
from tests import people
from tests.albums import house


@pytest.fixture
def father(sighted, mother):
    return people.join(sighted, mother, "아빠")


@pytest.fixture
def album(sighted, mother):
    return house.album(sighted, mother, "우리들")


@pytest.fixture
def dog(sighted, mother, album, see):
    return house.story(sighted, mother, album, see(house.photo(sighted, "2019-08-05T10:00:00"), pug=0.9))


@pytest.fixture
def sea(sighted, mother, album, see):
    return house.story(sighted, mother, album, see(house.photo(sighted, "2021-01-05T10:00:00"), seashore=0.8))


def seen(library, viewer, words):
    return [each.id for each in store.find(library, viewer, words).seen]


def test_a_thing_is_found_in_both_languages_though_nobody_described_it(sighted, mother, dog, sea):
    assert [seen(sighted, mother, words) for words in ("강아지", "dog", "puppies", "강아지들이")] == [
        [dog]
    ] * 4
    assert seen(sighted, mother, "바닷가") == [sea] and seen(sighted, mother, "cello") == []
    assert seen(sighted, mother, "2019년 강아지") == [dog] and seen(sighted, mother, "2021년 강아지") == []
    assert seen(sighted, mother, "8월 강아지") == [dog] and seen(sighted, mother, "1월 강아지") == []


def test_who_gave_it_and_what_kind_hold_for_what_is_seen_too(sighted, mother, father, album, dog, see):
    by_father = house.story(sighted, father, album, see(house.photo(sighted, "2019-08-06T10:00:00"), pug=0.8))
    assert seen(sighted, mother, "엄마가 올린 강아지") == [dog]
    assert seen(sighted, mother, "dogs by 아빠") == [by_father]
    assert seen(sighted, mother, "강아지 동영상") == [] and seen(sighted, mother, "엄마가 올린") == []


def test_a_giver_is_found_behind_many_of_somebody_else(sighted, mother, father, album, dog, see):
    for _ in range(pictures.LOOKED_AT + 1):
        house.story(sighted, father, album, see(house.photo(sighted), pug=0.95))
    assert seen(sighted, mother, "엄마가 올린 강아지") == [dog]


def test_nothing_is_seen_that_the_gate_hides(sighted, mother, album, dog, see):
    aunt = people.another_family(sighted)
    theirs = house.album(sighted, aunt, "외가")
    house.story(sighted, aunt, theirs, see(house.photo(sighted), pug=0.9))
    assert seen(sighted, mother, "강아지") == [dog]
    see(house.photo(sighted), pug=0.9)  # in no album at all
    assert seen(sighted, mother, "강아지") == [dog]
    trash.trash_stories(sighted, mother, [dog])
    assert seen(sighted, mother, "강아지") == []
    with pytest.raises(Absent):
        alike(sighted, mother, dog)


def test_a_damaged_row_is_like_nothing_and_hides_nothing(sighted, mother, album, dog, sea):
    other = house.story(sighted, mother, album)
    with sighted.database.writing() as connection:
        connection.execute(
            "INSERT INTO seen (media, model, tags, vector) SELECT media, 'lite0-1', x'01', x'7f' FROM story_media WHERE story = ?",
            (other,),
        )
    assert seen(sighted, mother, "강아지") == [dog] and seen(sighted, mother, "바다") == [sea]


def test_a_damaged_row_that_comes_first_spoils_no_other(sighted, mother, album, see):
    first, dog, again = (
        house.story(sighted, mother, album, see(house.photo(sighted), pug=chance))
        for chance in (0.9, 0.8, 0.7)
    )
    with sighted.database.writing() as connection:
        connection.execute("UPDATE seen SET vector = x'7f' WHERE id = (SELECT min(id) FROM seen)")
    assert [each.id for each in alike(sighted, mother, dog).stories] == [again]
    assert alike(sighted, mother, first).stories == []


def test_pictures_like_one(sighted, mother, album, dog, sea, see, browser):
    again = house.story(sighted, mother, album, see(house.photo(sighted), pug=0.5))
    assert [each.id for each in alike(sighted, mother, dog).stories] == [again]
    page = browser.get(f"/stories/{dog}/alike")
    assert (
        page.status_code == 200 and f"/stories/{again}" in page.text and f'"/stories/{sea}"' not in page.text
    )
    assert [each["id"] for each in browser.get(f"/api/stories/{dog}/alike").json()["stories"]] == [again]
    assert browser.get("/stories/999999/alike").status_code == 404


@pytest.mark.parametrize("odd", ["ㅅ", "🐶", "' OR 1=1 --", '"*)(', "가" * 10_000, "2021년 2월 30일"])
def test_odd_questions_find_nothing_and_break_nothing(sighted, mother, dog, odd):
    assert seen(sighted, mother, odd) == []


def test_the_page_shows_what_was_seen(sighted, mother, dog, browser):
    assert "사진 속에서 찾았어요" in browser.get("/search", params={"q": "강아지"}).text


def test_the_same_moment_and_nearly_the_same_picture_are_twins(sighted, see):
    first = see(house.photo(sighted, "2019-08-05T10:00:00"), pug=0.9)
    second = see(house.photo(sighted, "2019-08-05T10:00:05"), pug=0.9)
    other = see(house.photo(sighted, "2019-08-05T10:00:07"), seashore=0.9)
    later = see(house.photo(sighted, "2019-08-06T10:00:07"), pug=0.9)
    assert meaning.near_duplicates(sighted, [later, other, second, first]) == [[first, second]]
