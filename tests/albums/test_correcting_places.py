"""Where a photo was: in words and coordinates, for one or many, and always the way back to what the file says."""

import pytest

from backupd.albums import coordinates, locating, looking, place_names
from backupd.albums.choosing import Locating
from backupd.albums.stories import copy_stories
from backupd.albums.undoing import undo
from backupd.core.errors import Absent, Refused
from backupd.search.store import find
from tests.albums import house

SEOGWIPO = (33.2541, 126.5601)


@pytest.fixture
def mother(library):
    return house.family(library)


@pytest.fixture
def album(library, mother):
    """One photo whose camera knew where it was, two that do not know."""
    made = house.album(library, mother, photos=2)
    house.story(library, mother, made, house.photo(library, latitude=35.1, longitude=129.04))
    return made


def numbers(library, viewer, album):
    return [story.id for story in looking.opened(library, viewer, album).stories]


def locate(library, viewer, album, stories, **form):
    return locating.locate_stories(library, viewer, album, Locating(stories, **form))


def where(library, viewer, story):
    found = locating.whereabouts(library, viewer, story)
    return found.words, found.coordinates


def test_many_get_words_and_coordinates_at_once(library, mother, album):
    stories = numbers(library, mother, album)
    told = locate(library, mother, album, stories, place=" 제주  서귀포 ", coordinates="33.2541, 126.5601")
    assert told.count == 3
    assert {where(library, mother, each) for each in stories} == {("제주 서귀포", "33.25410, 126.56010")}


def test_words_alone_leave_each_photo_where_its_camera_was(library, mother, album):
    stories = numbers(library, mother, album)
    locate(library, mother, album, stories, place="부산", coordinates="")
    assert [where(library, mother, each) for each in stories] == [
        ("부산", ""), ("부산", ""), ("부산", "35.10000, 129.04000"),
    ]  # fmt: skip


def test_a_place_can_be_taken_away_and_the_files_own_comes_back(library, mother, album):
    known = numbers(library, mother, album)[-1]
    locate(library, mother, album, known, place="집", coordinates="37.5, 127.0")
    locate(library, mother, album, known, way="none")
    assert where(library, mother, known) == ("", "")
    locate(library, mother, album, known, way="file")
    assert where(library, mother, known) == ("", "35.10000, 129.04000")


def test_what_was_shown_of_one_photo_and_was_emptied_goes(library, mother, album):
    known = numbers(library, mother, album)[-1]
    locate(library, mother, album, known, place="부산", coordinates="35.10000, 129.04000")
    row = library.database.connection.execute("SELECT located FROM story WHERE id = ?", (known,)).fetchone()
    assert row["located"] == 0  # nobody said anything else than the file
    locate(library, mother, album, known, place="", coordinates="")
    assert where(library, mother, known) == ("", "")


def test_the_same_as_another_photo_of_the_album(library, mother, album):
    one, two, known = numbers(library, mother, album)
    locate(library, mother, album, known, place="부산 광안리", coordinates=None)
    offered = locating.known_places(library, mother, album, [one, two])
    assert [(each.words, each.stories) for each in offered] == [("부산 광안리", 1)]
    locate(library, mother, album, [one, two], way="like", like=offered[0].story)
    assert (
        where(library, mother, one) == where(library, mother, two) == ("부산 광안리", "35.10000, 129.04000")
    )
    again = locating.known_places(library, mother, album, [])
    assert [(each.words, each.stories) for each in again] == [("부산 광안리", 3)]


def test_a_place_is_found_by_its_words_until_it_is_taken_away(library, mother, album):
    story = numbers(library, mother, album)[0]
    locate(library, mother, album, story, place="할머니 댁 마당")
    assert [each.story.id for each in find(library, mother, "할머니댁").stories] == [story]
    there = house.album(library, mother, "다른 앨범")
    copy_stories(library, mother, [story], there)
    assert len(find(library, mother, "할머니댁").stories) == 2
    locate(library, mother, album, story, way="none")
    assert len(find(library, mother, "할머니댁").stories) == 1


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"place": "", "coordinates": ""}, "locating.nothing_written"),
        ({"coordinates": "저기 어디"}, "locating.unreadable"),
        ({"coordinates": "126.5601, 33.2541"}, "locating.beyond_the_earth"),
        ({"coordinates": "33.2, 181"}, "locating.beyond_the_earth"),
        ({"place": "가" * 201}, "albums.too_long"),
        ({"way": "like", "like": ""}, "locating.none_like_it"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(library, mother, album, form, sentence):
    with pytest.raises(Refused) as refusal:
        locate(library, mother, album, numbers(library, mother, album), **form)
    assert refusal.value.key == sentence


def test_a_place_of_another_album_or_family_cannot_be_borrowed(library, mother, album):
    aunt = house.family(library, "외가")
    theirs = house.album(library, aunt, photos=1)
    example = numbers(library, aunt, theirs)[0]
    with pytest.raises(Absent):
        locate(library, mother, album, numbers(library, mother, album), way="like", like=example)


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("33.2541, 126.5601", SEOGWIPO),
        ("33.2541 126.5601", SEOGWIPO),
        ("(33.2541,126.5601)", SEOGWIPO),
        ("33.2541°N, 126.5601°E", SEOGWIPO),
        ("N33.2541 E126.5601", SEOGWIPO),
        ("E 126.5601, N 33.2541", SEOGWIPO),
        ("33°15'14.76\"N 126°33'36.36\"E", SEOGWIPO),
        ("33° 15′ 14.76″ N, 126° 33′ 36.36″ E", SEOGWIPO),
        ("33º15’14.76”N 126º33’36.36”E", SEOGWIPO),
        ("북위 33.2541 동경 126.5601", SEOGWIPO),
        ("북위 33도 15분 14.76초, 동경 126도 33분 36.36초", SEOGWIPO),
        ("geo:33.2541,126.5601?z=15", SEOGWIPO),
        ("https://maps.example/maps/@33.2541,126.5601,15z", SEOGWIPO),
        ("https://maps.example/?q=33.2541,126.5601", SEOGWIPO),
        ("33°15'N 126°33'E", (33.25, 126.55)),
        ("-33.8568, 151.2153", (-33.8568, 151.2153)),
        ("33.8568 S, 151.2153 E", (-33.8568, 151.2153)),
        ("22.9068°S 43.1729°W", (-22.9068, -43.1729)),
        ("0, 0", (0, 0)),
    ],
)
def test_coordinates_are_read_as_people_paste_them(text, spot):
    assert coordinates.read(text) == pytest.approx(spot)


@pytest.mark.parametrize(
    "text",
    ["", "33.2541", "33,2541", "제주", "33°75'N 126°33'E", "33.5N 126.5N", "1 2 3", "33.2541, 126.5601, 12"],
)
def test_what_is_no_pair_of_coordinates_is_not_guessed(text):
    assert coordinates.read(text) is None


def test_places_and_dates_are_taken_back(library, mother, album):
    stories = numbers(library, mother, album)
    locate(library, mother, album, stories, place="서귀포", coordinates="33.2541, 126.5601")
    change = library.database.value("SELECT max(happening) FROM change")
    undo(library, mother, album, [change])
    assert [where(library, mother, each)[0] for each in stories] == ["", "", ""]
    assert where(library, mother, stories[-1])[1] == "35.10000, 129.04000"
    assert find(library, mother, "서귀포").stories == []


def names(library, story):
    library.jobs.drain()
    row = library.database.connection.execute("SELECT place_ko, place_en FROM story WHERE id = ?", (story,))
    return tuple(row.fetchone())


def test_a_corrected_place_is_called_by_its_name_and_an_undo_takes_that_back(library, mother, album):
    known = numbers(library, mother, album)[-1]
    locate(library, mother, album, known, coordinates="33.2541, 126.5601")
    assert names(library, known) == ("제주 서귀포시", "Seogwipo, Jeju")
    locate(library, mother, album, known, coordinates="34.6687, 135.5013")
    assert names(library, known) == ("오사카", "Osaka")
    change = library.database.value("SELECT max(happening) FROM change")
    undo(library, mother, album, [change])
    library.jobs.ring_unfinished(library)
    assert names(library, known) == ("제주 서귀포시", "Seogwipo, Jeju")
    locate(library, mother, album, known, way="file")
    assert names(library, known) == (None, None)


def test_a_place_in_the_open_sea_has_no_name_and_is_asked_only_once(library, mother, album):
    known = numbers(library, mother, album)[-1]
    locate(library, mother, album, known, coordinates="36.5, 131.0")
    assert names(library, known) == ("", "")
    library.jobs.ring_unfinished(library)
    assert list(place_names.stories_to_name(library)) == []
