"""The book on a screen: what stands on its pages, for whom, and in which letters."""

import re

from backupd import albums
from tests import people
from tests.albums import house


def told(browser, album: int) -> dict:
    answer = browser.get(f"/api/albums/{album}/book")
    assert answer.status_code == 200, answer.text
    return answer.json()


def words(book: dict, style: str) -> list[str]:
    return [each["text"] for page in book["pages"] for each in page["passages"] if each["style"] == style]


def test_an_album_reads_as_a_book(library, browser, mother):
    album = house.album(library, mother, photos=3)
    house.story(library, mother, album, house.photo(library, "2019-08-06T10:00:00"), "파도가 높았어요")
    page = browser.get(f"/albums/{album}/book").text
    assert page.count('class="leaf ') == len(told(browser, album)["pages"])
    assert len(set(re.findall(r'href="/stories/(\d+)"', page))) == 4
    for text in (
        "제주 여름휴가",
        "2019년 8월 5일 월요일",
        "2019년 8월 6일 화요일",
        "파도가 높았어요",
        "함께 담은 사람: 엄마",
    ):
        assert text in page
    assert f'href="/albums/{album}/book"' in browser.get(f"/albums/{album}").text


def test_it_speaks_the_reader_s_language(library, mother):
    album = house.album(library, mother, photos=2)
    reader = people.join(library, mother, "Grandpa", language="en")
    with people.client_for(library, reader) as browser:
        assert words(told(browser, album), "heading") == ["Monday, August 5, 2019"]
        assert "2 photos" in words(told(browser, album), "colophon")[0]


def test_who_reads_large_letters_gets_more_pages(library, browser, mother):
    album = house.album(library, mother)
    for number in range(12):
        house.story(
            library,
            mother,
            album,
            house.photo(library),
            f"{number} 할머니가 보내 주신 옥수수를 다 같이 먹었어요. 정말 맛있었어요!",
        )
    normal = told(browser, album)
    browser.post("/me", data={"name": "엄마", "language": "ko", "text_size": "largest"})
    largest = told(browser, album)
    assert largest["format"]["text"] > normal["format"]["text"]
    assert len(largest["pages"]) > len(normal["pages"])


def test_an_order_made_by_hand_has_no_headings_but_tells_the_day_at_the_foot(library, browser, mother):
    album = house.album(library, mother, photos=4)
    browser.post(f"/albums/{album}/order", data={"ordered": "hand"})
    book = told(browser, album)
    assert words(book, "heading") == []
    assert any("2019년 8월 5일" in foot for foot in words(book, "foot"))


def test_every_media_of_a_story_is_in_the_book_and_its_words_once(library, browser, mother):
    album = house.album(library, mother)
    media = [house.photo(library) for _ in range(3)]
    albums.add_story(library, album=album, contributor=mother.id, media=media, description="셋이서")
    book = told(browser, album)
    assert [each["shot"]["media"] for page in book["pages"][1:] for each in page["frames"]] == media
    assert words(book, "caption") == ["셋이서"]


def test_an_empty_album_says_what_to_do(library, browser, mother):
    album = house.album(library, mother)
    page = browser.get(f"/albums/{album}/book")
    assert page.status_code == 200
    assert "사진이 생기면 책이 돼요" in page.text


def test_what_lies_in_the_trash_is_in_no_book(library, browser, mother):
    album = house.album(library, mother, photos=3)
    story = library.database.value("SELECT min(id) FROM story")
    browser.post(f"/stories/{story}/trash")
    assert len([each for page in told(browser, album)["pages"][1:] for each in page["frames"]]) == 2
    browser.post(f"/albums/{album}/trash")
    assert browser.get(f"/albums/{album}/book").status_code == 404


def test_reading_an_album_s_pictures_scans_no_table(library, mother):
    from backupd.book.store import SHOWN

    named = {"viewer": mother.id, "family": mother.family, "album": 1}
    for sql in SHOWN.values():
        plan = [
            row["detail"] for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)
        ]
        assert not [step for step in plan if step.startswith("SCAN")], plan
