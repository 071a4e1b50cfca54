"""A story holds up to ten photos and videos: anyone in the family adds to it, and puts them in order."""

import pytest

from backupd import albums
from backupd.albums import looking, scenes, story_store, trash
from backupd.albums.undoing import undo
from backupd.core.errors import Absent, Conflict, Forbidden
from backupd.core.library import Library
from backupd.family import Viewer
from tests.albums import house


@pytest.fixture
def mother(library: Library) -> Viewer:
    return house.family(library)


@pytest.fixture
def father(library: Library, mother: Viewer) -> Viewer:
    return house.member(library, mother.family, "아빠")


@pytest.fixture
def story(library: Library, mother: Viewer) -> int:
    return house.story(library, mother, house.album(library, mother))


def add(library: Library, who: Viewer, story: int) -> int:
    media = house.photo(library)
    assert albums.add_clips(library, story=story, contributor=who.id, media=[media]).story == story
    return media


def order(library: Library, who: Viewer, story: int) -> list[int]:
    return [clip.picture.id for clip in story_store.clips(library, who, story)]


def changes(library: Library) -> list[str]:
    return library.database.column(
        "SELECT kind FROM happening JOIN change ON change.happening = happening.id ORDER BY happening.id"
    )


def test_somebody_else_adds_a_clip_and_is_named_with_it(
    library: Library, mother: Viewer, father: Viewer, story: int
) -> None:
    hers = add(library, mother, story)
    his = add(library, father, story)
    shown = story_store.clips(library, mother, story)
    assert [(clip.picture.id, clip.brought_by_name) for clip in shown[1:]] == [(hers, None), (his, "아빠")]
    album = story_store.story(library, mother, story).album
    assert [each.name for each in looking.opened(library, mother, album).contributors] == ["엄마", "아빠"]
    assert changes(library)[-2:] == ["clips_added", "clips_added"]


def test_a_story_takes_ten_and_not_one_more(library: Library, mother: Viewer, story: int) -> None:
    for _ in range(9):
        add(library, mother, story)
    assert albums.room_in(library, story) == 0
    with pytest.raises(Conflict) as refused:
        albums.add_clips(library, story=story, contributor=mother.id, media=[house.photo(library)])
    assert refused.value.key == "clips.full"
    assert len(order(library, mother, story)) == 10


def test_a_photo_the_album_has_already_is_not_added_twice(
    library: Library, mother: Viewer, story: int
) -> None:
    (face,) = order(library, mother, story)
    added = albums.add_clips(library, story=story, contributor=mother.id, media=[face])
    assert (added.story, added.already_in) == (None, story)


def test_clips_change_places_and_the_first_is_the_face(
    library: Library, mother: Viewer, father: Viewer, story: int
) -> None:
    (first,) = order(library, mother, story)
    second, third = add(library, mother, story), add(library, father, story)
    scenes.place_clip(library, father, story, third, "first")
    assert order(library, mother, story) == [third, first, second]
    assert story_store.story(library, mother, story).picture.id == third
    scenes.place_clip(library, mother, story, third, "later")
    scenes.place_clip(library, mother, story, second, "earlier")
    scenes.place_clip(library, mother, story, first, "earlier")
    scenes.place_clip(library, mother, story, first, "last")
    assert order(library, mother, story) == [second, third, first]
    assert [clip.brought_by for clip in story_store.clips(library, mother, story)] == [None, father.id, None]


def test_putting_a_clip_where_it_is_leaves_no_line_in_the_history(
    library: Library, mother: Viewer, story: int
) -> None:
    (face,) = order(library, mother, story)
    before = changes(library)
    scenes.place_clip(library, mother, story, face, "first")
    assert changes(library) == before


def test_a_clip_taken_out_lies_in_the_trash_as_a_story_of_its_own_and_comes_back_as_one(
    library: Library, mother: Viewer, father: Viewer, story: int
) -> None:
    his = add(library, father, story)
    scenes.remove_clip(library, father, story, his)
    assert his not in order(library, mother, story)
    (lying,) = looking.trash(library, father).stories
    assert (lying.picture.id, lying.contributor_name) == (his, "아빠")
    trash.restore_story(library, father, lying.id)
    assert order(library, mother, lying.id) == [his]


def test_taking_the_face_out_makes_the_next_one_the_face(
    library: Library, mother: Viewer, story: int
) -> None:
    (face,) = order(library, mother, story)
    second = add(library, mother, story)
    scenes.remove_clip(library, mother, story, face)
    assert story_store.story(library, mother, story).picture.id == second


def test_taking_the_last_one_out_puts_the_story_into_the_trash(
    library: Library, mother: Viewer, story: int
) -> None:
    (face,) = order(library, mother, story)
    scenes.remove_clip(library, mother, story, face)
    with pytest.raises(Absent):
        story_store.story(library, mother, story)
    assert [each.id for each in looking.trash(library, mother).stories] == [story]


def test_only_whoever_added_a_clip_or_an_owner_takes_it_out_and_a_reader_changes_nothing(
    library: Library, mother: Viewer, father: Viewer, story: int
) -> None:
    (face,) = order(library, mother, story)
    his = add(library, father, story)
    with pytest.raises(Forbidden):
        scenes.remove_clip(library, father, story, face)
    reader = house.member(library, mother.family, "손님", role="reader")
    for verb in (
        lambda: scenes.remove_clip(library, reader, story, his),
        lambda: scenes.place_clip(library, reader, story, his, "first"),
    ):
        with pytest.raises(Forbidden):
            verb()
    scenes.remove_clip(library, mother, story, his)
    assert order(library, mother, story) == [face]


def test_clips_of_another_family_are_not_there(library: Library, mother: Viewer, story: int) -> None:
    (face,) = order(library, mother, story)
    aunt = house.family(library, "외가")
    with pytest.raises(Absent):
        scenes.place_clip(library, aunt, story, face, "first")
    with pytest.raises(Absent):
        scenes.remove_clip(library, aunt, story, face)


def test_undoing_an_added_clip_lays_it_into_the_trash_and_loses_nothing(
    library: Library, mother: Viewer, father: Viewer, story: int
) -> None:
    (face,) = order(library, mother, story)
    his = add(library, father, story)
    album = story_store.story(library, mother, story).album
    change = library.database.value("SELECT max(happening) FROM change")
    undo(library, mother, album, [change])
    assert order(library, mother, story) == [face]
    (lying,) = looking.trash(library, father).stories
    assert (lying.picture.id, lying.contributor_name) == (his, "아빠")
    undo(library, mother, album, [library.database.value("SELECT max(happening) FROM change")])
    assert order(library, mother, story) == [face, his]
    assert story_store.clips(library, mother, story)[1].brought_by_name == "아빠"


def test_undoing_brings_a_clip_and_the_order_back(library: Library, mother: Viewer, story: int) -> None:
    (face,) = order(library, mother, story)
    second = add(library, mother, story)
    album = story_store.story(library, mother, story).album
    scenes.place_clip(library, mother, story, second, "first")
    scenes.remove_clip(library, mother, story, face)
    for _ in range(2):
        undo(
            library,
            mother,
            album,
            [
                library.database.value(
                    "SELECT max(happening) FROM change WHERE undoes IS NULL AND happening NOT IN "
                    "(SELECT undoes FROM change WHERE undoes IS NOT NULL)"
                )
            ],
        )
    assert order(library, mother, story) == [face, second]
