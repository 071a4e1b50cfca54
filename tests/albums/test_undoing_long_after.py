"""Undo, long after: what happened since is neither thrown away by it nor lost with it."""

import pytest

from backupd.albums import actions, choosing, merging, purge, splitting, store, stories, story_store, trash
from backupd.albums.undoing import undo
from backupd.core.errors import Conflict
from tests.albums import house
from tests.albums.test_history_and_undo import lines, order_of, undo_last


@pytest.fixture
def father(library, mother):
    return house.member(library, mother.family, "아빠")


def test_undoing_a_move_out_of_an_album_that_is_gone_by_now(library, mother, album):
    """Everything was moved to B, the emptied A thrown away and the trash emptied; a year later somebody undoes the move."""
    goal = house.album(library, mother, "합친 앨범")
    moved = order_of(library, mother, album)
    stories.move_stories(library, mother, moved, goal)
    trash.trash_album(library, mother, album)
    trash.empty_trash(library, mother)
    with pytest.raises(Conflict):
        undo_last(library, mother, goal)
    assert order_of(library, mother, goal) == moved


def test_undoing_a_move_out_of_an_album_in_the_trash(library, mother, father, album):
    """A member who may delete nobody's photo puts all of them into the trash by it, and thirty days later they are lost."""
    goal = house.album(library, mother, "합친 앨범")
    moved = order_of(library, mother, album)
    stories.move_stories(library, mother, moved, goal)
    trash.trash_album(library, mother, album)
    with pytest.raises(Conflict):
        undo_last(library, father, goal)
    assert order_of(library, father, goal) == moved


def test_undoing_a_split_puts_nothing_away_that_others_added_since(library, mother, father, album):
    other = house.album(library, father, "아빠 앨범")
    given = house.story(library, father, other)
    fresh = splitting.split_album(library, father, other, choosing.Splitting(given, title="둘째 날"))
    mine = house.story(library, mother, fresh)
    with pytest.raises(Conflict):
        undo_last(library, father, other)
    assert story_store.story(library, mother, mine).album == fresh


def test_undoing_a_cover_that_went_elsewhere(library, mother, album):
    first, second, _ = order_of(library, mother, album)
    actions.choose_cover(library, mother, album, first)
    actions.choose_cover(library, mother, album, second)
    change = lines(library, mother, album)[0].changes
    stories.move_stories(library, mother, [first], house.album(library, mother, "다른 앨범"))
    with pytest.raises(Conflict):
        undo(library, mother, album, change)
    assert store.album(library, mother, album).cover != first


def test_merging_once_more_by_undo_leaves_nothing_behind(library, mother, father):
    here, there = (
        house.album(library, mother, "하루", photos=1),
        house.album(library, mother, "이틀", photos=1),
    )
    merging.merge_album(library, mother, here, choosing.Merging(there))
    undo_last(library, mother, there)
    new = house.story(library, father, here)
    with pytest.raises(Conflict):
        undo_last(library, mother, there)
    assert story_store.story(library, father, new)


def test_no_photo_is_lost_by_undoing_a_move_out_of_an_album_in_the_trash(
    library, mother, father, album, clock
):
    goal = house.album(library, mother, "합친 앨범")
    stories.move_stories(library, mother, order_of(library, mother, album), goal)
    trash.trash_album(library, mother, album)
    with pytest.raises(Conflict):
        undo_last(library, father, goal)
    for _ in range(31):
        clock.forward(days=1)
        trash.purge_old(library)
    purge.free_space(library)
    assert library.database.value("SELECT count(*) FROM media") == 3
