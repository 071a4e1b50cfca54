"""One picture large, with its words beside it."""

import re

import pytest

from backupd import albums
from backupd.albums import looking, story_store
from tests import people
from tests.albums import house


def test_one_leafs_through_an_album_by_plain_links(library, mother, browser):
    album = house.album(library, mother, photos=5)
    page = browser.get(f"/albums/{album}").text
    told = [int(number) for number in re.findall(r'href="/stories/(\d+)"', page)]
    walked, here = [], told[0]
    while here:
        walked.append(here)
        found = re.search(r'<a class="turn next" href="/stories/(\d+)"', browser.get(f"/stories/{here}").text)
        here = found and int(found[1])
    assert walked == told
    last = browser.get(f"/stories/{told[-1]}").text
    assert f'href="/stories/{told[-2]}" rel="prev"' in last and ">5 / 5<" in last


def test_the_viewer_follows_an_order_made_by_hand(library, mother, album, browser):
    one, two, three = looking.opened(library, mother, album).stories
    browser.post(f"/stories/{three.id}/position", data={"step": "first"})
    assert f'class="turn next" href="/stories/{one.id}"' in browser.get(f"/stories/{three.id}").text
    assert 'class="turn next"' not in browser.get(f"/stories/{two.id}").text


def test_who_and_when_are_said_as_well_as_they_are_known(library, mother, album, browser):
    exact = house.story(library, mother, album, house.photo(library, "2019-08-05T14:05:00"), "바람이 셌다")
    decade = house.story(library, mother, album, house.photo(library, "1990-01-01T00:00:00", "decade"))
    unknown = house.story(library, mother, album, house.photo(library, None))
    page = browser.get(f"/stories/{exact}").text
    assert "엄마" in page and "2019년 8월 5일 오후 2:05" in page and "바람이 셌다" in page
    assert "1990년대쯤" in browser.get(f"/stories/{decade}").text
    assert "언제인지 몰라요" in browser.get(f"/stories/{unknown}").text


def test_words_are_edited_in_place_and_by_a_plain_form(library, mother, album, browser):
    story = looking.opened(library, mother, album).stories[0].id
    assert browser.get(f"/stories/{story}/description").text.count("<textarea") == 1
    answer = browser.post(f"/stories/{story}/description", data={"description": "첫 <바다>\r\n둘째 줄"})
    assert answer.headers["location"] == f"/stories/{story}"
    assert "첫 &lt;바다&gt;\n둘째 줄" in browser.get(f"/stories/{story}").text
    with_htmx = {"HX-Request": "true"}
    form = browser.get(f"/stories/{story}/description", headers=with_htmx).text
    assert "<html" not in form and "<textarea" in form
    said = browser.post(f"/stories/{story}/description", data={"description": "다시"}, headers=with_htmx)
    assert said.status_code == 200 and "<html" not in said.text and "다시" in said.text


def test_a_story_of_several_media_shows_each_as_a_clip(library, mother, browser):
    album = house.album(library, mother)
    photo, film = house.photo(library), house.photo(library, kind="video", duration=2.0, mime="video/mp4")
    story = albums.add_story(library, album=album, contributor=mother.id, media=[photo, film]).story
    first = browser.get(f"/stories/{story}").text
    assert f'src="/media/{photo}/preview?v=0"' in first and f"/stories/{story}?clip=1" in first
    second = browser.get(f"/stories/{story}?clip=1").text
    assert f'<video src="/media/{film}/film?v=0" poster="/media/{film}/preview?v=0"' in second
    assert browser.get(f"/stories/{story}?clip=2").status_code == 404


def test_a_video_that_browsers_cannot_play_yet_is_offered_as_it_is(library, mother, album, browser):
    film = house.photo(library, kind="video", duration=2.0, film="needed")
    story = house.story(library, mother, album, film)
    page = browser.get(f"/stories/{story}").text
    assert "<video" not in page and "바꾸고 있어요" in page and f"/media/{film}/original?download" in page


def test_other_albums_with_the_same_photo_are_named(library, mother, album, browser):
    photo = house.photo(library)
    story = house.story(library, mother, album, photo)
    house.story(library, mother, house.album(library, mother, "여름의 기억"), photo)
    assert "여름의 기억" in browser.get(f"/stories/{story}").text


def test_a_photo_is_moved_put_on_the_cover_and_deleted_from_its_menu(library, mother, album, browser):
    there = house.album(library, mother, "여름")
    one, two, three = (story.id for story in looking.opened(library, mother, album).stories)
    browser.post(f"/stories/{two}/cover")
    assert looking.opened(library, mother, album).album.cover == two
    browser.post(f"/albums/{album}/cover")
    assert looking.opened(library, mother, album).album.cover is None
    assert "여름" in browser.get(f"/stories/{one}/move").text
    assert browser.post(f"/stories/{one}/move", data={"act": "move", "album": there}).status_code == 303
    browser.post(f"/stories/{two}/move", data={"act": "copy", "album": there})
    browser.post(f"/stories/{three}/trash")
    assert [story.id for story in looking.opened(library, mother, album).stories] == [two]
    assert len(looking.opened(library, mother, there).stories) == 2


def test_an_album_of_another_family_is_no_place_to_move_to(library, mother, album, browser):
    aunt = people.another_family(library)
    theirs = house.album(library, aunt)
    story = looking.opened(library, mother, album).stories[0].id
    assert browser.post(f"/stories/{story}/move", data={"act": "move", "album": theirs}).status_code == 404
    assert story_store.story(library, mother, story).album == album


@pytest.mark.parametrize(
    ("written", "said", "written_again"),
    [
        ("2018-03-02 7:05", "2018년 3월 2일 오전 7:05", "2018-03-02 07:05"),
        ("2018년 3월", "2018년 3월", "2018-03"),
        ("1990년대", "1990년대쯤", "1990s"),
        ("", "언제인지 몰라요", ""),
    ],
)
def test_a_date_is_corrected_and_the_album_follows(
    library, mother, album, browser, written, said, written_again
):
    story = looking.opened(library, mother, album).stories[0]
    before = library.database.value("SELECT taken FROM media WHERE id = ?", (story.picture.id,))
    browser.post(f"/stories/{story.id}/description", data={"description": "", "taken": written})
    assert f'<span class="small quiet">{said}</span>' in browser.get(f"/stories/{story.id}").text
    assert f'value="{written_again}"' in browser.get(f"/stories/{story.id}/description").text
    assert (looking.opened(library, mother, album).stories[0].id == story.id) == bool(written)
    assert library.database.value("SELECT taken FROM media WHERE id = ?", (story.picture.id,)) == before


def test_a_date_that_cannot_be_read_is_said_beside_it_and_nothing_is_lost(library, mother, album, browser):
    story = looking.opened(library, mother, album).stories[0].id
    sent = {"description": "긴 이야기", "taken": "언젠가"}
    answer = browser.post(f"/stories/{story}/description", data=sent)
    assert answer.status_code == 422 and "긴 이야기" in answer.text and 'value="언젠가"' in answer.text
    part = browser.post(f"/stories/{story}/description", data=sent, headers={"HX-Request": "true"})
    assert part.status_code == 200 and "날짜를 읽지 못했어요" in part.text and "<html" not in part.text
    assert not story_store.story(library, mother, story).description


def test_words_that_somebody_else_wrote_meanwhile_are_shown_before_they_go(library, mother, album, browser):
    story = looking.opened(library, mother, album).stories[0].id
    browser.post(f"/stories/{story}/description", data={"description": "아빠가 쓴 말", "was": ""})
    mine = {"description": "엄마가 쓴 말", "was": ""}
    answer = browser.post(f"/stories/{story}/description", data=mine)
    assert answer.status_code == 409 and "아빠가 쓴 말" in answer.text and "엄마가 쓴 말" in answer.text
    assert story_store.story(library, mother, story).description == "아빠가 쓴 말"
    was = re.search(r'name="was" value="([^"]*)"', answer.text)[1]
    browser.post(f"/stories/{story}/description", data=mine | {"was": was})
    assert story_store.story(library, mother, story).description == "엄마가 쓴 말"
