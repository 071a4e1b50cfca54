"""A copy for people outside the family has the same pixels and none of the words."""

import io

import av
import pytest
from PIL import Image, ImageChops

from backupd.media import Unreadable, bare_jpeg
from backupd.media.remuxing import remux
from tests.media import making


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_pixels_and_turning_stay_and_everything_told_goes(tmp_path, progressive, orientation):
    block = making.exif("2019:08:05 10:00:00", gps=making.seoul(), model="iPhone", orientation=orientation)
    path = making.photo(tmp_path / "a.jpg", exif=block, comment=b"secret", progressive=progressive)
    bare = bare_jpeg(path.read_bytes())
    for word in (b"iPhone", b"secret", b"2019"):
        assert word in path.read_bytes() and word not in bare
    with Image.open(path) as before, Image.open(io.BytesIO(bare)) as after:
        assert dict(after.getexif()) == ({0x0112: orientation} if orientation > 1 else {})
        assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None


def test_the_colour_profile_stays(tmp_path):
    profile = b"an ICC profile" * 10
    path = making.photo(tmp_path / "a.jpg", icc_profile=profile)
    with Image.open(io.BytesIO(bare_jpeg(path.read_bytes()))) as bare:
        assert bare.info["icc_profile"] == profile


def test_what_follows_the_picture_is_left_behind(tmp_path):
    """The film of a motion photo, a second picture of another size: with places of their own."""
    whole = making.photo(tmp_path / "a.jpg").read_bytes()
    bare = bare_jpeg(whole + b"....ftypmp42 and +37.5512+126.9882/")
    assert b"37.5512" not in bare and bare.endswith(b"\xff\xd9")


@pytest.mark.parametrize("cut", [2, 30, 700, -2])
def test_a_picture_cut_off_is_refused(tmp_path, cut):
    with pytest.raises(Unreadable):
        bare_jpeg(making.photo(tmp_path / "a.jpg").read_bytes()[:cut])


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\0\0", b"PK\x03\x04" * 9]
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(Unreadable):
        bare_jpeg(content)


def test_a_film_stands_as_it_stood_and_tells_nothing(tmp_path):
    film = making.turned_film(tmp_path)
    remux(film, tmp_path / "bare.mp4", lambda part: None)
    with av.open(str(tmp_path / "bare.mp4")) as bare:
        frames = list(bare.decode(video=0))
    with av.open(str(film)) as whole:
        assert frames[0].rotation == next(whole.decode(video=0)).rotation != 0
    assert len(frames) == 10


@pytest.mark.parametrize("name, codec", [("a.mov", "libx264"), ("a.webm", "libvpx-vp9")])
def test_places_and_devices_in_a_films_tags_are_left_behind(tmp_path, name, codec):
    tags = {
        "location": "+37.5512+126.9882/",
        "comment": "meet at the tower",
        "com.apple.quicktime.model": "iPhone",
    }
    film = making.film(tmp_path / name, codec=codec, metadata=tags)
    remux(film, tmp_path / "bare", lambda part: None)
    told = (tmp_path / "bare").read_bytes()
    assert b"37.5512" not in told and b"tower" not in told and b"iPhone" not in told
