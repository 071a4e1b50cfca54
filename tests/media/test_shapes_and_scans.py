"""What a picture is beyond its pixels: wide, all around, animated, or made of paper."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from backupd.media import facts
from backupd.media.records import Facts
from tests.media.making import exif, photo, scene, seen
from tests.media.moving import with_xmp
from tests.media.test_prints import preview

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PHONE = {"make": "samsung", "model": "SM-S918N"}
FILE_SOURCE, SOFTWARE = 0xA300, 0x0131
GPANO = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/"
  GPano:ProjectionType="{kind}" GPano:FullPanoWidthPixels="{full}" GPano:CroppedAreaImageWidthPixels="{seen}"
 /></rdf:RDF></x:xmpmeta>"""


def read(path: Path) -> Facts:
    return facts.read(path, path.name, "Asia/Seoul", NOW)


@pytest.mark.parametrize(
    ("size", "camera", "panorama"),
    [
        ((8000, 2000), {}, "flat"),
        ((2000, 8000), PHONE, "flat"),
        ((4000, 3000), PHONE, None),
        ((4000, 1720), PHONE, None),
        ((1080, 9000), {}, None),
        ((900, 200), {}, None),
    ],
    ids=["swept", "swept-upwards", "photo", "cinema", "long-screenshot", "banner"],
)
def test_a_panorama_is_known_by_its_shape(
    tmp_path: Path, size: tuple[int, int], camera: dict[str, str], panorama: str | None
) -> None:
    assert read(photo(tmp_path / "a.jpg", size, exif=exif(**camera))).panorama == panorama


@pytest.mark.parametrize(
    ("size", "said", "panorama"),
    [
        ((1000, 500), {"kind": "equirectangular", "full": 1000, "seen": 1000}, "sphere"),
        ((1000, 500), {"kind": "equirectangular", "full": "", "seen": ""}, "sphere"),
        ((1000, 400), {"kind": "equirectangular", "full": 4000, "seen": 1000}, "flat"),
        ((1000, 400), {"kind": "cylindrical", "full": 1000, "seen": 1000}, "flat"),
        ((1000, 500), {"kind": "perspective", "full": 1000, "seen": 1000}, None),
    ],
)
def test_a_picture_all_around_says_so(
    tmp_path: Path, size: tuple[int, int], said: dict[str, Any], panorama: str | None
) -> None:
    path = with_xmp(tmp_path / "a.jpg", GPANO.format(**said), size=size)
    assert read(path).panorama == panorama


def test_the_preview_of_a_panorama_is_long_enough_to_look_along_it(tmp_path: Path) -> None:
    assert preview(photo(tmp_path / "a.jpg", (9000, 1800))).size == (4320, 864)
    assert seen(tmp_path / "grid.jpg").size == (480, 96)


@pytest.mark.parametrize("suffix", ["gif", "webp", "png", "avif"])
def test_an_animation_is_known_and_its_picture_stands_still(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    scene(64, 48).save(path, save_all=True, append_images=[scene(64, 48).rotate(90)], duration=200)
    assert read(path).animated
    assert preview(path).size == (64, 48)


SCANS = {
    "the program": exif("2018:03:04 10:00:00", make="EPSON", model="Perfection V600"),
    "the device": exif("2021:05:05 09:00:00", make="Canon", model="MG3600 series"),
    "an old print under a phone": exif("1987:05:05 12:00:00", **PHONE),
    "before any camera could": exif("1991:02:03 12:00:00", make="NIKON CORPORATION", model="NIKON D750"),
    "without a camera": exif("1974:10:01 12:00:00"),
}


@pytest.mark.parametrize("block", SCANS.values(), ids=SCANS)
def test_a_picture_of_paper_is_known_as_a_scan(tmp_path: Path, block: Image.Exif) -> None:
    found = read(photo(tmp_path / "a.jpg", exif=block))
    assert found.scan and found.taken is not None


@pytest.mark.parametrize(
    "program", ["VueScan 9 x64", "PhotoScan by Google Photos", "SilverFast 8.8", "EPSON Scan"]
)
def test_scanning_programs_are_known_by_name(tmp_path: Path, program: str) -> None:
    block = exif("2018:03:04 10:00:00")
    block[SOFTWARE] = program
    assert read(photo(tmp_path / "a.jpg", exif=block)).scan


@pytest.mark.parametrize("source", [b"\1", b"\2"])
def test_a_scanner_that_says_what_it_is_is_believed(tmp_path: Path, source: bytes) -> None:
    block = exif("2018:03:04 10:00:00")
    block.get_ifd(0x8769)[FILE_SOURCE] = source
    assert read(photo(tmp_path / "a.jpg", exif=block)).scan


def test_a_decade_in_a_name_is_paper(tmp_path: Path) -> None:
    assert read(photo(tmp_path / "1980년대 할머니.jpg")).scan


@pytest.mark.parametrize(
    "block",
    [
        exif("2019:08:17 12:34:56", **PHONE),
        exif("1998:08:17 12:34:56", make="OLYMPUS OPTICAL CO.,LTD", model="C900Z"),
        exif("2003:08:17 12:34:56", make="Canon", model="Canon PowerShot A70"),
        exif("2015:08:17 12:34:56"),
        exif(),
    ],
    ids=["phone", "early-digital", "compact", "sent-by-chat", "nothing-known"],
)
def test_what_a_camera_took_is_no_scan(tmp_path: Path, block: Image.Exif) -> None:
    assert not read(photo(tmp_path / "a.jpg", exif=block)).scan
