"""Two albums become one and lose nothing; some photos become an album of their own."""

import pytest

from backupd import albums
from backupd.albums import locating, looking, merging, splitting, store, story_store, trash
from backupd.albums.actions import edit_album
from backupd.albums.choosing import Locating, Merging, Splitting
from backupd.albums.forms import Telling
from backupd.albums.records import AlbumForm
from backupd.albums.stories import tell
from backupd.albums.undoing import undo
from backupd.core.errors import Absent, Forbidden, Refused
from backupd.search.store import find
from tests.albums import house


@pytest.fixture
def mother(library):
    return house.family(library)


@pytest.fixture
def first_day(library, mother):
    return house.album(library, mother, "제주 첫날", photos=3)


@pytest.fixture
def second_day(library, mother):
    return house.album(library, mother, "제주 둘째 날", photos=2)


def numbers(library, viewer, album):
    return [story.id for story in looking.opened(library, viewer, album).stories]


def merge(library, viewer, album, goal):
    return merging.merge_album(library, viewer, album, Merging(goal))


def pictures(library, viewer, album):
    stories = numbers(library, viewer, album)
    return sorted(clip.picture.id for each in stories for clip in story_store.clips(library, viewer, each))


def test_everything_moves_and_the_emptied_album_waits_in_the_trash(library, mother, first_day, second_day):
    both = pictures(library, mother, first_day) + pictures(library, mother, second_day)
    told = merge(library, mother, second_day, first_day)
    assert (told.count, told.left, told.album) == (2, 0, first_day)
    assert pictures(library, mother, first_day) == sorted(both)
    with pytest.raises(Absent):
        store.album(library, mother, second_day)
    trash.restore_album(library, mother, second_day)
    assert numbers(library, mother, second_day) == []


def test_a_photo_in_both_stays_once_with_the_words_of_both(library, mother, first_day, second_day):
    photo = house.photo(library)
    here = house.story(library, mother, first_day, photo, "바다가 반짝였다")
    gone = house.story(library, mother, second_day, photo, "할머니가 웃으셨다")
    told = merge(library, mother, second_day, first_day)
    assert (told.count, told.left) == (2, 1)
    assert pictures(library, mother, first_day).count(photo) == 1
    kept = story_store.story(library, mother, here)
    assert kept.description == "바다가 반짝였다\n\n할머니가 웃으셨다"
    assert [each.story.id for each in find(library, mother, "할머니가웃으셨다").stories] == [here]
    trash.restore_album(library, mother, second_day)
    assert numbers(library, mother, second_day) == [gone]


@pytest.mark.parametrize(
    ("theirs", "mine", "kept"),
    [
        ("", "둘", "둘"),
        ("하나", "", "하나"),
        ("하나", "하나", "하나"),
        ("하나 둘", "둘", "하나 둘"),
        ("둘", "하나 둘", "하나 둘"),
        ("하나", "둘", "하나\n\n둘"),
    ],
)
def test_words_are_put_together_once(theirs, mine, kept):
    assert merging.both(theirs, mine) == kept


def test_a_date_and_a_place_only_one_of_them_knew_stay_known(library, mother, first_day, second_day):
    photo = house.photo(library, None)
    here = house.story(library, mother, first_day, photo)
    there = house.story(library, mother, second_day, photo)
    tell(library, mother, there, Telling(taken="1985-07"))
    locating.locate_stories(library, mother, second_day, Locating(there, place="서귀포"))
    merge(library, mother, second_day, first_day)
    kept = story_store.story(library, mother, here)
    assert (kept.taken, kept.precision) == ("1985-07-01T00:00:00", "month")
    assert locating.whereabouts(library, mother, here).words == "서귀포"


def test_a_date_somebody_corrected_there_is_not_overwritten(library, mother, first_day, second_day):
    photo = house.photo(library)
    here = house.story(library, mother, first_day, photo)
    there = house.story(library, mother, second_day, photo)
    tell(library, mother, here, Telling(taken="1984"))
    tell(library, mother, there, Telling(taken="1985"))
    merge(library, mother, second_day, first_day)
    assert story_store.story(library, mother, here).taken == "1984-01-01T00:00:00"


def test_a_story_of_which_only_a_part_is_there_brings_the_rest(library, mother, first_day, second_day):
    shared, clip = house.photo(library), house.photo(library, kind="video")
    house.story(library, mother, first_day, shared)
    added = albums.add_story(
        library, album=second_day, contributor=mother.id, media=[shared, clip], description="파도 소리"
    )
    merge(library, mother, second_day, first_day)
    assert pictures(library, mother, first_day).count(shared) == 1
    moved = story_store.story(library, mother, added.story)
    assert (moved.album, moved.description, moved.picture.id) == (first_day, "파도 소리", clip)


def test_what_was_written_about_the_album_that_goes_is_kept(library, mother, first_day, second_day):
    edit_album(library, mother, second_day, AlbumForm("제주 둘째 날", "비가 왔다", version=1))
    merge(library, mother, second_day, first_day)
    assert store.album(library, mother, first_day).description == "제주 둘째 날\n비가 왔다"


def test_it_is_one_line_told_in_both(library, mother, first_day, second_day):
    merge(library, mother, second_day, first_day)
    lines = library.database.connection.execute(
        """SELECT kind, amount, (SELECT count(*) FROM change_album WHERE change_album.happening = change.happening)
           FROM change JOIN happening ON happening.id = change.happening ORDER BY change.happening DESC LIMIT 1"""
    ).fetchone()
    assert tuple(lines) == ("albums_merged", 2, 2)


def test_an_album_of_another_family_is_simply_not_there(library, mother, first_day):
    aunt = house.family(library, "외가")
    theirs = house.album(library, aunt, photos=1)
    for here, there in ((first_day, theirs), (theirs, first_day)):
        with pytest.raises(Absent):
            merge(library, mother, here, there)
    assert len(numbers(library, mother, first_day)) == 3 and len(numbers(library, aunt, theirs)) == 1


@pytest.mark.parametrize("goal", ["", "그것", "itself"])
def test_an_album_is_merged_only_with_another(library, mother, first_day, goal):
    with pytest.raises(Refused, match="no_album_chosen"):
        merge(library, mother, first_day, first_day if goal == "itself" else goal)


def test_readers_merge_and_split_nothing(library, mother, first_day, second_day):
    reader = house.member(library, mother.family, "이웃", role="reader")
    with pytest.raises(Forbidden):
        merge(library, reader, first_day, second_day)
    with pytest.raises(Forbidden):
        splitting.split_album(
            library, reader, first_day, Splitting(numbers(library, reader, first_day), "몫")
        )


def test_some_photos_become_an_album_of_their_own(library, mother, first_day):
    one, two, three = numbers(library, mother, first_day)
    fresh = splitting.split_album(library, mother, first_day, Splitting([three, one], " 첫날  저녁 "))
    assert store.album(library, mother, fresh).title == "첫날 저녁"
    assert numbers(library, mother, fresh) == [one, three] and numbers(library, mother, first_day) == [two]
    assert store.album(library, mother, fresh).event_from == "2019-08-05"


def test_a_cover_that_leaves_is_chosen_anew(library, mother, first_day):
    one = numbers(library, mother, first_day)[0]
    albums.actions.choose_cover(library, mother, first_day, one)
    splitting.split_album(library, mother, first_day, Splitting(one, "표지였던 사진"))
    assert store.album(library, mother, first_day).cover is None


@pytest.mark.parametrize(
    ("title", "sentence"), [("  ", "albums.title_missing"), ("가" * 121, "albums.too_long")]
)
def test_a_new_album_wants_a_title(library, mother, first_day, title, sentence):
    with pytest.raises(Refused) as refusal:
        splitting.split_album(
            library, mother, first_day, Splitting(numbers(library, mother, first_day), title)
        )
    assert refusal.value.key == sentence
    assert len(albums.titles(library, mother)) == 1


def newest_change(library, album):
    return library.database.value("SELECT max(happening) FROM change_album WHERE album = ?", (album,))


def test_a_merge_is_taken_back_as_a_whole(library, mother, first_day, second_day):
    shared, own, clip = (house.photo(library) for _ in range(3))
    here = house.story(library, mother, first_day, shared, "바다")
    there = house.story(library, mother, second_day, shared, "할머니")
    mixed = albums.add_story(library, album=second_day, contributor=mother.id, media=[own, clip]).story
    house.story(library, mother, first_day, own)
    edit_album(library, mother, second_day, AlbumForm("제주 둘째 날", "비가 왔다", version=1))
    before = [pictures(library, mother, album) for album in (first_day, second_day)]
    merge(library, mother, second_day, first_day)
    assert story_store.story(library, mother, mixed).album == first_day
    undo(library, mother, first_day, [newest_change(library, first_day)])
    assert [pictures(library, mother, album) for album in (first_day, second_day)] == before
    assert story_store.story(library, mother, here).description == "바다"
    assert story_store.story(library, mother, there).album == second_day
    assert store.album(library, mother, first_day).description == ""
    assert store.album(library, mother, second_day).description == "비가 왔다"


def test_a_split_is_taken_back_as_a_whole(library, mother, first_day):
    before = numbers(library, mother, first_day)
    albums.actions.choose_cover(library, mother, first_day, before[0])
    fresh = splitting.split_album(library, mother, first_day, Splitting(before[:2], "나눈 것"))
    undo(library, mother, first_day, [newest_change(library, first_day)])
    assert numbers(library, mother, first_day) == before
    assert store.album(library, mother, first_day).cover == before[0]
    with pytest.raises(Absent):
        store.album(library, mother, fresh)
