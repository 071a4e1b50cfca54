"""A file without a date inside is placed by its name, and only by a name that really tells."""

import pytest

from backupd.media.names import moment_in_name

SEOUL = "Asia/Seoul"

TO_THE_SECOND = {
    "20190817_123456.jpg": "2019-08-17T12:34:56",
    "20141127_175249(0).jpg": "2014-11-27T17:52:49",
    "20190817_150000_001.jpg": "2019-08-17T15:00:00",
    "IMG_20190817_123456.jpg": "2019-08-17T12:34:56",
    "IMG_20190817_123456789.jpg": "2019-08-17T12:34:56",
    "IMG_20200101_000000.jpg": "2020-01-01T00:00:00",
    "MVIMG_20190817_123456.jpg": "2019-08-17T12:34:56",
    "VID_20210505_101112.mp4": "2021-05-05T10:11:12",
    "2013-09-01 08.15.00.jpg": "2013-09-01T08:15:00",
    "2015-06-12 12.42.32-1.jpg": "2015-06-12T12:42:32",
    "Screenshot_20200301-161151_KakaoTalk.jpg": "2020-03-01T16:11:51",
    "Screenshot_2016-08-17-12-34-56-789_com.app.png": "2016-08-17T12:34:56",
    "Screenshot 2019-05-21 at 10.45.52.png": "2019-05-21T10:45:52",
    "Screen Shot 2019-05-21 at 1.45.52 PM.png": "2019-05-21T13:45:52",
    "스크린샷 2020-03-01 오후 4.11.51.png": "2020-03-01T16:11:51",
    "KakaoTalk_Photo_2021-07-27-오후 6-26-39.jpeg": "2021-07-27T18:26:39",
    "KakaoTalk_Photo_2021-07-27-오전 12-26-39.jpeg": "2021-07-27T00:26:39",
    "KakaoTalk_Photo_2024-04-25-18-09-05 001.jpeg": "2024-04-25T18:09:05",
    "KakaoTalk_20201230_215907472_01.jpg": "2020-12-30T21:59:07",
    "BAND_20190817_123456_1.jpg": "2019-08-17T12:34:56",
    "WhatsApp Image 2019-08-17 at 12.34.56.jpeg": "2019-08-17T12:34:56",
    "WhatsApp Image 2019-08-17 at 9.34.56 PM (1).jpeg": "2019-08-17T21:34:56",
    "signal-2021-05-05-101112.jpg": "2021-05-05T10:11:12",
    "signal-2021-05-05-10-11-12-345.jpg": "2021-05-05T10:11:12",
    "photo_2021-05-05_10-11-12.jpg": "2021-05-05T10:11:12",
    "WIN_20190817_12_34_56_Pro.jpg": "2019-08-17T12:34:56",
    "DJI_20190817123456_0001_D.JPG": "2019-08-17T12:34:56",
    "UTC-20240413-203531-Kathmandu.jpg": "2024-04-13T20:35:31",
}

IN_UTC = {
    "1566012896000.jpg": "2019-08-17T12:34:56",
    "FB_IMG_1566012345678.jpg": "2019-08-17T12:25:45",
    "mmexport1566012345678.jpg": "2019-08-17T12:25:45",
    "PXL_20200710_061629144.MP.jpg": "2020-07-10T15:16:29",
}

VAGUE = {
    "IMG-20190817-WA0001.jpg": ("2019-08-17T00:00:00", "day"),
    "2019년 8월 17일 생일.jpg": ("2019-08-17T00:00:00", "day"),
    "1985년 7월.jpg": ("1985-07-01T00:00:00", "month"),
    "1985년 여름.jpg": ("1985-01-01T00:00:00", "year"),
    "1980년대 명절.jpg": ("1980-01-01T00:00:00", "decade"),
}

SILENT = (
    "IMG_0101.HEIC",
    "DSC_0101.JPG",
    "P1000244.MOV",
    "IMG_20191345_999999.jpg",
    "20240230_101010.jpg",
    "10158439283048.jpg",
    "received_1566012345678901.jpeg",
    "12345678_901234.jpg",
    "bomb_50000x50000.png",
)


@pytest.mark.parametrize(("name", "taken"), TO_THE_SECOND.items())
def test_a_name_with_date_and_time_places_the_photo_to_the_second(name: str, taken: str) -> None:
    moment = moment_in_name(name, SEOUL)
    assert moment and (moment.taken, moment.offset, moment.precision) == (taken, None, "exact")


@pytest.mark.parametrize(("name", "taken"), IN_UTC.items())
def test_a_name_that_counts_in_utc_is_placed_on_the_familys_clock(name: str, taken: str) -> None:
    moment = moment_in_name(name, SEOUL)
    assert moment and (moment.taken, moment.offset) == (taken, "+09:00")


@pytest.mark.parametrize(("name", "expected"), VAGUE.items())
def test_a_vague_name_gives_a_vague_date(name: str, expected: tuple[str, str]) -> None:
    moment = moment_in_name(name, SEOUL)
    assert moment and (moment.taken, moment.precision) == expected


@pytest.mark.parametrize("name", SILENT)
def test_a_number_that_is_no_date_is_not_taken_for_one(name: str) -> None:
    assert moment_in_name(name, SEOUL) is None


def test_a_name_decomposed_by_a_mac_reads_the_same() -> None:
    import unicodedata

    name = unicodedata.normalize("NFD", "KakaoTalk_Photo_2021-07-27-오후 6-26-39.jpeg")
    moment = moment_in_name(name, SEOUL)
    assert moment and moment.taken == "2021-07-27T18:26:39"
