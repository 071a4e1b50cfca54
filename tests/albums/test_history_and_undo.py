"""Everything that is done in an album can be seen and taken back, by whoever may, as long as nobody changed it since."""

import pytest

from backupd.albums import actions, arranging, history_store, purge, store, stories, story_store, trash
from backupd.albums.forms import Telling
from backupd.albums.records import AlbumForm
from backupd.albums.undoing import undo
from backupd.core.errors import Absent, Conflict, Forbidden
from tests import people
from tests.albums import house


def lines(library, viewer, album):
    return history_store.history(library, viewer, store.album(library, viewer, album), None).lines


def undo_last(library, viewer, album):
    undo(library, viewer, album, lines(library, viewer, album)[0].changes)


def order_of(library, viewer, album):
    return [story.id for story in story_store.grid(library, viewer, store.album(library, viewer, album))]


@pytest.fixture
def father(library, mother):
    return house.member(library, mother.family, "아빠")


def test_what_was_written_is_told_and_taken_back(library, mother, father, album):
    actions.edit_album(library, father, album, AlbumForm("제주에서", "바람이 불었다", version=1))
    newest = lines(library, mother, album)[0]
    assert (newest.kind, newest.person_name) == ("album_edited", "아빠")
    assert {(said.what, said.before, said.after) for said in newest.said} == {
        ("title", "제주 여름휴가", "제주에서"), ("description", "", "바람이 불었다"),
    }  # fmt: skip
    undo_last(library, mother, album)
    assert store.album(library, mother, album).title == "제주 여름휴가"
    assert library.database.value("SELECT folded FROM album").find("에서") < 0
    told = lines(library, mother, album)
    assert (told[0].kind, told[0].undone_kind, told[0].undone_name) == ("undone", "album_edited", "아빠")
    assert told[1].undone and not told[1].undoable
    undo_last(library, father, album)
    assert store.album(library, mother, album).title == "제주에서", "an undo is undone like anything else"


def test_somebody_writing_meanwhile_hears_that_it_was_taken_back(library, mother, album):
    actions.edit_album(library, mother, album, AlbumForm("제주에서", version=1))
    undo_last(library, mother, album)
    with pytest.raises(actions.Stale):
        actions.edit_album(library, mother, album, AlbumForm("또 다른 제목", version=2))


def test_what_was_changed_again_is_not_overwritten(library, mother, album):
    for version, title in ((1, "하나"), (2, "둘")):
        actions.edit_album(library, mother, album, AlbumForm(title, version=version))
    first = next(line for line in lines(library, mother, album)[1:] if line.kind == "album_edited")
    with pytest.raises(Conflict) as refusal:
        undo(library, mother, album, first.changes)
    assert refusal.value.key == "history.changed_since"
    assert store.album(library, mother, album).title == "둘"
    undo_last(library, mother, album)
    undo(library, mother, album, first.changes)
    assert store.album(library, mother, album).title == "제주 여름휴가"
    with pytest.raises(Conflict) as refusal:
        undo(library, mother, album, first.changes)
    assert refusal.value.key == "history.undone_already"


def test_every_step_goes_back(library, mother, album):
    one, two, three = before = order_of(library, mother, album)
    other = house.album(library, mother, "여름")
    steps = [
        lambda: actions.choose_cover(library, mother, album, two),
        lambda: arranging.step_story(library, mother, three, "first"),
        lambda: arranging.step_story(library, mother, three, "later"),
        lambda: actions.order_album(library, mother, album, "taken"),
        lambda: stories.tell(library, mother, one, Telling(description="첫 바다")),
        lambda: stories.tell(library, mother, one, Telling(taken="1998-07")),
        lambda: stories.move_stories(library, mother, [two, three], other),
        lambda: trash.trash_stories(library, mother, [one]),
    ]
    was = whole(library, mother, album)
    for step in steps:
        step()
    assert whole(library, mother, album) != was
    for _ in steps:
        newest = next(
            line for line in lines(library, mother, album) if line.undoable and line.kind != "undone"
        )
        undo(library, mother, album, newest.changes)
    assert whole(library, mother, album) == was
    assert order_of(library, mother, album) == before


def whole(library, viewer, album):
    found = store.album(library, viewer, album)
    told = [
        (each.id, each.description, each.taken, each.precision)
        for each in story_store.grid(library, viewer, found)
    ]
    return found.title, found.cover, found.ordered, found.event_from, found.event_to, told


def test_moved_stories_are_told_of_in_both_albums_and_go_back_from_either(library, mother, album):
    other = house.album(library, mother, "여름")
    story = order_of(library, mother, album)[0]
    stories.move_stories(library, mother, [story], other)
    assert lines(library, mother, other)[0].kind == "stories_moved"
    assert lines(library, mother, album)[0].kind == "stories_moved_away"
    undo_last(library, mother, album)
    assert story in order_of(library, mother, album) and order_of(library, mother, other) == []


def test_copies_and_added_photos_go_into_the_trash(library, mother, album):
    other = house.album(library, mother, "여름")
    stories.copy_stories(library, mother, order_of(library, mother, album), other)
    undo_last(library, mother, other)
    assert order_of(library, mother, other) == []
    added = lines(library, mother, album)[0]
    assert (added.kind, added.count) == ("story_added", 3), "many photos of one sitting are one line"
    undo(library, mother, album, added.changes)
    assert order_of(library, mother, album) == []
    undo_last(library, mother, album)
    assert len(order_of(library, mother, album)) == 3


def test_others_do_not_put_away_what_is_mine(library, mother, father, album):
    added = lines(library, father, album)[0]
    with pytest.raises(Forbidden):
        undo(library, father, album, added.changes)
    trash.trash_stories(library, mother, order_of(library, mother, album)[:1])
    with pytest.raises(Forbidden):
        undo_last(library, father, album)
    reader = house.member(library, mother.family, "이웃", role="reader")
    with pytest.raises(Forbidden):
        undo_last(library, reader, album)


def test_what_left_the_trash_for_good_does_not_come_back(library, mother, album):
    trash.trash_stories(library, mother, order_of(library, mother, album)[:1])
    with library.database.writing() as connection:
        purge.purge_stories(connection, "2030", "1 = ?", (1,))
    with pytest.raises(Conflict) as refusal:
        undo_last(library, mother, album)
    assert refusal.value.key == "history.gone"


def test_a_photo_that_came_back_another_way_does_not_stand_there_twice(library, mother, album):
    story = order_of(library, mother, album)[0]
    media = story_store.clips(library, mother, story)[0].picture.id
    trash.trash_stories(library, mother, [story])
    trashed = lines(library, mother, album)[0]
    house.story(library, mother, album, media)
    with pytest.raises(Conflict) as refusal:
        undo(library, mother, album, trashed.changes)
    assert refusal.value.key == "albums.back_already"


def test_another_family_sees_and_undoes_nothing(library, mother, album):
    stranger = people.another_family(library)
    change = lines(library, mother, album)[0].changes
    with pytest.raises(Absent):
        undo(library, stranger, album, change)
    theirs = house.album(library, stranger, photos=1)
    with pytest.raises(Absent):
        undo(library, stranger, theirs, change)


def test_a_story_comes_back_into_its_place_and_onto_the_cover(library, mother, album):
    one, two, three = order_of(library, mother, album)
    arranging.step_story(library, mother, three, "first")
    actions.choose_cover(library, mother, album, three)
    trash.trash_stories(library, mother, [three])
    arranging.step_story(library, mother, one, "last")
    assert (
        store.album(library, mother, album).picture.id
        == story_store.clips(library, mother, one)[0].picture.id
    )
    trash.restore_story(library, mother, three)
    assert order_of(library, mother, album) == [three, two, one]
    assert store.album(library, mother, album).cover == three


def test_the_history_is_a_page_with_buttons(browser, library, mother, album):
    actions.edit_album(library, mother, album, AlbumForm("제주에서", version=1))
    page = browser.get(f"/albums/{album}/history")
    assert "엄마가 앨범의 제목이나 글, 날짜를 고쳤어요" in page.text and "제주 여름휴가" in page.text
    change = lines(library, mother, album)[0].changes[0]
    answer = browser.post(f"/albums/{album}/undoings", data={"change": change})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/albums/{album}/history")
    assert browser.post(f"/albums/{album}/undoings", data={"change": change}).status_code == 409
    again = browser.post(f"/api/albums/{album}/undoings", json={"change": [change]})
    assert again.status_code == 409 and again.json()["title"] == "이미 되돌린 일이에요."
