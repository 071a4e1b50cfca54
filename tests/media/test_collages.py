"""Up to six pictures in one rectangle: in reading order, hardly cropped, none a sliver, and faces whole."""

from math import log
from random import Random

import pytest

from backupd import media
from backupd.media import Box, Focus

SHAPES = (4 / 3, 3 / 4, 16 / 9, 9 / 16, 1.0, 3 / 2)


def many(number: int) -> list[list[float]]:
    chance = Random(number)
    return [[chance.choice(SHAPES) for _ in range(number)] for _ in range(60)]


@pytest.mark.parametrize("number", range(1, 7))
def test_the_boxes_cover_the_whole_and_nothing_twice(number):
    for shapes in many(number):
        layout = media.lay_out(shapes)
        assert len(layout.boxes) == number
        assert sum(box.width * box.height for box in layout.boxes) == pytest.approx(1.0)
        for box in layout.boxes:
            assert box.left >= -1e-9 and box.left + box.width <= 1 + 1e-9
            assert box.top >= -1e-9 and box.top + box.height <= 1 + 1e-9


def cropped(shapes: list[float]) -> float:
    """The largest part that any picture loses."""
    layout = media.lay_out(shapes)
    seen = [box.width * layout.shape / box.height for box in layout.boxes]
    return max(1 - min(shape / kept, kept / shape) for shape, kept in zip(shapes, seen, strict=True))


@pytest.mark.parametrize("number", range(3, 7))
def test_pictures_as_cameras_take_them_are_hardly_cropped_and_none_is_a_sliver(number):
    losses = sorted(cropped(shapes) for shapes in many(number))
    assert losses[len(losses) // 2] < 0.05 and losses[-1] < 0.3, losses[-5:]
    for shapes in many(number):
        assert min(min(box.width, box.height) for box in media.lay_out(shapes).boxes) > 0.12


def test_four_alike_are_a_square_of_four():
    assert [box[:2] for box in media.lay_out([4 / 3] * 4).boxes] == [(0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)]


def test_a_panorama_lies_along_a_whole_side():
    layout = media.lay_out([3.0, 4 / 3, 3 / 4])
    assert layout.boxes[0].width == pytest.approx(1.0) and abs(log(layout.shape)) < 0.5


def seen(focus: float, part: float) -> tuple[float, float]:
    """From where to where a crop lies that shows `part` of a side."""
    return focus * (1 - part), focus * (1 - part) + part


@pytest.mark.parametrize("left", (0.0, 0.1, 0.45, 0.8, 0.88))
def test_a_crop_keeps_a_face_whole_wherever_it_is(left):
    """A picture three times as wide as high in a square shows a third of itself."""
    face = Box(left, 0.3, 0.12, 0.36)
    begin, end = seen(media.keeping(face, 3.0, 1.0).across, 1 / 3)
    assert begin <= face.left + 1e-9 and face.left + face.width <= end + 1e-9
    tower = Box(face.top, left, face.height, face.width)
    begin, end = seen(media.keeping(tower, 1 / 3, 1.0).down, 1 / 3)
    assert begin <= tower.top + 1e-9 and tower.top + tower.height <= end + 1e-9


def test_faces_too_far_apart_share_the_crop_evenly():
    begin, end = seen(media.keeping(Box(0.1, 0.3, 0.5, 0.3), 3.0, 1.0).across, 1 / 3)
    assert (begin + end) / 2 == pytest.approx(0.35)


def test_where_nothing_is_cropped_nothing_moves():
    assert media.keeping(Box(0.9, 0.9, 0.1, 0.1), 1.5, 1.5) == Focus()
