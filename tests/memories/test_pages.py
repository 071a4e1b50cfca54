"""What people see of their memories, and what they can say to them."""

import re
from datetime import timedelta
from random import Random

import pytest

from backupd import memories
from backupd.albums import trash
from backupd.memories import actions
from tests import people
from tests.albums import house
from tests.memories import years


@pytest.fixture
def jeju(library, clock, mother):
    """A summer of three years ago that came back today, and what it is called there."""
    years.put(clock, "2026-08-05")
    album = house.album(library, mother, "제주 여름휴가")
    for number in range(4):
        house.story(
            library, mother, album, house.photo(library, f"2023-08-0{5 + number}T10:00:00"), "바람이 좋았지"
        )
    memories.remember(library, Random(1))
    return album


def test_today_begins_with_what_came_back_and_why(library, mother, browser, jeju):
    page = browser.get("/").text
    assert re.search(r'class="memory-card" href="/memories/1"', page)
    for words in ("3년 전 오늘", "제주 여름휴가", "사진 4장 · 엄마가 쓴 이야기"):
        assert words in page
    said = browser.get("/api/today").json()["memories"][0]
    assert (said["why"], said["reason"]) == ("3년 전 오늘", {"cause": "anniversary", "years": 3})


def test_the_collage_shows_whole_pictures_in_their_places(library, mother, browser, jeju):
    page = browser.get("/memories/1").text
    tiles = re.findall(r"--x:([\d.]+)%;--y:([\d.]+)%;--w:([\d.]+)%;--h:([\d.]+)%", page)
    assert 2 <= len(tiles) <= 6
    assert sum(float(w) * float(h) for _, _, w, h in tiles) == pytest.approx(10_000, abs=5)


def test_opening_a_memory_is_a_look_and_is_told_once(library, mother, browser, jeju):
    browser.get("/memories/1")
    browser.get("/memories/1")
    assert library.database.value("SELECT answer FROM memory_answer") == "seen"
    assert library.database.value("SELECT count(*) FROM album_look") == 1


def test_a_memory_is_loved_less_never_and_all_of_it_taken_back(library, mother, browser, jeju):
    for answer in ("loved", "less", "never"):
        there = browser.post("/memories/1/answer", data={"answer": answer}).headers["location"]
        page = browser.get(there).text
        assert re.search(rf'class="answer {answer}" aria-pressed="true"', page)
    assert "memory-card" not in browser.get("/").text, "never again for her"
    assert browser.post("/api/memories/1/answer", json={"answer": "seen"}).json()["mine"] == "seen"
    assert "memory-card" in browser.get("/").text
    assert browser.post("/memories/1/answer", data={"answer": "hate"}).status_code in (400, 422)


def test_others_see_who_loved_it_and_not_who_wants_less(library, mother, browser, jeju):
    father, aunt = people.join(library, mother, "아빠"), people.join(library, mother, "이모")
    actions.answer(library, father, 1, "loved")
    actions.answer(library, aunt, 1, "less")
    page = browser.get("/memories/1").text
    assert "아빠가 좋아했어요" in page and "이모" not in page


def test_a_memory_that_somebody_loves_is_news_for_as_long_as_they_do(library, mother, browser, jeju):
    father = people.join(library, mother, "아빠")
    for said in ("loved", "loved", "never", "loved"):
        actions.answer(library, father, 1, said)
        page = browser.get("/feed").text
        assert page.count("추억 ‘제주 여름휴가’를 마음에 들어 해요") == (said == "loved"), said


def test_past_memories_are_kept_by_month_and_go_on(library, clock, mother, browser):
    years.filled(library, mother, 60)
    years.days(library, clock, 200, Random(2))
    first = browser.get("/memories").text
    following = re.search(r'href="(/memories\?after=[\d_-]+)"', first)[1]
    second = browser.get(following).text
    shown = [re.findall(r'class="line" href="/memories/(\d+)"', page) for page in (first, second)]
    assert len(shown[0]) == 20 and set(shown[0]).isdisjoint(shown[1]) and shown[1]
    assert browser.get("/api/memories").json()["next"] in following


@pytest.mark.parametrize("after", ["", "x", "2026-11-23_x", "_", "9" * 50, "~_5"])
def test_a_place_nobody_was_at_is_no_trouble(library, mother, browser, jeju, after):
    assert browser.get("/memories", params={"after": after}).status_code == 200


def test_what_was_trashed_or_belongs_to_others_is_not_there(library, mother, browser, jeju):
    aunt = people.another_family(library)
    with people.client_for(library, aunt) as theirs:
        for address in ("/memories/1", "/api/memories/1", "/memories/99"):
            assert theirs.get(address).status_code == 404
        assert theirs.post("/memories/1/answer", data={"answer": "loved"}).status_code == 404
        assert "제주" not in theirs.get("/memories").text + theirs.get("/").text
    trash.trash_album(library, mother, jeju)
    assert browser.get("/memories/1").status_code == 404
    assert "제주" not in browser.get("/memories").text + browser.get("/").text


def test_a_picture_that_went_to_the_trash_leaves_the_collage(library, mother, browser, jeju):
    before = len(browser.get("/api/memories/1").json()["collage"]["tiles"])
    shown = browser.get("/api/memories/1").json()["collage"]["tiles"][0]["shot"]
    trash.trash_stories(library, mother, [shown["story"]])
    told = browser.get("/api/memories/1").json()
    assert len(told["collage"]["tiles"]) == before - 1 and told["facts"][0] == "사진 3장"


def test_this_day_in_other_years_believes_no_scan_and_no_vague_date(library, clock, mother, browser):
    album = house.album(library, mother)
    shown = [
        house.story(library, mother, album, house.photo(library, f"{year}-11-23T10:00:00"))
        for year in (2019, 2021, 2025)
    ]
    house.story(library, mother, album, house.photo(library, "2018-11-23T10:00:00", scan=1))
    house.story(library, mother, album, house.photo(library, "2017-11-01T00:00:00", "month"))
    house.story(library, mother, album, house.photo(library, "2026-11-23T08:00:00"))
    page = browser.get("/memories/days").text
    assert sorted(map(int, re.findall(r'href="/stories/(\d+)"', page))) == shown
    assert "1년 전 오늘" in page and "7년 전 오늘" in page
    assert [year["years"] for year in browser.get("/api/memories/days").json()["years"]] == [1, 5, 7]
    assert "1년 전 오늘" in browser.get("/").text
    clock.forward(days=1)
    assert not browser.get("/api/memories/days").json()["years"]


def test_the_29th_of_february_joins_the_28th_where_there_is_none(library, clock, mother, browser):
    years.put(clock, "2027-02-28")
    album = house.album(library, mother)
    house.story(library, mother, album, house.photo(library, "2024-02-29T10:00:00"))
    assert len(browser.get("/api/memories/days").json()["years"]) == 1
    assert browser.get("/api/memories/days", params={"day": "02-29"}).json()["after"] == "03-01"


@pytest.mark.parametrize("day", ["13-01", "02-30", "heute", "2-3-4"])
def test_no_such_day(browser, day):
    assert browser.get("/memories/days", params={"day": day}).status_code == 404


def test_something_is_laid_to_rest_and_woken(library, clock, mother, browser, jeju):
    end = (clock.now() + timedelta(days=60)).date().isoformat()
    form = {"kind": "album", "album": str(jeju), "whose": "me", "ends": end}
    assert browser.post("/memories/rests", data=form).headers["location"].endswith("saved=true")
    page = browser.get("/memories/rests").text
    assert "제주 여름휴가" in page and "나만" in page
    assert "memory-card" not in browser.get("/").text
    father = people.join(library, mother, "아빠")
    with people.client_for(library, father) as his:
        assert "memory-card" in his.get("/").text and "나만 ·" not in his.get("/memories/rests").text
    number = browser.get("/api/memories/rests").json()["rests"][0]["id"]
    assert browser.post(f"/memories/rests/{number}/removal").status_code == 303
    assert "memory-card" in browser.get("/").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"kind": "album"}, "쉬게 할 앨범을"),
        ({"kind": "person", "about": "77"}, "누구의 이야기를"),
        ({"kind": "dates", "begins": "gestern"}, "2026-05-03처럼"),
        ({"kind": "dates", "begins": "2020-05-03", "until": "2020-05-01"}, "두 날을 바꿔"),
        ({"kind": "dates", "begins": "2020-05-03", "ends": "2020-01-01"}, "이미 지난 날"),
    ],
)
def test_what_cannot_be_read_is_said_where_one_looks(library, mother, browser, jeju, form, words):
    answer = browser.post("/memories/rests", data=form)
    assert (
        answer.status_code == 422
        and words in answer.text
        and not browser.get("/api/memories/rests").json()["rests"]
    )


def test_readers_speak_for_themselves_alone(library, mother, jeju):
    reader = people.join(library, mother, "손님", role="reader")
    with people.client_for(library, reader) as hers:
        form = {"kind": "album", "album": str(jeju), "whose": "family"}
        assert hers.post("/memories/rests", data=form).status_code == 403
        assert hers.post("/memories/rests", data=form | {"whose": "me"}).status_code == 303


def test_a_person_says_their_pace_and_birthday(library, mother, browser):
    form = {"pace": "7", "month": "8", "day": "15", "lunar": "yes"}
    assert browser.post("/memories/settings", data=form).status_code == 303
    told = browser.get("/api/memories/settings").json()["mine"]
    assert told == {"pace": 7, "month": 8, "day": 15, "lunar": True}
    wrong = browser.post("/memories/settings", data={"month": "2", "day": "30"})
    assert wrong.status_code == 422 and "그런 날은 없어요" in wrong.text


def test_owners_set_the_familys_bounds_and_others_read_them(library, mother, browser):
    form = {"least": "14", "most": "730", "pace": "7", "hour": "20"}
    assert browser.post("/memories/settings/family", data=form).status_code == 303
    assert browser.get("/api/memories/settings").json()["family"]["hour"] == 20
    narrow = browser.post("/memories/settings/family", data=form | {"most": "20"})
    assert narrow.status_code == 422 and "두 배보다" in narrow.text
    father = people.join(library, mother, "아빠")
    with people.client_for(library, father) as his:
        assert his.post("/memories/settings/family", data=form).status_code == 403
        assert "20" in his.get("/memories/settings").text
