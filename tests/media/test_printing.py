"""A picture for paper: from the original where its pixels are needed, else from what was made of it."""

import shutil

import pytest
from PIL import Image

from backupd import media
from tests.media.making import film, photo, seen

ORIENTATION = 0x0112


@pytest.fixture
def keep(library):
    def kept(path):
        with library.files.staging() as staging:
            staging.write(path.read_bytes())
            number = media.keep(library, staging.finish(), path.name).id
        media.develop(library, media.darkroom(library), number)
        return number

    return kept


def printed(library, tmp_path, number, edge):
    target = tmp_path / "print.jpg"
    assert media.print_picture(library, number, edge, target)
    return Image.open(target)


def test_it_has_the_pixels_that_were_asked_for_and_a_profile(library, keep, tmp_path):
    number = keep(photo(tmp_path / "one.jpg", (4000, 3000)))
    with printed(library, tmp_path, number, 2126) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (2126, 1594))
        assert len(picture.info["icc_profile"]) == len(media.srgb_profile())
        assert not picture.getexif()


def test_it_is_never_larger_than_the_original(library, keep, tmp_path):
    number = keep(photo(tmp_path / "one.jpg", (1800, 1200)))
    with printed(library, tmp_path, number, 5000) as picture:
        assert picture.size == (1800, 1200)


def test_it_stands_upright(library, keep, tmp_path):
    turned = Image.Exif()
    turned[ORIENTATION] = 6
    number = keep(photo(tmp_path / "one.jpg", (2000, 1500), exif=turned))
    with printed(library, tmp_path, number, 1900) as picture:
        assert picture.size == (1425, 1900)


def test_where_the_preview_has_enough_the_original_is_left_in_peace(library, keep, tmp_path):
    number = keep(photo(tmp_path / "one.jpg", (4000, 3000)))
    media.original_path(library, number).unlink()
    with printed(library, tmp_path, number, 1000) as picture:
        assert picture.size == (1440, 1080)


def test_a_film_is_printed_by_its_still(library, keep, tmp_path):
    number = keep(film(tmp_path / "film.mp4"))
    with printed(library, tmp_path, number, 3000) as picture:
        assert picture.size == seen(media.derived_path(library, number, "preview")).size


def test_without_the_original_s_disk_the_preview_serves(library, keep, tmp_path):
    number = keep(photo(tmp_path / "one.jpg", (4000, 3000)))
    shutil.rmtree(library.files.originals)
    with printed(library, tmp_path, number, 3000) as picture:
        assert picture.size == (1440, 1080)


def test_with_neither_it_says_so(library, keep, tmp_path):
    number = keep(photo(tmp_path / "one.jpg", (4000, 3000)))
    shutil.rmtree(library.files.originals)
    media.derived_path(library, number, "preview").unlink()
    assert not media.print_picture(library, number, 3000, tmp_path / "print.jpg")
    assert not media.print_picture(library, 12345, 3000, tmp_path / "print.jpg")
