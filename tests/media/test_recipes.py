"""What a light edit may ask for, and what comes out of an original."""

from math import inf, nan
from pathlib import Path

import pytest
from msgspec.structs import replace

from backupd.core.errors import Refused
from backupd.media import recipes
from backupd.media.recipes import Crop, Recipe
from backupd.media.records import Limits
from backupd.media.rendering import render
from tests.media.making import exif, photo, seen

RED, BLUE, GREEN = (220, 30, 30), (40, 90, 200), (60, 140, 50)
SIZE = (640, 480)


@pytest.mark.parametrize(
    ("recipe", "reason"),
    [
        (Recipe(crop=Crop(-0.1, 0, 0.5, 0.5)), "edits.crop_outside"),
        (Recipe(crop=Crop(0.6, 0, 0.5, 0.5)), "edits.crop_outside"),
        (Recipe(crop=Crop(0, 0, nan, 0.5)), "edits.crop_outside"),
        (Recipe(crop=Crop(0, 0, 0.5, inf)), "edits.crop_outside"),
        (Recipe(crop=Crop(0, 0, 0.01, 0.5)), "edits.crop_too_small"),
        (Recipe(crop=Crop(0.5, 0.5, -0.2, 0.5)), "edits.crop_too_small"),
        (Recipe(straighten=16), "edits.straighten_too_far"),
        (Recipe(straighten=nan), "edits.straighten_too_far"),
        (Recipe(light=1.5), "edits.light_too_far"),
        (Recipe(warmth=-2), "edits.light_too_far"),
        (Recipe(mute=True), "edits.films_only"),
        (Recipe(begin=1), "edits.films_only"),
    ],
)
def test_a_recipe_outside_the_picture_is_refused_with_a_sentence(recipe, reason):
    with pytest.raises(Refused) as refusal:
        recipes.usable(recipe, "photo", SIZE, None)
    assert refusal.value.key == reason and refusal.value.status == 422


@pytest.mark.parametrize(
    ("recipe", "reason"),
    [
        (Recipe(end=12.0), "edits.trim_outside"),
        (Recipe(begin=-1), "edits.trim_outside"),
        (Recipe(begin=nan), "edits.trim_outside"),
        (Recipe(begin=11), "edits.trim_too_short"),
        (Recipe(begin=5, end=5.2), "edits.trim_too_short"),
        (Recipe(begin=6, end=5), "edits.trim_too_short"),
        (Recipe(light=0.2), "edits.photos_only"),
        (Recipe(crop=Crop(0, 0, 0.5, 0.5)), "edits.photos_only"),
    ],
)
def test_a_trim_longer_than_the_film_is_refused_with_a_sentence(recipe, reason):
    with pytest.raises(Refused) as refusal:
        recipes.usable(recipe, "video", SIZE, 10.0)
    assert refusal.value.key == reason and refusal.value.status == 422


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"turn": 45}', '{"turnn": 90}', '{"light": "x"}', "[" * 100_000]
)
def test_what_is_no_recipe_is_refused(text):
    with pytest.raises(Refused) as refusal:
        recipes.read(text)
    assert refusal.value.key == "edits.not_a_recipe"


def test_a_recipe_that_changes_nothing_is_none():
    assert recipes.usable(Recipe(crop=Crop(0, 0, 1, 1)), "photo", SIZE, None) is None
    assert recipes.usable(Recipe(begin=0, end=9.99), "video", SIZE, 10.0) is None


def test_a_recipe_reads_as_it_was_written():
    recipe = Recipe(turn=90, straighten=-2.5, crop=Crop(0.1, 0.2, 0.3, 0.4), light=0.25, warmth=-0.5)
    assert recipes.read(recipes.written(recipe)) == recipe
    assert recipes.usable(recipe, "photo", SIZE, None) == recipe


def drawn(original: Path, recipe: Recipe, full: bool = False):
    rendered = render(original, original.parent, original.name, recipe, Limits(), full)
    return rendered, seen(original.parent / ("full.jpg" if full else "preview.jpg"))


def near(pixel, colour) -> bool:
    return all(abs(one - other) < 26 for one, other in zip(pixel, colour, strict=True))


def test_a_quarter_turn_goes_clockwise(tmp_path):
    rendered, picture = drawn(photo(tmp_path / "a.jpg"), Recipe(turn=90))
    assert (rendered.width, rendered.height) == picture.size == (480, 640)
    assert near(picture.getpixel((470, 10)), RED) and near(picture.getpixel((10, 300)), GREEN)


def test_turning_begins_where_the_camera_held_it_upright(tmp_path):
    original = photo(tmp_path / "a.jpg", exif=exif(orientation=6))
    _, picture = drawn(original, Recipe(turn=270))
    assert picture.size == SIZE and near(picture.getpixel((10, 10)), RED)


def test_a_crop_keeps_the_part_it_names_of_the_turned_picture(tmp_path):
    original = photo(tmp_path / "a.jpg")
    rendered, picture = drawn(original, Recipe(turn=90, crop=Crop(0.5, 0, 0.5, 0.25)))
    assert picture.size == (240, 160) == (rendered.width, rendered.height)
    assert near(picture.getpixel((230, 10)), RED) and near(picture.getpixel((10, 10)), BLUE)


def test_straightening_leaves_no_empty_corner_and_keeps_the_shape(tmp_path):
    _, picture = drawn(photo(tmp_path / "a.png"), Recipe(straighten=10))
    width, height = picture.size
    assert abs(width / height - 4 / 3) < 0.02 and width < 640
    for corner in ((2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)):
        assert max(picture.getpixel(corner)) > 40, corner


def test_straightening_clockwise_lowers_the_horizon_on_the_right(tmp_path):
    _, picture = drawn(photo(tmp_path / "a.png"), Recipe(straighten=8))
    width, height = picture.size

    def horizon(x: int) -> int:
        return next(y for y in range(height) if picture.getpixel((x, y))[1] > picture.getpixel((x, y))[2])

    assert horizon(width - 20) - horizon(20) > 40


def test_light_and_warmth_move_the_tones(tmp_path):
    original = photo(tmp_path / "a.png")
    plain = drawn(original, Recipe())[1].getpixel((300, 100))
    light = drawn(original, Recipe(light=0.6))[1].getpixel((300, 100))
    warm = drawn(original, Recipe(warmth=1))[1].getpixel((300, 100))
    assert all(one > other for one, other in zip(light, plain, strict=True))
    assert warm[2] < plain[2] - 30 and abs(warm[0] - plain[0]) < 4


def test_a_small_crop_of_a_large_original_is_as_sharp_as_the_original_allows(tmp_path):
    original = photo(tmp_path / "a.jpg", (4000, 3000))
    _, picture = drawn(original, Recipe(crop=Crop(0, 0, 0.25, 0.25)))
    assert picture.size == (1000, 750)


def test_the_edited_picture_comes_at_full_size_too(tmp_path):
    rendered, picture = drawn(photo(tmp_path / "a.jpg", (3000, 2000)), Recipe(turn=90), full=True)
    assert picture.size == (2000, 3000) and rendered.width == 2000
    assert not picture.getexif()


@pytest.mark.parametrize(("shape", "turn", "part"), [("1:1", 0, 0.75), ("16:9", 90, 0.75), ("4:3", 0, 1.0)])
def test_a_fixed_shape_lies_in_the_middle_as_the_picture_lies(shape, turn, part):
    crop = recipes.centred(shape, SIZE, turn)
    assert min(crop.width, crop.height) == pytest.approx(part)
    assert crop.left * 2 + crop.width == pytest.approx(1) and crop.top * 2 + crop.height == pytest.approx(1)
    assert recipes.usable(replace(Recipe(turn=turn), crop=crop), "photo", SIZE, None) is not None or part == 1


def test_a_crop_turns_with_the_picture():
    crop = Crop(0.1, 0.2, 0.3, 0.4)
    assert recipes.turned_crop(crop, 90) == Crop(pytest.approx(0.4), 0.1, 0.4, 0.3)
    back = recipes.turned_crop(recipes.turned_crop(crop, 90), -90)
    assert (back.left, back.top) == (pytest.approx(0.1), pytest.approx(0.2))
