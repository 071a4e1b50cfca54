"""What people do with albums: make, edit, two at once, cover, order, move, trash."""

import pytest

from backupd.albums import actions, arranging, categories, store, stories, story_store, trash
from backupd.albums.forms import Telling
from backupd.albums.records import AlbumForm
from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from tests.albums import house


def test_a_person_makes_an_album_with_a_date_as_people_write_it(library):
    mother = house.family(library)
    trips = categories.shelves(library, mother)[0]
    form = AlbumForm(" 제주  여름휴가 ", "바람", str(trips.id), "chosen", "2019년 8월", "2019.9")
    album = store.album(library, mother, actions.make_album(library, mother, form))
    assert (album.title, album.category_name) == ("제주 여름휴가", "여행")
    assert (album.event_from, album.event_to, album.event_precision) == ("2019-08-01", "2019-09-30", "month")


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        (AlbumForm("  "), "albums.title_missing"),
        (AlbumForm("제" * 121), "albums.too_long"),
        (AlbumForm("제주", dated="chosen", begins="언젠가"), "albums.date_unreadable"),
        (AlbumForm("제주", dated="chosen", begins="2019-02-30"), "albums.date_unreadable"),
        (AlbumForm("제주", dated="chosen", begins="2020", until="2019"), "albums.date_unreadable"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(library, form, reason):
    mother = house.family(library)
    with pytest.raises(Refused) as refusal:
        actions.make_album(library, mother, form)
    assert refusal.value.key == reason and not library.database.value("SELECT count(*) FROM album")


def test_the_second_of_two_editors_is_shown_what_the_first_wrote(library):
    mother = house.family(library)
    father = house.member(library, mother.family, "아빠")
    album = house.album(library, mother)
    actions.edit_album(library, mother, album, AlbumForm("엄마가 쓴 제목", version=1))
    with pytest.raises(actions.Stale) as stale:
        actions.edit_album(library, father, album, AlbumForm("아빠가 쓴 제목", version=1))
    assert stale.value.album.title == "엄마가 쓴 제목"
    assert store.album(library, father, album).title == "엄마가 쓴 제목"
    actions.edit_album(library, father, album, AlbumForm("아빠가 쓴 제목", version=stale.value.album.version))
    assert store.album(library, father, album).title == "아빠가 쓴 제목"


def test_two_who_wrote_the_same_do_not_collide(library):
    mother = house.family(library)
    album = house.album(library, mother)
    for _ in range(2):
        actions.edit_album(library, mother, album, AlbumForm("같은 제목", version=1))


def test_a_new_cover_or_order_does_not_stand_in_the_way_of_somebody_writing(library):
    mother = house.family(library)
    album = house.album(library, mother, photos=2)
    one, _two = order_of(library, mother, album)
    actions.choose_cover(library, mother, album, one)
    arranging.step_story(library, mother, one, "later")
    actions.edit_album(library, mother, album, AlbumForm("제주의 바람", version=1))
    assert store.album(library, mother, album).title == "제주의 바람"


def test_a_date_given_back_to_the_photos_follows_them_again(library):
    mother = house.family(library)
    album = house.album(library, mother, photos=2)
    actions.edit_album(library, mother, album, AlbumForm("제주", dated="chosen", begins="1990s", version=1))
    assert store.album(library, mother, album).event_from == "1990-01-01"
    actions.edit_album(library, mother, album, AlbumForm("제주", version=2))
    assert store.album(library, mother, album).event_from == "2019-08-05"


def test_a_reader_changes_nothing(library):
    mother = house.family(library)
    reader = house.member(library, mother.family, "이웃", role="reader")
    album = house.album(library, mother, photos=1)
    story = story_store.grid(library, reader, store.album(library, reader, album))[0].id
    for verb in (
        lambda: actions.make_album(library, reader, AlbumForm("내 앨범")),
        lambda: actions.edit_album(library, reader, album, AlbumForm("내 앨범", version=1)),
        lambda: actions.order_album(library, reader, album, "hand"),
        lambda: actions.choose_cover(library, reader, album, story),
        lambda: stories.tell(library, reader, story, Telling("말")),
        lambda: stories.move_stories(library, reader, [story], album),
        lambda: stories.copy_stories(library, reader, [story], album),
        lambda: arranging.step_story(library, reader, story, "first"),
        lambda: trash.trash_stories(library, reader, [story]),
        lambda: trash.trash_album(library, reader, album),
        lambda: categories.add_category(library, reader, "캠핑"),
    ):
        with pytest.raises(Forbidden) as refusal:
            verb()
        assert refusal.value.key == "problems.readers_look"


def order_of(library, viewer, album):
    return [story.id for story in story_store.grid(library, viewer, store.album(library, viewer, album))]


def test_photos_are_put_in_order_by_hand(library):
    mother = house.family(library)
    album = house.album(library, mother, photos=4)
    one, two, three, four = order_of(library, mother, album)
    arranging.step_story(library, mother, three, "earlier")
    assert order_of(library, mother, album) == [one, three, two, four]
    arranging.step_story(library, mother, one, "later")
    assert order_of(library, mother, album) == [three, one, two, four]
    arranging.step_story(library, mother, four, "first")
    assert order_of(library, mother, album) == [four, three, one, two]
    arranging.step_story(library, mother, three, "last")
    assert order_of(library, mother, album) == [four, one, two, three]
    arranging.step_story(library, mother, four, "earlier")
    arranging.step_story(library, mother, three, "later")
    assert order_of(library, mother, album) == [four, one, two, three]
    actions.order_album(library, mother, album, "taken")
    assert order_of(library, mother, album) == [one, two, three, four]


def test_an_order_by_hand_stays_right_through_hundreds_of_moves(library):
    mother = house.family(library)
    album = house.album(library, mother, photos=5)
    order = order_of(library, mother, album)
    for turn in range(200):
        story = order[1 + turn % 2]
        arranging.step_story(library, mother, story, "later")
        here = order.index(story)
        order.insert(here + 1, order.pop(here))
    assert order_of(library, mother, album) == order


def test_the_cover_is_chosen_for_you_until_someone_chooses(library):
    mother = house.family(library)
    album = house.album(library, mother)
    strip = house.photo(library, "2019-08-01T00:00:00", width=9000, height=1000)
    first = house.photo(library, "2019-08-02T00:00:00")
    second = house.photo(library, "2019-08-03T00:00:00")
    told = [house.story(library, mother, album, media) for media in (strip, first, second)]
    assert store.album(library, mother, album).picture.id == first
    actions.choose_cover(library, mother, album, told[2])
    assert store.album(library, mother, album).picture.id == second
    trash.trash_stories(library, mother, [told[2]])
    assert store.album(library, mother, album).picture.id == first


def test_stories_move_and_are_copied_between_albums(library):
    mother = house.family(library)
    here, there = house.album(library, mother, photos=3), house.album(library, mother, "여름")
    one, two, three = order_of(library, mother, here)
    assert stories.move_stories(library, mother, [one, two], there) == 2
    assert order_of(library, mother, there) == [one, two] and order_of(library, mother, here) == [three]
    assert store.album(library, mother, there).event_from == "2019-08-05"
    assert stories.copy_stories(library, mother, [one, three], here) == 1
    assert stories.move_stories(library, mother, [one], here) == 0


def test_nothing_moves_into_another_family(library):
    ours, theirs = house.family(library), house.family(library, "외가")
    here, there = house.album(library, ours, photos=1), house.album(library, theirs)
    with pytest.raises(Absent):
        stories.move_stories(library, ours, order_of(library, ours, here), there)
    with pytest.raises(Absent):
        stories.copy_stories(library, theirs, order_of(library, ours, here), there)


def test_a_family_has_its_own_categories(library):
    mother = house.family(library, language="en")
    shelves = categories.shelves(library, mother)
    assert shelves[0].name == "Trips"
    album = actions.make_album(library, mother, AlbumForm("Jeju", category=str(shelves[0].id)))
    categories.rename_category(library, mother, shelves[0].id, "Journeys")
    assert "journeys" in library.database.value("SELECT folded FROM album")
    categories.place_category(library, mother, shelves[0].id, "later")
    assert [each.name for each in categories.shelves(library, mother)][:2] == ["Birthdays", "Journeys"]
    with pytest.raises(Conflict):
        categories.add_category(library, mother, " School ")
    categories.remove_category(library, mother, shelves[0].id)
    assert store.album(library, mother, album).category is None
    for each in categories.shelves(library, mother):
        categories.remove_category(library, mother, each.id)
    assert categories.shelves(library, mother) == []


def test_nobody_touches_another_familys_categories(library):
    ours, theirs = house.family(library), house.family(library, "외가")
    shelf = categories.shelves(library, ours)[0].id
    with pytest.raises(Absent):
        categories.rename_category(library, theirs, shelf, "우리 것")
    with pytest.raises(Absent):
        actions.make_album(library, theirs, AlbumForm("여행", category=str(shelf)))


def test_only_a_story_of_the_album_can_be_its_cover(library, mother, browser, album):
    elsewhere = house.story(library, mother, house.album(library, mother, "다른 앨범"))
    stranger = house.family(library, "외가")
    foreign = house.story(library, stranger, house.album(library, stranger))
    for story in (elsewhere, foreign, 987654):
        assert browser.post(f"/api/albums/{album}/cover", json={"story": story}).status_code == 404
