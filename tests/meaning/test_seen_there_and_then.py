"""What is seen in pictures, of the place and the day somebody asks for."""

from backupd.search import store as search
from tests.albums import house


def test_the_sea_of_busan_is_not_that_of_gangneung(sighted, mother, see):
    here = house.story(
        sighted,
        mother,
        house.album(sighted, mother, "여름"),
        see(house.photo(sighted, place_ko="부산광역시 해운대구", place_en="Haeundae, Busan"), seashore=0.9),
    )
    there = house.story(
        sighted,
        mother,
        house.album(sighted, mother, "가을"),
        see(house.photo(sighted, place_ko="강원특별자치도 강릉시", place_en="Gangneung"), seashore=0.9),
    )
    assert {each.id for each in search.find(sighted, mother, "바다").seen} == {here, there}
    assert there not in [each.id for each in search.find(sighted, mother, "부산 바다").seen]


def test_a_scan_of_a_year_is_not_seen_on_its_first_day(sighted, mother, see):
    album = house.album(sighted, mother, "여름")
    house.story(
        sighted, mother, album, see(house.photo(sighted, "1999-01-01T00:00:00", "year"), seashore=0.9)
    )
    assert search.find(sighted, mother, "1999년 바다").seen
    assert not search.find(sighted, mother, "1월 1일 바다").seen
