"""What a frame on the wall shows, and how an owner changes that."""

import re
from datetime import UTC, datetime

import pytest

from backupd import albums, reactions
from backupd.albums import trash
from backupd.frame import actions
from backupd.frame.records import FrameWishes
from tests import people
from tests.albums import house


def walked(library, viewer) -> list[int]:
    """Every story of one time round."""
    shown = actions.show(library, viewer)
    seen = [story.id for story in shown.slides]
    while shown.next:
        shown = actions.show(library, viewer, shown.next)
        seen += [story.id for story in shown.slides]
    return seen


def everything(library, viewer) -> set[int]:
    sql = "SELECT id FROM visible_stories WHERE viewer = ? AND family = ?"
    return set(library.database.column(sql, (viewer.id, viewer.family)))


def test_every_picture_comes_once_in_each_round_and_rounds_differ(library, clock, mother):
    house.album(library, mother, photos=45)
    first = walked(library, mother)
    assert sorted(first) == sorted(everything(library, mother)) and first != sorted(first)
    clock.forward(seconds=700)
    second = walked(library, mother)
    assert sorted(second) == sorted(first) and second != first


def test_a_picture_in_two_albums_comes_once_in_each_round(library, mother, browser):
    photo = house.photo(library)
    first = house.story(library, mother, house.album(library, mother, photos=3), photo)
    birthday = house.album(library, mother, "생일", photos=1)
    second = house.story(library, mother, birthday, photo)
    assert sorted(walked(library, mother)) == sorted(everything(library, mother) - {second})
    chosen = {"what": "picked", "album": [birthday], "ordered": "shuffled", "seconds": 30}
    browser.post("/family/frame", data=chosen)
    assert second in walked(library, mother) and first not in walked(library, mother)


def test_an_owner_chooses_albums_categories_and_years(library, mother, browser):
    summer = house.album(library, mother, photos=2)
    winter = house.album(library, mother, "겨울")
    old = house.story(library, mother, winter, house.photo(library, "1998-01-02T10:00:00"))
    house.story(library, mother, winter, house.photo(library, "2001-01-02T10:00:00"))
    both = {"what": "picked", "album": [summer], "year": ["1998"], "ordered": "shuffled", "seconds": 30}
    assert browser.post("/family/frame", data=both).status_code == 303
    of_summer = set(library.database.column("SELECT id FROM story WHERE album = ?", (summer,)))
    assert set(walked(library, mother)) == of_summer | {old}
    page = browser.get("/family/frame").text
    assert re.search(rf'name="album" value="{summer}" checked', page) and 'value="1998" checked' in page
    browser.post("/family/frame", data=both | {"what": "everything"})
    assert set(walked(library, mother)) == everything(library, mother)


def test_this_time_of_year_reaches_over_new_year_and_never_believes_vague_dates(library, clock, mother):
    clock._now = datetime(2027, 1, 3, 3, 0, tzinfo=UTC)
    album = house.album(library, mother)
    near = [
        house.story(library, mother, album, house.photo(library, taken))
        for taken in ("2019-12-29T10:00:00", "2015-01-04T10:00:00", "2001-01-12T10:00:00")
    ]
    house.story(library, mother, album, house.photo(library, "2019-08-05T10:00:00"))
    house.story(library, mother, album, house.photo(library, "2019-01-01T00:00:00", "year"))
    actions.wish(library, mother, FrameWishes(ordered="season"))
    assert sorted(walked(library, mother)) == near


def test_where_this_time_of_year_has_too_few_everything_is_shown(library, mother):
    house.album(library, mother, photos=30)
    actions.wish(library, mother, FrameWishes(ordered="season"))
    assert sorted(walked(library, mother)) == sorted(everything(library, mother))


def test_videos_stay_away_where_the_family_does_not_want_them(library, mother):
    album = house.album(library, mother, photos=1)
    film = house.story(library, mother, album, house.photo(library, kind="video", duration=3.0))
    assert film in walked(library, mother)
    actions.wish(library, mother, FrameWishes(videos=False))
    assert film not in walked(library, mother)


def test_what_went_to_the_trash_or_belongs_to_others_is_never_shown(library, mother):
    kept, gone = house.album(library, mother, photos=2), house.album(library, mother, photos=2)
    aunt = people.another_family(library)
    house.album(library, aunt, photos=2)
    actions.wish(library, mother, FrameWishes(albums=(kept, gone)))
    trash.trash_album(library, mother, gone)
    assert len(walked(library, mother)) == 2
    assert set(walked(library, aunt)).isdisjoint(walked(library, mother))


def test_the_page_shows_a_picture_and_goes_on_by_itself_without_a_script(library, mother, album, browser):
    page = browser.get("/frame").text
    shown = re.search(r'<img class="on" src="/media/(\d+)/preview"', page)
    assert shown and '<noscript><meta http-equiv="refresh" content="15;url=/frame' in page
    story = re.search(r'action="/stories/(\d+)/reactions"', page)[1]
    there = browser.post(f"/stories/{story}/reactions", data={"back": "frame"}).headers["location"]
    assert there == f"/frame?at={story}"
    again = browser.get(there).text
    assert f'action="/stories/{story}/reactions/removal"' in again and 'aria-pressed="true"' in again
    assert reactions.of_story(library, mother, int(story)).mine == "heart"


def test_a_script_takes_a_few_more_at_a_time(library, mother, browser):
    house.album(library, mother, photos=30)
    part = browser.get("/frame", headers={"HX-Request": "true"}).text
    assert part.count("<li ") == actions.SLIDES and "<html" not in part
    following = re.search(r'data-following="(/frame\?after=[\d.]+)"', part)[1]
    assert browser.get(following, headers={"HX-Request": "true"}).text.count("<li ") == 10
    assert browser.get("/api/frame").json()["wishes"]["seconds"] == 15


@pytest.mark.parametrize("cursor", ["", "a.b.c.d", "1.2.3", "9" * 60, "-1.0.0.1", "1.2.3.4.5"])
def test_a_place_nobody_was_at_begins_anew(library, mother, album, browser, cursor):
    assert browser.get("/frame", params={"after": cursor}).status_code == 200


@pytest.mark.parametrize(
    ("pace", "seconds"), [("2.5", "2.5"), ("inf", "3600"), ("nan", "15"), ("-1", "15"), ("0", "15")]
)
def test_a_screen_may_have_a_pace_of_its_own(library, mother, album, browser, pace, seconds):
    assert f'data-pace="{seconds}"' in browser.get(f"/frame?pace={pace}").text


def test_an_empty_house_says_what_is_missing(library, mother, browser):
    page = browser.get("/frame")
    assert page.status_code == 200 and "아직 보여 줄 사진이 없어요" in page.text


@pytest.mark.parametrize(
    ("clock", "dark"), [("21:59", False), ("22:00", True), ("03:00", True), ("06:59", True), ("07:00", False)]
)
def test_a_night_reaches_over_midnight(clock, dark):
    assert actions.dark(FrameWishes(night_from="22:00", night_until="07:00"), clock) == dark
    assert not actions.dark(FrameWishes(), clock)


def test_hours_nobody_can_read_and_paces_nobody_offers_are_refused(library, mother, browser):
    good = {
        "ordered": "shuffled",
        "seconds": 10,
        "night": "yes",
        "night_from": "22:00",
        "night_until": "06:30",
    }
    assert browser.post("/family/frame", data=good).status_code == 303
    answer = browser.post("/family/frame", data=good | {"night_from": "스물두 시"})
    assert answer.status_code == 422 and "22:00처럼" in answer.text
    assert browser.post("/family/frame", data=good | {"seconds": 1}).status_code == 422
    assert browser.post("/api/family/frame", json={"years": ["many"]}).status_code == 422
    assert browser.get("/api/family/frame").json()["night_from"] == "22:00"


def test_only_owners_choose_and_everybody_looks(library, mother, album):
    reader = people.join(library, mother, "이웃", role="reader")
    with people.client_for(library, reader) as browser:
        assert browser.get("/frame").status_code == 200
        assert browser.get("/family/frame").status_code == 403
        assert browser.post("/family/frame", data={"seconds": 5}).status_code == 403


def test_another_family_s_wishes_and_albums_are_not_touched(library, mother, album):
    aunt = people.another_family(library)
    theirs = house.album(library, aunt, photos=1)
    actions.wish(library, aunt, FrameWishes(albums=(album,), seconds=60))
    assert actions.show(library, mother).wishes == FrameWishes()
    assert walked(library, aunt) == [] and theirs
    assert albums.titles(library, aunt)[0].id == theirs
