"""Whatever somebody types: a plain answer, nothing breaks."""

import unicodedata

import pytest

from backupd.core.database import Database
from backupd.core.errors import DiskFull
from tests import people
from tests.albums import house

ODD = [
    "", " ", "ㅈ", "ㅏ", "ㅋㅋㅋ", "a" * 10_000, "a b " * 2_500, "가" * 7_000, "😀", "👨‍👩‍👧", "🏳️‍🌈 여행", "AND", "OR NOT", "NEAR(제주 바다, 2)",
    '"', '"제주', "제주*", "^제주", "-제주", "grams : 제주", "{grams} : x", "(제주", "제주)", "a AND OR b", "'", "';", "--",
    "'; DROP TABLE album; --", "1 OR 1=1", "%", "_", "\\", "\x00", "제\x00주", "\u202e제주", "\ufffd", "\ue000", "\U000f0001제주",
    unicodedata.normalize("NFD", "제주"), "ﬁ", "İ", "ß", "①", "２０１９", "2019년 2월 30일", "13월", "0000년", "9999999999999년",
    "999년 전", "0년 전 오늘", "١٢٣", "²", "<script>alert(1)</script>", "{{ 7 * 7 }}", "https://example.org/?q=제주&x=1", "NULL",
]  # fmt: skip


@pytest.fixture
def browser(library):
    mother = people.found_family(library)
    album = house.album(library, mother, "제주 여름휴가")
    house.story(library, mother, album, description="바다 😀 100% ‘진짜’")
    with people.client_for(library, mother) as client:
        yield client


def test_nothing_breaks(browser):
    for words in ODD:
        for address in ("/search", "/api/search", "/search/suggestions", "/api/search/suggestions"):
            answer = browser.get(address, params={"q": words})
            assert answer.status_code == 200, (address, words)
            assert "<script>alert" not in answer.text or address.startswith("/api")


def test_a_page_that_is_none_begins_somewhere(browser):
    for cursor in ("", "x", "-1", "1.2.3", "9" * 400, "9223372036854775807", "1.x", "\x00"):
        for group in ("albums", "stories"):
            assert browser.get("/search", params={"q": "제주", group: cursor}).status_code == 200


def test_signs_of_other_searches_are_no_orders(browser):
    for words in ("제주*", '"제주"', "(제주)", "제주, 여름!"):
        assert [
            each["album"]["title"]
            for each in browser.get("/api/search", params={"q": words}).json()["albums"]
        ] == ["제주 여름휴가"]
    assert browser.get("/api/search", params={"q": "제주 NOT 여름"}).json()["albums"] == []


def test_emoji_are_found(browser):
    found = browser.get("/api/search", params={"q": "😀"}).json()["stories"][0]
    assert {"text": "😀", "hit": True} in found["line"]


def test_a_day_that_does_not_exist_is_said_and_the_rest_is_found(browser):
    page = browser.get("/search", params={"q": "제주 2019년 2월 30일"}).text
    assert "‘2019년 2월 30일’은 달력에 없는 날이에요" in page and "여름휴가" in page


def test_a_question_without_end_is_cut_and_says_so(browser):
    page = browser.get("/search", params={"q": "바다 " * 3_000}).text
    assert "앞부분만 찾았어요" in page and "<mark>바다</mark>" in page


def test_a_full_disk_takes_nothing_away(browser, library):
    def full():
        raise DiskFull("problems.disk_full")

    path = library.database.path
    assert "제주" in browser.get("/search", params={"q": "제주"}).text
    library.database.close()
    library.database = Database(path, full)
    assert "<mark>여름</mark>휴가" in browser.get("/search", params={"q": "여름"}).text
    assert browser.get("/api/search/recent").json() == ["제주"]
