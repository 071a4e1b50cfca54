"""What people do with albums: delete slowly, and bring back."""

import pytest

from backupd.albums import actions, store, story_store, trash
from backupd.core.errors import Absent, Conflict, Forbidden
from tests.albums import house


def order_of(library, viewer, album):
    return [story.id for story in story_store.grid(library, viewer, store.album(library, viewer, album))]


def test_people_delete_their_own_photos_and_owners_any(library):
    mother = house.family(library)
    child = house.member(library, mother.family, "지우")
    album = house.album(library, mother, photos=1)
    hers, his = order_of(library, mother, album)[0], house.story(library, child, album)
    with pytest.raises(Forbidden):
        trash.trash_stories(library, child, [hers])
    assert trash.trash_stories(library, child, [hers, his]) == 1
    assert order_of(library, mother, album) == [hers]
    assert trash.trash_stories(library, mother, [hers]) == 1


def test_what_was_deleted_can_be_brought_back_by_whoever_could_delete_it(library):
    mother = house.family(library)
    child, aunt = (house.member(library, mother.family, name) for name in ("지우", "이모"))
    album = house.album(library, mother)
    his = house.story(library, child, album)
    trash.trash_stories(library, mother, [his])
    with pytest.raises(Absent):
        trash.restore_story(library, aunt, his)
    assert trash.restore_story(library, child, his) == album
    assert order_of(library, mother, album) == [his]


def test_an_album_comes_back_whole_and_before_its_photos(library):
    mother = house.family(library)
    album = house.album(library, mother, photos=2)
    one, _two = order_of(library, mother, album)
    trash.trash_stories(library, mother, [one])
    trash.trash_album(library, mother, album)
    with pytest.raises(Absent):
        store.album(library, mother, album)
    with pytest.raises(Conflict):
        trash.restore_story(library, mother, one)
    trash.restore_album(library, mother, album)
    trash.restore_story(library, mother, one)
    assert len(order_of(library, mother, album)) == 2


def test_a_member_deletes_only_an_album_that_is_all_their_own(library):
    mother = house.family(library)
    child = house.member(library, mother.family, "지우")
    album = house.album(library, child, photos=1)
    house.story(library, mother, album)
    with pytest.raises(Forbidden):
        trash.trash_album(library, child, album)
    trash.trash_album(library, child, house.album(library, child, photos=1))


def test_a_photo_that_came_again_is_not_brought_back_beside_itself(library):
    mother = house.family(library)
    photo = house.photo(library)
    album = house.album(library, mother)
    old = house.story(library, mother, album, photo)
    trash.trash_stories(library, mother, [old])
    house.story(library, mother, album, photo)
    with pytest.raises(Conflict):
        trash.restore_story(library, mother, old)


def test_a_folder_begins_a_new_album_when_its_first_is_in_the_trash(library):
    mother = house.family(library)
    old = actions.album_from_source(library, mother.family, mother.id, "drop:/a", "A")
    trash.trash_album(library, mother, old)
    new = actions.album_from_source(library, mother.family, mother.id, "drop:/a", "A")
    trash.restore_album(library, mother, old)
    assert new != old and actions.album_from_source(library, mother.family, mother.id, "drop:/a", "A") == new
