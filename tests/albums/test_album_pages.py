"""What a person sees and presses on the pages of albums, without any script."""

import re

import pytest

from backupd.albums import actions, categories, store, story_store
from backupd.albums.records import AlbumForm
from tests import people
from tests.albums import house


def stories_in(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'href="/stories/(\d+)"', page)]


def test_the_shelf_invites_to_make_the_first_album(browser):
    page = browser.get("/albums").text
    assert "첫 앨범을 만들어 볼까요?" in page and 'href="/albums/new"' in page


def test_a_person_makes_an_album_with_a_plain_form(browser):
    assert "앨범 만들기" in browser.get("/albums/new").text
    form = {"title": "봄 소풍", "description": "", "category": "", "dated": "chosen", "begins": "2019년 4월"}
    answer = browser.post("/albums", data=form)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "봄 소풍" in page and "2019년 4월" in page and "첫 사진을 더해 보세요" in page
    assert "봄 소풍" in browser.get("/albums").text


def test_a_form_that_cannot_be_used_comes_back_with_what_was_written(browser):
    answer = browser.post("/albums", data={"title": "소풍", "dated": "chosen", "begins": "언젠가"})
    assert answer.status_code == 422
    assert (
        "날짜를 읽지 못했어요" in answer.text
        and 'value="소풍"' in answer.text
        and 'value="언젠가"' in answer.text
    )


def test_the_second_editor_sees_both_versions_and_chooses(library, mother, album, browser):
    father = people.join(library, mother, "아빠")
    actions.edit_album(library, father, album, AlbumForm("아빠가 쓴 제목", "바람", version=1))
    answer = browser.post(f"/albums/{album}/edit", data={"title": "엄마가 쓴 제목", "version": "1"})
    assert answer.status_code == 409
    assert "아빠가 쓴 제목" in answer.text and "엄마가 쓴 제목" in answer.text and "바람" in answer.text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.text))
    assert browser.post(f"/albums/{album}/edit", data=fields).status_code == 303
    assert store.album(library, mother, album).title == "엄마가 쓴 제목"


def test_an_album_shows_its_photos_by_day_with_their_sizes(library, mother, album, browser):
    house.story(library, mother, album, house.photo(library, "2019-08-07T10:00:00", width=3000, height=4000))
    house.story(library, mother, album, house.photo(library, None))
    page = browser.get(f"/albums/{album}").text
    assert (
        page.index("2019년 8월 5일 월요일")
        < page.index("2019년 8월 7일 수요일")
        < page.index("날짜를 모르는 사진")
    )
    assert len(stories_in(page)) == 5
    assert 'width="3000" height="4000"' in page and page.count('loading="lazy"') == 6  # and the cover


def test_a_long_album_comes_in_pages_that_lose_and_double_nothing(library, mother, browser):
    album = house.album(library, mother, photos=450)
    told, address = [], f"/albums/{album}"
    while address:
        page = browser.get(address).text
        told += stories_in(page)
        more = re.search(r'<p class="more"><a class="button line" href="([^"]+)"', page)
        address = more and more[1].replace("&amp;", "&")
    wanted = story_store.grid(library, mother, store.album(library, mother, album), limit=1000)
    assert told == [story.id for story in wanted] and len(told) == 450


def test_a_page_of_an_album_ends_with_a_whole_day(library, mother, browser):
    album = house.album(library, mother, photos=450)
    first = stories_in(browser.get(f"/albums/{album}").text)
    assert len(first) == 192


def test_more_photos_are_put_below_and_a_reload_shows_as_many(library, mother, browser):
    album = house.album(library, mother, photos=450)
    page = browser.get(f"/albums/{album}").text
    more = re.search(r'hx-get="([^"]+)"', page)[1].replace("&amp;", "&")
    part = browser.get(more, headers={"HX-Request": "true"})
    assert "<html" not in part.text and stories_in(part.text)
    again = stories_in(browser.get(part.headers["HX-Replace-Url"]).text)
    assert again == stories_in(page) + stories_in(part.text)


def test_leaving_a_photo_leads_back_to_its_place(library, mother, browser):
    album = house.album(library, mother, photos=450)
    last = story_store.grid(library, mother, store.album(library, mother, album), limit=1000)[-1].id
    back = re.search(r'<a class="tool" href="([^"]+)" data-back', browser.get(f"/stories/{last}").text)[1]
    assert last in stories_in(browser.get(back).text) and back.endswith(f"#s{last}")


def test_the_shelf_is_narrowed_by_category_and_year(library, mother, browser):
    trips = categories.shelves(library, mother)[0].id
    form = AlbumForm("바다", category=str(trips), dated="chosen", begins="2018", until="2019")
    actions.make_album(library, mother, form)
    house.album(library, mother, "언젠가")
    assert "언젠가" not in browser.get(f"/albums?category={trips}").text
    for year, there in (("2017", False), ("2018", True), ("2019", True), ("2020", False)):
        assert ("바다" in browser.get(f"/albums?year={year}").text) == there
    assert "언젠가" not in browser.get("/albums?year=2018").text


def test_a_full_shelf_goes_on_with_older_albums(library, mother, browser):
    for number in range(30):
        house.album(library, mother, f"앨범 {number}")
    page = browser.get("/albums").text
    more = re.search(r'<p class="more"><a class="button line" href="([^"]+)"', page)[1].replace("&amp;", "&")
    titles = re.findall(r"<span class=\"title\">(앨범 \d+)", page + browser.get(more).text)
    assert len(titles) == len(set(titles)) == 30


def test_stories_are_ticked_and_moved_with_a_plain_form(library, mother, album, browser):
    there = house.album(library, mother, "여름")
    one, two, three = stories_in(browser.get(f"/albums/{album}").text)
    answer = browser.post(
        f"/albums/{album}/selection", data={"act": "move", "story": [one, two], "album": there}
    )
    assert "2장을 옮겼어요" in answer.text
    assert stories_in(browser.get(f"/albums/{there}").text) == [one, two]
    answer = browser.post(f"/albums/{album}/selection", data={"act": "trash", "story": three, "album": ""})
    assert "1장을 휴지통으로 옮겼어요" in answer.text
    assert "먼저 사진을 골라 주세요" in browser.post(f"/albums/{there}/selection", data={"act": "trash"}).text


def test_a_photo_goes_one_place_back_with_a_button(library, album, browser):
    one, two, three = stories_in(browser.get(f"/albums/{album}").text)
    assert browser.post(f"/stories/{one}/position", data={"step": "later"}).status_code == 303
    assert stories_in(browser.get(f"/albums/{album}").text) == [two, one, three]
    browser.post(f"/albums/{album}/order", data={"ordered": "taken"})
    assert stories_in(browser.get(f"/albums/{album}").text) == [one, two, three]


def test_deleted_things_are_brought_back_from_the_trash(library, album, browser):
    one = stories_in(browser.get(f"/albums/{album}").text)[0]
    assert browser.post(f"/stories/{one}/trash").headers["location"] == f"/albums/{album}"
    assert f"/trash/stories/{one}/restoration" in browser.get("/trash").text
    browser.post(f"/trash/stories/{one}/restoration")
    assert one in stories_in(browser.get(f"/albums/{album}").text)
    browser.post(f"/albums/{album}/trash")
    assert browser.get(f"/albums/{album}").status_code == 404
    browser.post(f"/trash/albums/{album}/restoration")
    assert browser.get(f"/albums/{album}").status_code == 200


def test_categories_are_kept_with_plain_forms(browser):
    browser.post("/categories", data={"name": "캠핑"})
    page = browser.get("/categories").text
    last = re.findall(r"/categories/(\d+)/removal", page)[-1]
    assert 'value="캠핑"' in page
    browser.post(f"/categories/{last}", data={"name": "야영"})
    browser.post(f"/categories/{last}/position", data={"step": "earlier"})
    page = browser.get("/categories").text
    assert re.findall(r"/categories/(\d+)/removal", page)[-2] == last and 'value="야영"' in page
    assert "이미 있어요" in browser.post("/categories", data={"name": "야영"}).text
    browser.post(f"/categories/{last}/removal")
    assert "야영" not in browser.get("/categories").text


def test_a_reader_is_shown_nothing_to_change(library, mother, album):
    reader = people.join(library, mother, "이웃", role="reader")
    with people.client_for(library, reader) as browser:
        page = browser.get(f"/albums/{album}").text
        assert "사진 더하기" not in page and "/edit" not in page and 'method="post"' not in page
        story = stories_in(page)[0]
        forms = re.findall(r'method="post" action="([^"]+)"', browser.get(f"/stories/{story}").text)
        assert set(forms) == {f"/stories/{story}/reactions", f"/stories/{story}/comments"}
        assert browser.get(f"/albums/{album}/edit").status_code == 403
        assert "보기만 할 수 있어요" in browser.get("/albums/new").text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_speaks_both_languages(library, language):
    viewer = people.found_family(library, language=language)
    album = house.album(library, viewer, "Jeju", photos=2)
    story = house.story(
        library, viewer, album, house.photo(library, kind="video", duration=3.2, film="needed")
    )
    gone = house.story(library, viewer, album)
    broken = house.photo(library, state="set_aside", rendered=0, width=None, height=None, kind=None)
    aside = house.story(library, viewer, album, broken)
    with people.client_for(library, viewer) as browser:
        browser.post(f"/stories/{gone}/trash")
        for address in (
            "/", "/albums", "/albums?year=1999", "/albums/new", f"/albums/{album}", f"/albums/{album}/edit",
            f"/albums/{album}/selection", f"/stories/{story}", f"/stories/{aside}", f"/stories/{story}/description",
            f"/stories/{story}/move", "/categories", "/trash", "/search", "/search?q=jeju", "/search?q=zzz",
        ):  # fmt: skip
            answer = browser.get(address)
            assert answer.status_code == 200 and f'<html lang="{language}"' in answer.text, address
            assert language == "ko" or not re.search("[가-힣]", re.sub(r"엄마|김씨네", "", answer.text)), (
                address
            )
