"""Up to six pictures in one rectangle: in reading order, hardly cropped, none a sliver; drawn in the darkroom."""

from math import log
from random import Random

import pytest
from PIL import Image

from backupd import media
from backupd.media import Focus
from backupd.media.errors import Unreadable

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


def plain(folder, name, colour, size):
    path = folder / name
    Image.new("RGB", size, colour).save(path, quality=95)
    return path


def test_it_is_drawn_as_one_jpeg_with_paper_between_and_none_at_the_edges(library, tmp_path):
    red, blue = plain(tmp_path, "a.jpg", "red", (800, 600)), plain(tmp_path, "b.jpg", "blue", (600, 800))
    layout, target = media.lay_out([4 / 3, 3 / 4]), tmp_path / "out.jpg"
    media.darkroom(library).collage([(red, Focus()), (blue, Focus())], layout, target, 1000)
    with Image.open(target) as drawn:
        assert drawn.format == "JPEG" and max(drawn.size) == 1000 and not drawn.getexif()
        width, height = drawn.size
        assert drawn.getpixel((2, 2))[0] > 200 and drawn.getpixel((width - 3, height - 3))[2] > 200
        seam = [drawn.getpixel((x, height // 2)) for x in range(width)]
        assert any(min(pixel) > 235 for pixel in seam), "paper"


def test_a_crop_keeps_the_upper_part_and_whoever_knows_faces_says_better(library, tmp_path):
    tower = Image.new("RGB", (400, 1200), "red")
    tower.paste("blue", (0, 600, 400, 1200))
    tower.save(tmp_path / "tower.jpg", quality=95)
    layout = media.lay_out([1.0])

    def drawn(focus):
        media.darkroom(library).collage([(tmp_path / "tower.jpg", focus)], layout, tmp_path / "t.jpg", 300)
        with Image.open(tmp_path / "t.jpg") as picture:
            return picture.getpixel((150, 150))

    assert drawn(Focus())[0] > 200 > drawn(Focus(0.5, 1.0))[0]


def test_what_is_no_picture_any_more_is_refused(library, tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    with pytest.raises(Unreadable):
        media.darkroom(library).collage(
            [(tmp_path / "broken.jpg", Focus())], media.lay_out([1.0]), tmp_path / "t.jpg", 300
        )
