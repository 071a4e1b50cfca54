"""Where pictures were taken is said where people read: beside the picture, over a day, in the book, in an album's name."""

import re

import pytest

from backupd import albums, intake
from backupd.albums import locating, looking, place_names
from backupd.albums.choosing import Locating
from backupd.search.store import find
from tests import people
from tests.albums import house
from tests.media.making import exif, photo

SEOGWIPO = {
    "latitude": 33.2541,
    "longitude": 126.5601,
    "place_ko": "제주 서귀포시",
    "place_en": "Seogwipo, Jeju",
}
SEOUL = {"latitude": 37.5665, "longitude": 126.978, "place_ko": "서울 중구", "place_en": "Jung-gu, Seoul"}


@pytest.fixture
def trip(library, mother):
    """Two of three photos of the fifth in Seogwipo; on the sixth two places as often as each other."""
    made = house.album(library, mother, "여행")
    for taken, place in (
        ("2019-08-05T10:00:00", SEOGWIPO), ("2019-08-05T11:00:00", SEOGWIPO), ("2019-08-05T12:00:00", {}),
        ("2019-08-06T10:00:00", SEOGWIPO), ("2019-08-06T11:00:00", SEOUL),
    ):  # fmt: skip
        house.story(library, mother, made, house.photo(library, taken, **place))
    return made


def numbers(library, viewer, album):
    return [story.id for story in looking.opened(library, viewer, album).stories]


def headings(page):
    found = re.findall(r'<h2 class="day">(.*?)</h2>', page, re.DOTALL)
    return [" ".join(re.sub("<[^>]+>", " ", each).split()) for each in found]


def test_a_day_says_where_most_of_its_photos_were(trip, browser):
    assert headings(browser.get(f"/albums/{trip}").text) == [
        "2019년 8월 5일 월요일 제주 서귀포시",
        "2019년 8월 6일 화요일",
    ]


def test_in_english_by_the_english_name(library, mother, trip):
    reader = people.join(library, mother, "Tom", language="en")
    with people.client_for(library, reader) as browser:
        assert headings(browser.get(f"/albums/{trip}").text)[0] == "Monday, August 5, 2019 Seogwipo, Jeju"
        assert "Seogwipo, Jeju" in browser.get(f"/stories/{numbers(library, mother, trip)[0]}").text


def test_what_the_family_wrote_comes_before_what_the_place_is_called(library, mother, trip, browser):
    first, *_ = numbers(library, mother, trip)
    assert "제주 서귀포시" in browser.get(f"/stories/{first}").text
    locating.locate_stories(library, mother, trip, Locating([first], place="할머니 댁 마당"))
    page = browser.get(f"/stories/{first}").text
    assert page.index("할머니 댁 마당") < page.index("제주 서귀포시") < page.index("33.25410, 126.56010")


def test_a_place_taken_away_is_said_nowhere(library, mother, trip, browser):
    locating.locate_stories(library, mother, trip, Locating(numbers(library, mother, trip), way="none"))
    place_names.name_stories(library, 0)
    for address in (
        f"/albums/{trip}",
        f"/stories/{numbers(library, mother, trip)[0]}",
        f"/albums/{trip}/book",
    ):
        assert "서귀포" not in browser.get(address).text
    told = browser.get(f"/api/albums/{trip}").json()["stories"][0]
    assert not (told["place"] or told["place_ko"] or told["place_en"])


def test_the_book_and_the_slideshow_say_it_too(library, mother, trip, browser):
    pages = browser.get(f"/api/albums/{trip}/book").json()["pages"]
    said = [each["text"] for page in pages for each in page["passages"] if each["style"] == "heading"]
    assert said == ["2019년 8월 5일 월요일 · 제주 서귀포시", "2019년 8월 6일 화요일"]
    assert "2019년 8월 5일 · 제주 서귀포시" in browser.get(f"/albums/{trip}/slideshow").text


def test_places_of_other_photos_are_offered_by_their_names(library, mother, trip, browser):
    last = numbers(library, mother, trip)[2]
    assert "제주 서귀포시" in browser.get(f"/albums/{trip}/places?story={last}").text


def test_an_album_split_off_is_offered_its_place_and_days_as_a_name(library, mother, trip, browser):
    first, second, *_, last = numbers(library, mother, trip)

    def named(*stories):
        page = browser.post(f"/albums/{trip}/selection", data={"act": "split", "story": stories}).text
        return re.search(r'name="title"[^>]*value="([^"]*)"', page)[1]

    assert named(first, second) == "제주 서귀포시 · 2019년 8월 5일"
    assert named(first, last) == "2019년 8월 5일–6일"


def gps(latitude, longitude):
    def degrees(value):
        return (float(int(value)), float(int(value % 1 * 60)), round(value * 60 % 1 * 60, 2))

    return {1: "N", 2: degrees(latitude), 3: "E", 4: degrees(longitude)}


def arrive(library, who, folder, size, where):
    """By a form without a script, left to the box; then the sitting is over and told."""
    path = photo(
        folder / f"{size[0]}.jpg", size, exif=exif("2026:08:08 10:00:00", gps=gps(*where) if where else {})
    )
    with people.client_for(library, who) as phone:
        files = [("files", (path.name, path.read_bytes(), "image/jpeg"))]
        assert phone.post("/add", files=files, data={"album": "fit"}).status_code == 303
    library.jobs.drain()
    library.clock.forward(minutes=20)
    intake.tell(library)


def titles(library, viewer):
    return [each.title for each in albums.shelf(library, viewer)]


def test_an_album_that_the_box_made_is_named_by_its_place_until_somebody_names_it(library, mother, tmp_path):
    jeju, seoul = (33.2541, 126.5601), (37.5665, 126.978)
    arrive(library, mother, tmp_path, (81, 60), jeju)
    assert titles(library, mother) == ["제주 서귀포시 · 2026년 8월"]
    assert find(library, mother, "서귀포").albums, "it is found by its new name"
    arrive(library, mother, tmp_path, (82, 60), None)
    assert titles(library, mother) == ["제주 서귀포시 · 2026년 8월"], (
        "one that knows no place says nothing against it"
    )
    arrive(library, mother, tmp_path, (83, 60), seoul)
    assert titles(library, mother) == ["2026년 8월"], "one half here, one half there"
    library.database.connection.execute("UPDATE album SET title = '우리 여름'")
    arrive(library, mother, tmp_path, (84, 60), seoul)
    assert titles(library, mother) == ["우리 여름"]
