"""From ticks to questions and back, as plain pages and forms: no script, no long address."""

import re

import pytest

from backupd.albums import looking
from tests import people
from tests.albums import house


def stories(library, viewer, album):
    return [story.id for story in looking.opened(library, viewer, album).stories]


def ask(browser, album, act, chosen):
    return browser.post(f"/albums/{album}/selection", data={"act": act, "story": chosen})


def hidden(page):
    return [int(number) for number in re.findall(r'type="hidden" name="story" value="(\d+)"', page)]


def test_moving_asks_where_to_and_keeps_what_was_chosen(library, mother, album, browser):
    there = house.album(library, mother, "여름")
    chosen = stories(library, mother, album)[:2]
    page = ask(browser, album, "move", chosen).text
    assert hidden(page) == chosen and "사진 2장을 어디에 둘까요?" in page and f'value="{there}"' in page
    assert (
        "2장을 그 앨범에도 넣었어요"
        in browser.post(
            f"/albums/{album}/selection", data={"act": "copy", "story": chosen, "album": there}
        ).text
    )
    assert stories(library, mother, album)[:2] == chosen


def test_dates_of_many_are_asked_for_and_corrected(library, mother, album, browser):
    chosen = stories(library, mother, album)[1:]
    page = ask(browser, album, "dates", chosen).text
    assert hidden(page) == chosen and "사진 2장은 언제였나요?" in page
    wrong = browser.post(f"/albums/{album}/dates", data={"story": chosen, "way": "written", "taken": "그때"})
    assert wrong.status_code == 422 and "날짜를 읽지 못했어요" in wrong.text
    assert 'value="그때"' in wrong.text and hidden(wrong.text) == chosen
    done = browser.post(f"/albums/{album}/dates", data={"story": chosen, "taken": "1985", "alone": ""})
    assert "2장의 날짜를 고쳤어요" in done.text
    ticked = re.findall(r'value="(\d+)" form="ticked" checked', done.text)
    assert sorted(map(int, ticked)) == sorted(chosen)


def test_places_of_many_are_asked_for_and_corrected(library, mother, album, browser):
    chosen = stories(library, mother, album)
    assert hidden(ask(browser, album, "places", chosen).text) == chosen
    wrong = browser.post(f"/albums/{album}/places", data={"story": chosen, "coordinates": "126.5, 33.2"})
    assert wrong.status_code == 422 and "지구에 없는 곳이에요" in wrong.text
    browser.post(f"/albums/{album}/places", data={"story": chosen, "place": "서귀포", "coordinates": ""})
    page = browser.get(f"/stories/{chosen[0]}").text
    assert "서귀포" in page and "위도" not in page
    assert f"/stories/{chosen[0]}" in browser.get("/search?q=서귀포").text


def test_one_photo_is_corrected_from_its_own_page(library, mother, album, browser):
    one = stories(library, mother, album)[0]
    page = browser.get(f"/albums/{album}/dates?story={one}").text
    assert 'value="2019-08-05 00:00"' in page
    done = browser.post(f"/albums/{album}/dates", data={"story": one, "taken": "1985", "alone": "yes"})
    assert done.status_code == 303 and done.headers["location"] == f"/stories/{one}"
    done = browser.post(
        f"/albums/{album}/places",
        data={"story": one, "place": "집", "coordinates": "33.2541 126.5601", "alone": "yes"},
    )
    assert done.headers["location"] == f"/stories/{one}"
    assert "33.25410, 126.56010" in browser.get(f"/stories/{one}").text
    assert 'value="집"' in browser.get(f"/albums/{album}/places?story={one}").text
    assert browser.get(f"/albums/{album}/dates").headers["location"] == f"/albums/{album}/selection"


def test_a_split_is_named_after_its_day(library, mother, album, browser):
    chosen = stories(library, mother, album)[:1]
    page = ask(browser, album, "split", chosen).text
    assert 'value="2019년 8월 5일"' in page and hidden(page) == chosen
    assert browser.post(f"/albums/{album}/split", data={"story": chosen, "title": " "}).status_code == 422
    done = browser.post(f"/albums/{album}/split", data={"story": chosen, "title": "첫 장"})
    assert done.status_code == 303
    assert "첫 장" in browser.get(done.headers["location"]).text


def test_two_albums_are_merged_with_a_form_that_says_what_happens(library, mother, album, browser):
    goal = house.album(library, mother, "여름", photos=1)
    page = browser.get(f"/albums/{album}/merge").text
    assert f'value="{goal}"' in page and "휴지통에서 30일" in page
    assert browser.post(f"/albums/{album}/merge", data={"album": ""}).status_code == 422
    assert "3장을 옮겼어요" in browser.post(f"/albums/{album}/merge", data={"album": goal}).text
    assert browser.get(f"/albums/{album}").headers["location"] == f"/albums/{goal}"
    assert browser.get(f"/albums/{album}/merge").status_code == 404


def test_the_cover_is_chosen_from_the_ticks_and_shown_there(library, mother, album, browser):
    one, two, _ = stories(library, mother, album)
    assert "한 장만 골라 주세요" in ask(browser, album, "cover", [one, two]).text
    page = ask(browser, album, "cover", two).text
    assert "앨범 표지로 했어요" in page and page.count("tick-badge") == 1


def test_many_are_put_in_a_place_with_one_request(library, mother, album, browser):
    one, two, three = stories(library, mother, album)
    assert browser.post(
        f"/api/albums/{album}/position", json={"story": [one, two], "after": three}
    ).is_success
    assert stories(library, mother, album) == [three, one, two]
    answer = browser.post(f"/api/albums/{album}/position", json={"story": [one], "after": 987654})
    assert answer.status_code == 404
    page = browser.get(f"/albums/{album}/selection?arranging=true").text
    assert f"/stories/{one}/position" in page and "찍은 순서로" in page


def test_a_long_press_leads_to_the_ticks_with_that_photo_ticked(library, mother, album, browser):
    one = stories(library, mother, album)[1]
    page = browser.get(f"/albums/{album}/selection?shown=3&chosen={one}").text
    assert re.findall(r'value="(\d+)" form="ticked" checked', page) == [str(one)]


@pytest.mark.parametrize("act", ["dates", "places", "split", "move", "cover", "trash"])
def test_with_nothing_ticked_a_sentence_says_so(album, browser, act):
    answer = ask(browser, album, act, [])
    assert answer.status_code == 422 and "먼저 사진을 골라 주세요" in answer.text


@pytest.mark.parametrize("act", ["dates", "places", "split", "move"])
def test_photos_that_went_elsewhere_meanwhile_are_left_out(library, mother, album, browser, act):
    one, two, three = stories(library, mother, album)
    browser.post(f"/stories/{two}/trash")
    page = ask(browser, album, act, [one, two, three])
    assert page.status_code == 200 and hidden(page.text) == [one, three]
    assert ask(browser, album, act, [two]).status_code == 404


def test_readers_are_asked_nothing(library, mother, album):
    reader = people.join(library, mother, "이웃", role="reader")
    one = stories(library, mother, album)[0]
    with people.client_for(library, reader) as browser:
        for act in ("dates", "places", "split", "move", "cover", "trash"):
            assert ask(browser, album, act, [one]).status_code == 403
        for question in ("merge", f"dates?story={one}", f"places?story={one}", "selection"):
            assert browser.get(f"/albums/{album}/{question}").status_code == 403
        assert "모두 저장하기" in browser.get(f"/albums/{album}").text
