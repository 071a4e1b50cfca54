"""The day and the place a picture was taken, as the upload page reads it from the file's first bytes (web/modules/parts/taken.js)."""

import os
import struct
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pillow_heif
import pytest

from tests.intake.resumable.box import node
from tests.media.making import exif, photo, seoul

SCRIPT = Path(__file__).with_name("taken.mjs")
COPIED = datetime(2025, 3, 4, 5, tzinfo=UTC).timestamp()


def read(*paths: Path) -> list[str]:
    """The day of each file, and its place after an @, for somebody in Seoul; every file was copied on 4 March 2025."""
    for path in paths:
        os.utime(path, (COPIED, COPIED))
    said = subprocess.run(
        [node(), SCRIPT, *paths],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "Asia/Seoul"},
    )
    return said.stdout.split()


@pytest.fixture(autouse=True)
def heif() -> None:
    pillow_heif.register_heif_opener()


@pytest.mark.parametrize("ending", ["jpg", "heic", "webp", "png"])
def test_pictures_say_when_they_were_taken(tmp_path: Path, ending: str) -> None:
    when = exif("2019:08:05 10:15:00", changed="2022:01:01 00:00:00")
    assert read(photo(tmp_path / f"a.{ending}", exif=when)) == ["2019-08-05"]


def test_a_picture_that_was_only_digitized_or_changed_says_that(tmp_path: Path) -> None:
    digitized = photo(tmp_path / "a.jpg", exif=exif(digitized="2001:02:03 04:05:06"))
    changed = photo(tmp_path / "b.jpg", exif=exif(changed="2002:03:04 05:06:07"))
    assert read(digitized, changed) == ["2001-02-03", "2002-03-04"]


@pytest.mark.parametrize("ending", ["jpg", "heic", "webp", "png"])
def test_pictures_say_where_they_were_taken(tmp_path: Path, ending: str) -> None:
    when = exif("2019:08:05 10:15:00", make="Samsung", gps=seoul())
    assert read(photo(tmp_path / f"a.{ending}", exif=when)) == ["2019-08-05@37.551,126.988"]


def test_south_and_west_are_negative_and_what_is_no_place_is_none(tmp_path: Path) -> None:
    def gps(*spot: object) -> Path:
        block = dict(zip((1, 2, 3, 4), spot, strict=True))
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.jpg"
        return photo(path, exif=exif("2019:08:05 10:15:00", gps=block))

    lima = gps("S", (12.0, 3.0, 0.0), "W", (77.0, 3.0, 0.0))
    no_fix = gps("N", (0.0, 0.0, 0.0), "E", (0.0, 0.0, 0.0))
    beyond = gps("N", (95.0, 0.0, 0.0), "E", (10.0, 0.0, 0.0))
    half = photo(tmp_path / "half.jpg", exif=exif("2019:08:05 10:15:00", gps={1: "N", 2: (12.0, 3.0, 0.0)}))
    day = "2019-08-05"
    assert read(lima, no_fix, beyond, half) == [f"{day}@-12.050,-77.050", day, day, day]


def test_a_place_counts_though_the_day_is_only_in_the_name(tmp_path: Path) -> None:
    assert read(photo(tmp_path / "IMG_20190806_1.jpg", exif=exif(gps=seoul()))) == [
        "2019-08-06@37.551,126.988"
    ]


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(path: Path, created: int, keys: bytes = b"", pictures: int = 1_000_000) -> Path:
    """A film as phones write it: the header behind all of the pictures."""
    header = box(b"mvhd", struct.pack(">IIII", 0, created, created, 1000) + bytes(80))
    content = (
        box(b"ftyp", b"qt  \0\0\0\0") + box(b"mdat", b"Exif" * (pictures // 4)) + box(b"moov", header + keys)
    )
    path.write_bytes(content)
    return path


def test_a_film_says_when_though_its_header_comes_last(tmp_path: Path) -> None:
    instant = int(datetime(2019, 8, 4, 16, tzinfo=UTC).timestamp()) + 2082844800
    plain = film(tmp_path / "a.mp4", instant)
    apple = film(tmp_path / "b.mov", instant, box(b"meta", b"2018-07-06T23:00:00+0900"))
    never = film(tmp_path / "c.mp4", 0)
    assert read(plain, apple, never) == ["2019-08-05", "2018-07-06", "2025-03-04"]


def test_a_film_says_where(tmp_path: Path) -> None:
    instant = int(datetime(2019, 8, 4, 16, tzinfo=UTC).timestamp()) + 2082844800
    there = film(
        tmp_path / "a.mp4", instant, box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+33.2541+126.5601/"))
    )
    assert read(there) == ["2019-08-05@33.254,126.560"]


def test_what_says_nothing_or_nonsense_counts_from_the_files_own_time(tmp_path: Path) -> None:
    nothing = photo(tmp_path / "a.jpg")
    zeros = photo(tmp_path / "b.jpg", exif=exif("0000:00:00 00:00:00"))
    cut = tmp_path / "c.jpg"
    cut.write_bytes(photo(tmp_path / "d.jpg", exif=exif("2019:08:05 10:15:00")).read_bytes()[:40])
    endless = tmp_path / "e.mp4"
    endless.write_bytes(box(b"ftyp", b"isom") + bytes(100))
    empty = tmp_path / "f.jpg"
    empty.write_bytes(b"")
    assert read(nothing, zeros, cut, endless, empty) == ["2025-03-04"] * 5


def test_the_name_a_program_gave_it_comes_before_the_files_own_time(tmp_path: Path) -> None:
    names = (
        "KakaoTalk_20190805_101500.jpg",
        "Screenshot 2019-08-06 at 10.45.52.png",
        "1566012896000.jpg",
        "IMG_1234.jpg",
    )
    days = ["2019-08-05", "2019-08-06", "2019-08-17", "2025-03-04"]
    assert read(*[photo(tmp_path / name) for name in names]) == days
