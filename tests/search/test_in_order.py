"""The order of what is found, hour by hour, and page after page while the family goes on talking."""

import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reactions.commenting import comment
from backupd.reactions.records import Draft
from backupd.search import store
from tests import people
from tests.albums import house


@pytest.fixture
def mother(library: Library) -> Viewer:
    return people.found_family(library)


def test_a_comment_while_paging_hides_nothing(library, mother):
    album = house.album(library, mother, "여름")
    told = [
        house.story(library, mother, album, house.photo(library, "2019-08-01T10:00:00"), "바다")
        for _ in range(30)
    ]
    first = store.find(library, mother, "바다")
    seen = [each.story.id for each in first.stories]
    waiting = next(each for each in told if each not in seen)
    comment(library, mother, waiting, Draft("좋다"))
    rest = store.find(library, mother, "바다", stories=first.next_stories)
    assert sorted(seen + [each.story.id for each in rest.stories]) == sorted(told)


def test_a_day_is_in_its_order_though_somebody_comments(library, mother):
    album = house.album(library, mother, "여름")
    morning, evening = (
        house.story(library, mother, album, house.photo(library, f"2019-08-01T{hour}:00:00"), "바다")
        for hour in ("09", "20")
    )
    assert [each.story.id for each in store.find(library, mother, "바다").stories] == [evening, morning]
    comment(library, mother, morning, Draft("좋다"))
    assert [each.story.id for each in store.find(library, mother, "바다").stories] == [evening, morning]


def test_uploaded_out_of_order_a_day_is_in_its_order(library, mother):
    album = house.album(library, mother, "여름")
    evening, morning = (
        house.story(library, mother, album, house.photo(library, f"2019-08-01T{hour}:00:00"), "바다")
        for hour in ("20", "09")
    )
    assert [each.story.id for each in store.find(library, mother, "바다").stories] == [evening, morning]


def test_long_comments_do_not_take_the_place_away(library, mother):
    album = house.album(library, mother, "여름")
    s = house.story(
        library, mother, album, house.photo(library, place_ko="제주시", name="특별한파일.jpg"), "바다"
    )
    for _ in range(60):
        comment(library, mother, s, Draft("가나다라 마바사아 " * 40))
    assert [e.story.id for e in store.find(library, mother, "특별한파일").stories] == [s]
    assert [e.story.id for e in store.find(library, mother, "제주시").stories] == [s]
