"""Several photos at once are carried to their place in an order made by hand."""

import pytest

from backupd.albums import arranging, looking, store
from backupd.albums.choosing import Arranging
from backupd.albums.undoing import undo
from backupd.core.errors import Absent, Forbidden, Refused
from tests.albums import house


@pytest.fixture
def mother(library):
    return house.family(library)


@pytest.fixture
def album(library, mother):
    return house.album(library, mother, photos=6)


def order(library, viewer, album):
    """The photos by the place they had in the beginning."""
    found = [story.id for story in looking.opened(library, viewer, album).stories]
    return [each - min(found) for each in found]


def place(library, viewer, album, stories, **beside):
    first = min(story.id for story in looking.opened(library, viewer, album).stories)
    beside = {side: first + number for side, number in beside.items()}
    arranging.place_stories(library, viewer, album, Arranging([first + each for each in stories], **beside))


@pytest.mark.parametrize(
    ("stories", "beside", "found"),
    [
        ([0], {"after": 2}, [1, 2, 0, 3, 4, 5]),
        ([4, 0], {"after": 2}, [1, 2, 0, 4, 3, 5]),
        ([5, 3], {"before": 0}, [3, 5, 0, 1, 2, 4]),
        ([0, 1], {"after": 5}, [2, 3, 4, 5, 0, 1]),
        ([2, 3], {"before": 4}, [0, 1, 2, 3, 4, 5]),
        ([1, 2], {"after": 2}, [0, 2, 1, 3, 4, 5]),
    ],
)
def test_they_stand_together_in_the_order_they_had(library, mother, album, stories, beside, found):
    place(library, mother, album, stories, **beside)
    assert order(library, mother, album) == found
    assert store.album(library, mother, album).ordered == "hand"


def test_there_is_room_between_two_photos_for_ever(library, mother, album):
    for turn in range(130):
        place(library, mother, album, [4 if turn % 2 else 5], after=0)
    assert order(library, mother, album) == [0, 4, 5, 1, 2, 3]


def test_it_is_one_line_in_the_history_and_none_when_nothing_moved(library, mother, album):
    place(library, mother, album, [4, 5], before=0)
    lines = library.database.column("SELECT amount FROM happening WHERE kind = 'album_ordered'")
    assert lines == [2]


def test_a_neighbour_from_elsewhere_is_not_there(library, mother, album):
    other = house.album(library, mother, "다른 앨범", photos=1)
    neighbour = looking.opened(library, mother, other).stories[0].id
    story = looking.opened(library, mother, album).stories[0].id
    for beside in (neighbour, 987654):
        with pytest.raises(Absent):
            arranging.place_stories(library, mother, album, Arranging(story, after=beside))
    with pytest.raises(Refused):
        arranging.place_stories(library, mother, album, Arranging(story))
    assert order(library, mother, album) == [0, 1, 2, 3, 4, 5]


def test_readers_and_other_families_move_nothing(library, mother, album):
    reader = house.member(library, mother.family, "이웃", role="reader")
    aunt = house.family(library, "외가")
    with pytest.raises(Forbidden):
        arranging.place_stories(library, reader, album, Arranging(1, after=2))
    with pytest.raises(Absent):
        arranging.place_stories(library, aunt, album, Arranging(1, after=2))


def test_a_carried_photo_is_taken_back(library, mother, album):
    for _ in range(2):
        place(library, mother, album, [5, 3], before=0)
        undo(library, mother, album, [library.database.value("SELECT max(happening) FROM change")])
        assert order(library, mother, album) == [0, 1, 2, 3, 4, 5]
        place(library, mother, album, [0], after=0)  # nothing to do
