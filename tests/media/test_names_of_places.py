"""What people call a place: in Korea by the borders of cities and districts, elsewhere by the town."""

from pathlib import Path
from typing import Any

import pytest

from backupd import media
from backupd.core.library import Library
from backupd.media.places import place
from backupd.media.records import Place
from tests.media.making import exif, photo, seoul
from tests.media.test_develop import bring


def called(latitude: float, longitude: float) -> tuple[str, str] | None:
    [name] = media.names_of([Place(latitude, longitude)])
    return (name.in_korean, name.in_english) if name else None


def gps(latitude: float, longitude: float) -> dict[int, Any]:
    """A GPS block as cameras write it."""
    return {
        1: "N" if latitude >= 0 else "S", 2: (abs(latitude), 0.0, 0.0),
        3: "E" if longitude >= 0 else "W", 4: (abs(longitude), 0.0, 0.0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("latitude", "longitude", "ko", "en"),
    [
        (33.2541, 126.5601, "제주 서귀포시", "Seogwipo, Jeju"),
        (33.4996, 126.5312, "제주시", "Jeju"),
        (37.8315, 127.5095, "경기 가평군", "Gapyeong, Gyeonggi"),
        (37.2636, 127.0286, "경기 수원시", "Suwon, Gyeonggi"),
        (36.4801, 127.2890, "세종", "Sejong"),
        (36.2428, 128.5728, "대구 군위군", "Gunwi, Daegu"),
        (37.2426, 131.8642, "경북 울릉군", "Ulleung, Gyeongbuk"),
        (37.5739, 126.9795, "서울 종로구", "Jongno-gu, Seoul"),
    ],
)
def test_korea_by_city_and_district(latitude: float, longitude: float, ko: str, en: str) -> None:
    assert called(latitude, longitude) == (ko, en)


def test_a_border_in_the_middle_of_a_street() -> None:
    """Seoul and Hanam meet east of Gangil; six hundred metres lie between these two."""
    assert called(37.5650, 127.1755) == ("서울 강동구", "Gangdong-gu, Seoul")
    assert called(37.5650, 127.1880) == ("경기 하남시", "Hanam, Gyeonggi")


def test_a_beach_belongs_to_its_town_and_the_open_sea_to_none() -> None:
    assert called(35.1560, 129.1650) == ("부산 해운대구", "Haeundae-gu, Busan")
    assert called(35.05, 129.35) is None
    assert called(36.5, 131.0) is None
    assert called(0.0, -140.0) is None


def test_where_the_borders_are_new_only_the_province_is_said() -> None:
    assert called(37.4602, 126.4407) == ("인천", "Incheon")


def test_japan_across_the_strait_is_not_korea() -> None:
    assert called(34.2028, 129.2876) == ("쓰시마", "Tsushima")
    assert called(33.5902, 130.4017) == ("후쿠오카", "Fukuoka")


def test_near_the_border_in_the_north_nobody_is_sent_to_the_other_side() -> None:
    assert called(37.956, 126.677) == ("경기 파주시", "Paju, Gyeonggi")
    assert called(38.30, 127.20) == ("강원 철원군", "Cheorwon, Gangwon")
    assert called(38.02, 126.70) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "ko", "en"),
    [
        (34.6687, 135.5013, "오사카", "Osaka"),
        (35.6590, 139.7005, "도쿄", "Tokyo"),
        (48.8049, 2.1204, "베르사유", "Versailles"),
        (48.8606, 2.3376, "파리", "Paris"),
        (16.0600, 108.2470, "다낭", "Da Nang"),
        (15.8801, 108.3380, "호이안", "Hoi An"),
        (47.5622, 13.6493, "할슈타트", "Hallstatt"),
        (13.5100, 144.8000, "괌", "Guam"),
        (22.2800, 114.1700, "홍콩", "Hong Kong"),
        (-33.8568, 151.2153, "시드니", "Sydney"),
    ],
)
def test_elsewhere_the_town_that_a_traveller_would_name(
    latitude: float, longitude: float, ko: str, en: str
) -> None:
    assert called(latitude, longitude) == (ko, en)


@pytest.mark.parametrize(
    "spot", [(90.0, 0.0), (-90.0, 180.0), (-16.8, 180.0), (-16.8, -180.0), (0.001, 0.001)]
)
def test_the_ends_of_the_earth(spot: tuple[float, float]) -> None:
    called(*spot)


def names(library: Library, number: int) -> tuple[str | None, str | None]:
    row = library.database.connection.execute(
        "SELECT place_ko, place_en FROM media WHERE id = ?", (number,)
    ).fetchone()
    return row["place_ko"], row["place_en"]


def developed(library: Library, path: Path) -> int:
    kept = bring(library, path)
    media.develop(library, media.darkroom(library), kept)
    return kept


def test_a_photo_knows_what_its_place_is_called(library: Library, tmp_path: Path) -> None:
    tower = developed(library, photo(tmp_path / "a.jpg", exif=exif(gps=seoul())))
    sea = developed(library, photo(tmp_path / "b.jpg", (90, 60), exif=exif(gps=gps(36.5, 131.0))))
    nowhere = developed(library, photo(tmp_path / "c.jpg", (80, 60), exif=exif(gps=gps(0.0, 0.0))))
    assert names(library, tower) == ("서울 용산구", "Yongsan-gu, Seoul")
    assert names(library, sea) == ("", "")
    assert names(library, nowhere) == (None, None)
    assert place(0.0, 0.0) is None


def test_what_was_kept_before_is_named_later(library: Library, tmp_path: Path) -> None:
    tower = developed(library, photo(tmp_path / "a.jpg", exif=exif(gps=seoul())))
    plain = developed(library, photo(tmp_path / "b.jpg", (90, 60)))
    with library.database.writing() as connection:
        connection.execute("UPDATE media SET place_ko = NULL, place_en = NULL")
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert names(library, tower) == ("서울 용산구", "Yongsan-gu, Seoul")
    assert names(library, plain) == (None, None)
    assert media.places_to_name(library) == []
