"""When, where, which camera, how large: read from what cameras and programs really write."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from backupd.media import facts
from backupd.media.records import Facts
from tests.media.making import exif, film, photo, seoul, turned_film

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 {attributes}/></rdf:RDF></x:xmpmeta>"""


def read(path: Path, name: str = "photo") -> Facts:
    return facts.read(path, name, "Asia/Seoul", NOW)


def taken(path: Path, name: str = "photo") -> tuple[str | None, str | None, str, str]:
    found = read(path, name)
    return found.taken, found.offset, found.precision, found.taken_source


def test_a_phone_photo_tells_when_where_and_with_what(tmp_path: Path) -> None:
    block = exif("2019:08:17 12:34:56", "+09:00", make="samsung", model="SM-G977N", gps=seoul())
    found = read(photo(tmp_path / "a.jpg", (640, 480), exif=block))
    assert (found.taken, found.offset, found.precision) == ("2019-08-17T12:34:56", "+09:00", "exact")
    assert (found.latitude, found.longitude) == (37.5512, 126.9882)
    assert (found.camera, found.kind, found.mime) == ("samsung SM-G977N", "photo", "image/jpeg")


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS 600D", "Canon EOS 600D"),
        ("NIKON CORPORATION", "NIKON D750", "NIKON D750"),
        ("EASTMAN KODAK COMPANY", "KODAK DX4330 DIGITAL CAMERA", "KODAK DX4330 DIGITAL CAMERA"),
        ("SONY", "ILCE-7CM2", "SONY ILCE-7CM2"),
        ("Apple\0\0", "iPhone  XS ", "Apple iPhone XS"),
        ("", "", None),
    ],
)
def test_a_camera_is_named_once(tmp_path: Path, make: str, model: str, camera: str | None) -> None:
    assert read(photo(tmp_path / "a.jpg", exif=exif(make=make, model=model))).camera == camera


@pytest.mark.parametrize("turned", [5, 6, 7, 8])
def test_a_photo_taken_upright_is_as_tall_as_it_is_seen(tmp_path: Path, turned: int) -> None:
    found = read(photo(tmp_path / "a.jpg", (640, 480), exif=exif(orientation=turned)))
    assert (found.width, found.height) == (480, 640)


@pytest.mark.parametrize("turned", [0, 1, 2, 3, 4, 9, 77])
def test_an_orientation_that_does_not_exist_turns_nothing(tmp_path: Path, turned: int) -> None:
    found = read(photo(tmp_path / "a.jpg", (640, 480), exif=exif(orientation=turned)))
    assert (found.width, found.height) == (640, 480)


def test_a_tall_tiff_is_tall(tmp_path: Path) -> None:
    found = read(photo(tmp_path / "a.tif", (640, 480), exif=exif(orientation=6)))
    assert (found.width, found.height) == (480, 640)


def test_a_date_of_last_change_is_not_when_it_was_taken(tmp_path: Path) -> None:
    assert taken(photo(tmp_path / "a.jpg", exif=exif(changed="2016:06:06 06:06:06")))[0] is None


def test_one_offset_for_three_equal_dates_counts_and_one_for_another_date_does_not(tmp_path: Path) -> None:
    same = exif("2020:05:05 10:00:00", changed="2020:05:05 10:00:00", zone="+09:00")
    other = exif("2020:05:05 10:00:00", changed="2022:01:01 10:00:00", zone="+01:00")
    assert taken(photo(tmp_path / "a.jpg", exif=same))[1] == "+09:00"
    assert taken(photo(tmp_path / "b.jpg", exif=other))[1] is None


def test_the_digitised_date_stands_in_for_an_impossible_original(tmp_path: Path) -> None:
    block = exif("1601:06:06 16:39:33", digitized="2015:06:12 16:39:33")
    assert taken(photo(tmp_path / "a.jpg", exif=block))[:2] == ("2015-06-12T16:39:33", None)


def test_the_satellites_time_is_shown_on_the_clock_of_the_place(tmp_path: Path) -> None:
    clock = {29: "2013:09:09", 7: (15.0, 9.0, 9.0)}
    assert taken(photo(tmp_path / "a.jpg", exif=exif(gps=seoul() | clock))) == (
        "2013-09-10T00:09:09",
        "+09:00",
        "exact",
        "gps",
    )
    london = {1: "N", 2: (51.5, 0.0, 0.0), 3: "W", 4: (0.1, 0.0, 0.0)}
    assert taken(photo(tmp_path / "b.jpg", exif=exif(gps=london | clock)))[:2] == (
        "2013-09-09T16:09:09",
        "+01:00",
    )


@pytest.mark.parametrize("degrees", [(999.0, 0.0, 0.0), (0.0, 0.0, 0.0), (91.0, 0.0, 0.0)])
def test_a_place_that_cannot_be_is_no_place(tmp_path: Path, degrees: tuple[float, ...]) -> None:
    found = read(photo(tmp_path / "a.jpg", exif=exif(gps={1: "N", 2: degrees, 3: "E", 4: degrees})))
    assert (found.latitude, found.longitude) == (None, None)


def test_a_date_only_in_xmp_is_found_with_its_precision(tmp_path: Path) -> None:
    packet = XMP.format(attributes='photoshop:DateCreated="2015-07"').encode()
    assert taken(photo(tmp_path / "a.jpg", xmp=packet)) == ("2015-07-01T00:00:00", None, "month", "xmp")


def test_a_place_in_xmp_counts_unless_the_camera_left_its_own_empty(tmp_path: Path) -> None:
    packet = XMP.format(attributes='exif:GPSLatitude="50,5.37N" exif:GPSLongitude="14,23.84W"').encode()
    assert read(photo(tmp_path / "a.jpg", xmp=packet)).longitude == -14.397333
    assert read(photo(tmp_path / "b.jpg", xmp=packet, exif=exif(gps={0: b"\2\3\0\0"}))).longitude is None


def test_xmp_that_explodes_costs_nothing_and_the_photo_is_kept(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    packet = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l11;</x>'.encode()
    block = exif("2018:05:05 05:05:05", "+09:00")
    assert taken(photo(tmp_path / "a.jpg", xmp=packet, exif=block))[0] == "2018-05-05T05:05:05"


def test_a_png_tells_its_creation_time_and_its_exif_even_behind_the_pixels(tmp_path: Path) -> None:
    words = PngInfo()
    words.add_text("Creation Time", "2022:04:05 06:07:08")
    assert taken(photo(tmp_path / "a.png", pnginfo=words))[0] == "2022-04-05T06:07:08"
    behind = photo(tmp_path / "b.png", exif=exif("2022:03:04 05:06:07", "+09:00", make="a")).read_bytes()
    start = behind.index(b"eXIf") - 4
    end = start + 12 + int.from_bytes(behind[start : start + 4], "big")
    (tmp_path / "c.png").write_bytes(behind[:start] + behind[end:-12] + behind[start:end] + behind[-12:])
    assert taken(tmp_path / "c.png")[:2] == ("2022-03-04T05:06:07", "+09:00")


def test_without_any_date_inside_the_name_tells(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    assert taken(path, "KakaoTalk_20201230_215907472.jpg") == ("2020-12-30T21:59:07", None, "exact", "name")
    assert taken(path, "가족사진.jpg") == (None, None, "unknown", "none")


@pytest.mark.parametrize("rubbish", [b"", b"Exif\0\0", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 300])
def test_rubbish_where_exif_should_be_loses_only_the_exif(tmp_path: Path, rubbish: bytes) -> None:
    found = read(photo(tmp_path / "a.jpg", exif=rubbish))
    assert (found.width, found.taken, found.camera) == (640, None, None)


def test_exif_that_points_at_itself_ends(tmp_path: Path) -> None:
    entry = (0x8769).to_bytes(2, "little") + b"\4\0\1\0\0\0" + (8).to_bytes(4, "little")
    loop = b"Exif\0\0II*\0\x08\0\0\0\1\0" + entry + (8).to_bytes(4, "little")
    assert read(photo(tmp_path / "a.jpg", exif=loop)).taken is None


def test_an_animation_is_known_as_one(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert read(tmp_path / "a.gif").animated
    assert not read(photo(tmp_path / "b.gif")).animated


MOVIES: list[tuple[dict[str, str], str | None, str | None]] = [
    ({"creation_time": "2019-08-16T22:34:56Z"}, "2019-08-17T07:34:56", "+09:00"),
    (
        {"creation_time": "2017-02-22T08:20:28Z", "location": "+51.4169-000.0806/"},
        "2017-02-22T08:20:28",
        "+00:00",
    ),
    (
        {
            "com.apple.quicktime.creationdate": "2020-04-17T10:03:47-0600",
            "creation_time": "2021-01-01T00:00:00Z",
        },
        "2020-04-17T10:03:47",
        "-06:00",
    ),
    ({"creation_time": "1970-01-01T00:00:00Z"}, None, None),
    ({"creation_time": "2099-01-01T00:00:00Z"}, None, None),
    ({}, None, None),
]


@pytest.mark.parametrize(("metadata", "when", "offset"), MOVIES)
def test_a_video_in_utc_is_shown_on_the_clock_of_its_place_or_of_the_family(
    tmp_path: Path, metadata: dict[str, str], when: str | None, offset: str | None
) -> None:
    found = read(film(tmp_path / "a.mp4", metadata=metadata), "a.mp4")
    assert (found.taken, found.offset) == (when, offset)


def test_an_iphone_video_tells_its_place_and_camera(tmp_path: Path) -> None:
    apple = "com.apple.quicktime."
    written = {
        f"{apple}make": "Apple",
        f"{apple}model": "iPhone XR",
        f"{apple}location.ISO6709": "+37.5665+126.9780/",
    }
    found = read(film(tmp_path / "a.mov", metadata=written))
    assert (found.latitude, found.longitude, found.camera) == (37.5665, 126.978, "Apple iPhone XR")


def test_a_video_tells_its_length_and_size(tmp_path: Path) -> None:
    found = read(film(tmp_path / "a.mp4", seconds=2.0, size=(320, 240)))
    assert (found.kind, found.duration, found.width, found.height) == ("video", 2.0, 320, 240)


PLAYED: list[tuple[str, dict[str, Any], bool]] = [
    ("a.mp4", {"sound": True}, True),
    ("a.mov", {}, True),
    ("a.webm", {"codec": "libvpx"}, True),
    ("a.mkv", {}, False),
    ("a.mp4", {"codec": "libx265"}, False),
    ("a.mp4", {"pixels": "yuv422p"}, False),
    ("a.mp4", {"pixels": "yuv420p10le"}, False),
    ("a.avi", {"codec": "mpeg4"}, False),
]


@pytest.mark.parametrize(("name", "options", "plays"), PLAYED)
def test_a_video_no_browser_plays_is_known_as_such(
    tmp_path: Path, name: str, options: dict[str, Any], plays: bool
) -> None:
    assert read(film(tmp_path / name, **options)).browser_plays is plays


def test_a_film_on_its_side_is_measured_as_it_is_seen(tmp_path: Path) -> None:
    found = read(turned_film(tmp_path))
    assert (found.width, found.height) == (240, 320)
