"""What is measured of a picture: in the background, once for each version, and it means what people would say."""

import pytest
from PIL import ImageEnhance, ImageFilter

from backupd import marks, media
from backupd.marks import store
from backupd.marks.light import light
from backupd.marks.measures import MEASURES
from backupd.marks.sharpness import sharpness
from tests.albums import house
from tests.albums.scenes import picture


@pytest.fixture
def grey():
    return picture(5).convert("L").resize((720, 540))


def test_a_blurred_picture_is_less_sharp_and_a_brighter_one_no_sharper(grey):
    blurred = grey.filter(ImageFilter.GaussianBlur(3))
    assert sharpness(grey) > 3 * sharpness(blurred) > 0
    assert sharpness(ImageEnhance.Brightness(grey).enhance(1.1)) == pytest.approx(sharpness(grey), rel=0.15)


def test_whoever_stands_before_a_soft_background_is_sharp(grey):
    portrait = grey.filter(ImageFilter.GaussianBlur(8))
    portrait.paste(grey.crop((240, 100, 480, 440)), (240, 100))
    assert sharpness(portrait) > 2 * sharpness(grey.filter(ImageFilter.GaussianBlur(8)))


def test_dark_and_glaring_pictures_are_lit_badly(grey):
    shown = {part: light(ImageEnhance.Brightness(grey).enhance(part)) for part in (0.1, 0.35, 1, 2.6)}
    assert shown[1] > 0.6 and shown[1] > shown[0.35] > shown[0.1]
    assert shown[1] > shown[2.6]


def put(library, image):
    number = house.photo(library, width=image.width, height=image.height)
    preview = media.derived_path(library, number, "preview")
    preview.parent.mkdir(parents=True)
    image.save(preview, quality=80)
    return number


def known(library, number):
    rows = library.database.connection.execute(
        "SELECT kind, version, value FROM mark WHERE media = ?", (number,)
    )
    return {row["kind"]: (row["version"], row["value"]) for row in rows}


def test_every_picture_is_marked_once_and_one_without_preview_is_passed_over(library):
    numbers = [put(library, picture(seed)) for seed in range(2)]
    bare = house.photo(library)
    marks.mark_pictures(library)
    library.jobs.drain()
    first = [known(library, each) for each in numbers]
    assert all(set(each) == {"sharpness", "light"} for each in first) and not known(library, bare)
    assert store.unmarked(library, 0, 10) == [bare]
    media.derived_path(library, numbers[0], "preview").unlink()
    marks.mark_pictures(library)
    assert [known(library, each) for each in numbers] == first, "what is known is not measured again"


def test_more_than_a_handful_ring_for_each_other(library):
    numbers = [put(library, picture(1).resize((64, 48))) for _ in range(45)]
    marks.mark_pictures(library)
    assert library.jobs.waiting() == 1
    library.jobs.drain()
    assert all(known(library, each) for each in numbers)


def test_a_measure_with_a_higher_version_takes_its_marks_anew(library):
    number = put(library, picture(1))
    marks.mark_pictures(library)
    better = tuple(each._replace(version=2) if each.kind == "light" else each for each in MEASURES)
    assert store.unmarked(library, 0, 10) == [] and store.unmarked(library, 0, 10, better) == [number]
    with library.database.writing():
        store.note(library, [(number, {"light": 0.5})], better)
    assert known(library, number)["light"] == (2, 0.5) and known(library, number)["sharpness"][0] == 1
    assert store.unmarked(library, 0, 10, better) == []


def test_nothing_is_marked_while_a_new_picture_waits(library):
    number = put(library, picture(1))
    house.photo(library, state="arrived")
    marks.mark_pictures(library)
    assert not known(library, number)


def test_sharpness_comes_from_the_mark_and_else_from_the_picture(library):
    marked, fresh = put(library, picture(1)), put(library, picture(1))
    with library.database.writing():
        store.note(library, [(marked, {"sharpness": 7.0})])
    said = marks.sharpness(library, [marked, fresh])
    assert said[marked] == 7.0 and 0 < said[fresh] < 7


def test_marks_go_with_their_picture(library):
    number = put(library, picture(1))
    marks.mark_pictures(library)
    assert media.purge(library, number)
    assert library.database.value("SELECT count(*) FROM mark") == 0
