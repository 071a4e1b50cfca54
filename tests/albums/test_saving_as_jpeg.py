"""A photo saved as a JPEG with every pixel, whatever it came as; through the gate."""

import io

import pytest
from PIL import Image, ImageCms

from backupd import media
from tests import people
from tests.albums import house
from tests.media.making import exif, film, photo, seoul


def kept(library, path, name, mime, kind="photo"):
    """A media row as development leaves it, with its file."""
    with library.files.staging() as staging:
        staging.write(path.read_bytes())
        number = media.keep(library, staging.finish(), name).id
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE media SET state = 'ready', kind = ?, mime = ? WHERE id = ?", (kind, mime, number)
        )
    return number


@pytest.fixture
def heic(library, mother, album, tmp_path):
    """Lying on its side, with a date and a place, as an iPhone writes it."""
    from pillow_heif import register_heif_opener

    register_heif_opener()
    told = exif("2019:08:17 12:34:56", "+09:00", make="Apple", model="iPhone 12", orientation=6, gps=seoul())
    path = photo(tmp_path / "a.heic", (1600, 1200), exif=told)
    number = kept(library, path, "바다 1.heic", "image/heic")
    house.story(library, mother, album, number)
    return number


def opened(answer):
    return Image.open(io.BytesIO(answer.content))


def test_a_heic_is_saved_upright_with_every_pixel_its_date_and_a_good_name(heic, browser):
    answer = browser.get(f"/media/{heic}/jpeg")
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-disposition"].endswith("%EB%B0%94%EB%8B%A4%201.jpg")
    picture = opened(answer)
    assert picture.format == "JPEG" and picture.mode == "RGB" and sorted(picture.size) == [1200, 1600]
    told = picture.getexif()
    assert told.get_ifd(0x8769)[0x9003] == "2019:08:17 12:34:56" and told[0x0110] == "iPhone 12"
    assert told.get(0x0112, 1) == 1 and told.get_ifd(0x8825)[1] == "N"
    profile = ImageCms.ImageCmsProfile(io.BytesIO(picture.info["icc_profile"]))
    assert "sRGB" in ImageCms.getProfileDescription(profile)


def test_it_is_made_once(library, heic, browser):
    browser.get(f"/media/{heic}/jpeg")
    made = media.derived_path(library, heic, "jpeg")
    before = made.stat().st_mtime_ns
    assert browser.get(f"/media/{heic}/jpeg").status_code == 200
    assert made.stat().st_mtime_ns == before


def test_a_jpeg_is_saved_as_it_came(library, mother, album, browser, tmp_path):
    path = photo(tmp_path / "a.jpg")
    number = kept(library, path, "IMG_1.JPEG", "image/jpeg")
    house.story(library, mother, album, number)
    answer = browser.get(f"/media/{number}/jpeg")
    assert answer.content == path.read_bytes()
    assert answer.headers["content-disposition"].endswith("IMG_1.JPEG")
    assert not media.derived_path(library, number, "jpeg").exists()


def test_see_through_and_deep_pictures_come_out_on_white_in_eight_bits(
    library, mother, album, browser, tmp_path
):
    clear, deep = tmp_path / "a.png", tmp_path / "b.tif"
    Image.new("RGBA", (60, 40), (255, 0, 0, 0)).save(clear)
    Image.new("I;16", (60, 40), 40000).save(deep)
    for path, mime in ((clear, "image/png"), (deep, "image/tiff")):
        number = kept(library, path, path.name, mime)
        house.story(library, mother, album, number)
        picture = opened(browser.get(f"/media/{number}/jpeg"))
        assert picture.size == (60, 40) and picture.mode in ("RGB", "L")
        assert path is deep or picture.getpixel((5, 5)) >= (250, 250, 250)


def test_what_cannot_become_a_jpeg_says_so_and_stays(library, mother, album, browser, tmp_path):
    cut = tmp_path / "a.heic"
    cut.write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 60)
    broken = kept(library, cut, "a.heic", "image/heic")
    moving = kept(library, film(tmp_path / "b.mp4"), "b.mp4", "video/mp4", "video")
    for number in (broken, moving):
        house.story(library, mother, album, number)
    answer = browser.get(f"/media/{broken}/jpeg")
    assert answer.status_code == 422 and "원본을 저장해 보세요" in answer.text
    assert browser.get(f"/media/{moving}/jpeg").status_code == 404
    assert media.original_path(library, broken).exists()


def test_another_family_learns_nothing_of_it(library, heic, browser):
    browser.get(f"/media/{heic}/jpeg")
    with people.client_for(library, people.another_family(library)) as theirs:
        there, absent = theirs.get(f"/media/{heic}/jpeg"), theirs.get("/media/4711/jpeg")
    assert there.status_code == absent.status_code == 404
    assert there.text.replace(str(heic), "4711") == absent.text
