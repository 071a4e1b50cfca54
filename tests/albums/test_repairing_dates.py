"""Dates people repair: one story or many, as much as they know, shifted, as the album's, as the file's."""

import pytest

from backupd.albums import dating, events, looking, store
from backupd.albums.actions import edit_album
from backupd.albums.choosing import Dating
from backupd.albums.records import AlbumForm
from backupd.core.errors import Absent, Forbidden, Refused
from tests.albums import house


@pytest.fixture
def mother(library):
    return house.family(library)


@pytest.fixture
def album(library, mother):
    """Three photos at midnight, one and two o'clock of 5 August 2019."""
    return house.album(library, mother, photos=3)


def dates(library, viewer, album):
    stories = looking.opened(library, viewer, album).stories
    return [(story.taken, story.precision) for story in stories]


def numbers(library, viewer, album):
    return [story.id for story in looking.opened(library, viewer, album).stories]


def redate(library, viewer, album, **form):
    stories = form.pop("story", None) or numbers(library, viewer, album)
    return dating.date_stories(library, viewer, album, Dating(stories, **form))


def test_many_get_one_date_and_the_albums_date_follows(library, mother, album):
    told = redate(library, mother, album, taken="1985년 7월")
    assert (told.count, told.left) == (3, 0)
    assert dates(library, mother, album) == [("1985-07-01T00:00:00", "month")] * 3
    assert store.album(library, mother, album).event_from == "1985-07-01"


@pytest.mark.parametrize(
    ("taken", "precision", "kept"),
    [
        ("1985년 7월 14일", "", ("1985-07-14T00:00:00", "day")),
        ("1985-07-14 16:30", "day", ("1985-07-14T00:00:00", "day")),
        ("1985-07-14", "month", ("1985-07-01T00:00:00", "month")),
        ("1985-07", "year", ("1985-01-01T00:00:00", "year")),
        ("1985", "decade", ("1980-01-01T00:00:00", "decade")),
        ("1980년대쯤", "", ("1980-01-01T00:00:00", "decade")),
        ("1980년대", "decade", ("1980-01-01T00:00:00", "decade")),
    ],
)
def test_as_much_as_is_known_is_kept(library, mother, album, taken, precision, kept):
    redate(library, mother, album, taken=taken, precision=precision)
    assert dates(library, mother, album) == [kept] * 3


def test_a_clock_that_was_wrong_is_put_right_and_the_order_stays(library, mother, album):
    vague = house.story(library, mother, album, house.photo(library, "2019-08-01T00:00:00", "month"))
    before = numbers(library, mother, album)
    told = redate(library, mother, album, way="shift", days="1", hours="9", minutes=30, direction="earlier")
    assert (told.count, told.left, told.reason) == (3, 1, "dating.left_without_minute")
    assert [taken for taken, precision in dates(library, mother, album) if precision == "exact"] == [
        "2019-08-03T14:30:00", "2019-08-03T15:30:00", "2019-08-03T16:30:00",
    ]  # fmt: skip
    assert [each for each in numbers(library, mother, album) if each != vague] == [
        each for each in before if each != vague
    ]


@pytest.mark.parametrize(
    ("begins", "until", "kept"),
    [
        ("2019-08-05", "", ("2019-08-05T00:00:00", "day")),
        ("2019-08-03", "2019-08-07", ("2019-08-01T00:00:00", "month")),
        ("2019-12-30", "2020-01-02", ("2019-12-01T00:00:00", "month")),
        ("2019-12", "2020-02", ("2019-01-01T00:00:00", "year")),
        ("2019", "2020", ("2010-01-01T00:00:00", "decade")),
        ("1990s", "", ("1990-01-01T00:00:00", "decade")),
    ],
)
def test_the_same_as_the_album_says_no_more_than_the_album_knows(library, mother, album, begins, until, kept):
    form = AlbumForm("제주", dated="chosen", begins=begins, until=until, version=1)
    edit_album(library, mother, album, form)
    redate(library, mother, album, way="album")
    assert dates(library, mother, album) == [kept] * 3


def test_an_album_without_a_date_cannot_give_one(library, mother, album):
    edit_album(library, mother, album, AlbumForm("제주", dated="unknown", version=1))
    with pytest.raises(Refused, match="album_undated"):
        redate(library, mother, album, way="album")


def test_back_to_what_the_file_says(library, mother, album):
    before = dates(library, mother, album)
    redate(library, mother, album, way="unknown")
    assert dates(library, mother, album) == [(None, "unknown")] * 3
    redate(library, mother, album, way="file")
    assert dates(library, mother, album) == before


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"taken": "언젠가"}, "albums.date_unreadable"),
        ({"taken": " "}, "dating.nothing_written"),
        ({"taken": "1985", "precision": "day"}, "dating.too_fine"),
        ({"way": "shift"}, "dating.span_missing"),
        ({"way": "shift", "hours": "아홉"}, "dating.span_unreadable"),
        ({"way": "shift", "days": "999999999"}, "dating.span_too_long"),
        ({"way": "shift", "days": "9" * 15}, "dating.span_too_long"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_and_nothing_changes(library, mother, album, form, sentence):
    before = dates(library, mother, album)
    with pytest.raises(Refused) as refusal:
        redate(library, mother, album, **form)
    assert refusal.value.key == sentence
    assert dates(library, mother, album) == before


def test_readers_and_other_families_repair_nothing(library, mother, album):
    reader = house.member(library, mother.family, "이웃", role="reader")
    aunt = house.family(library, "외가")
    stories = numbers(library, mother, album)
    with pytest.raises(Forbidden):
        redate(library, reader, album, story=stories, taken="1985")
    with pytest.raises(Absent):
        redate(library, aunt, album, story=stories, taken="1985")
    own = house.album(library, aunt, "이모 앨범", photos=1)
    with pytest.raises(Absent):
        redate(library, aunt, own, story=stories, taken="1985")


def test_one_line_in_the_history_for_all_of_them(library, mother, album):
    redate(library, mother, album, taken="1985")
    redate(library, mother, album, taken="1985")  # says nothing new
    story = numbers(library, mother, album)[0]
    redate(library, mother, album, story=story, taken="1986")
    lines = library.database.connection.execute(
        "SELECT kind, story, amount FROM visible_changes WHERE viewer = ? AND family = ? AND kind LIKE '%redated'",
        (mother.id, mother.family),
    )
    assert [tuple(line) for line in lines] == [
        ("stories_redated", None, 3),
        ("story_redated", story, None),
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2019년 8월 5일 오후 2:05", ("2019-08-05T14:05:00", "exact")),
        ("2019년 8월 5일 오전 12:30", ("2019-08-05T00:30:00", "exact")),
        ("2019. 8. 5. 오후 2시 5분", ("2019-08-05T14:05:00", "exact")),
        ("August 5, 2019, 2:05 PM", ("2019-08-05T14:05:00", "exact")),
        ("5 Aug 2019 14:05", ("2019-08-05T14:05:00", "exact")),
        ("2019-08-05T14:05:31", ("2019-08-05T14:05:00", "exact")),
        ("August 2019", ("2019-08-01T00:00:00", "month")),
        ("around the 1980s", ("1980-01-01T00:00:00", "decade")),
        ("1985년경", ("1985-01-01T00:00:00", "year")),
        ("모름", (None, "unknown")),
        ("언제인지 몰라요", (None, "unknown")),
        ("2019-08-05 25:05", None),
        ("2019-08-05 오후 14:05", None),
        ("2019-08 14:05", None),
        ("Smarch 5, 2019", None),
        ("0000년대", None),
    ],
)
def test_dates_are_read_as_people_write_them_and_as_we_show_them(text, read):
    assert events.read_moment(text) == read
