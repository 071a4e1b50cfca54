"""At the end of a month and of a year a proposal comes by itself: once, on 오늘 and as a message."""

from datetime import date

import pytest

from backupd import curation, home, memories
from backupd.curation import periods
from tests import people
from tests.albums import house
from tests.curation import summer


@pytest.fixture
def october(library, mother):
    """Fifteen pictures of last month; the clock of tests stands in November 2026."""
    album = house.album(library, mother, "가을 소풍")
    for number in range(15):
        summer.put(library, mother, album, f"2026-10-{10 + number // 5}T1{number % 5}:20:00")
    return album


def cards(browser):
    return browser.get("/api/curations").json()["cards"]


def highlights(browser):
    return [card["id"] for card in browser.get("/api/today").json()["highlights"]]


def test_which_months_and_years_have_just_ended():
    def named(day):
        return [(wish.source, wish.period) for wish in periods.ended(day)]

    assert named(date(2026, 11, 1)) == [("month", "2026-10")]
    assert named(date(2027, 1, 1)) == [("month", "2026-12"), ("year", "2026")]
    assert named(date(2024, 3, 31)) == [("month", "2024-02")]


def test_last_month_comes_once_to_today_and_to_everybody(library, mother, father, browser, october):
    for _ in range(2):
        home.curate(library)
    assert [(card["source"], card["title"], card["made_by"]) for card in cards(browser)] == [
        ("month", "2026년 10월", None)
    ]
    page = browser.get("/").text
    assert "이달의 큐레이션" in page and 'href="/curations/1"' in page
    assert browser.get("/api/today").json()["highlights"][0]["pictures"] == 12
    letters = library.database.connection.execute("SELECT person, words, pictures FROM letter").fetchall()
    assert [letter["person"] for letter in letters] == [mother.id, father.id]
    assert {letter["words"] for letter in letters} == {"curation.month_letter"}


def test_one_that_was_put_away_does_not_come_again(library, mother, browser, october):
    home.curate(library)
    browser.post("/curations/1/removal")
    home.curate(library)
    assert not cards(browser) and "이달의 큐레이션" not in browser.get("/").text


def test_a_month_with_little_in_it_brings_nothing(library, mother, browser):
    album = house.album(library, mother)
    for minute in range(20):
        summer.put(library, mother, album, f"2026-10-10T10:00:{minute:02}")
    home.curate(library)
    assert not cards(browser)


def test_nothing_comes_while_the_clock_is_not_trusted(library, clock, mother, browser, october):
    clock.is_synchronised = False
    home.curate(library)
    assert not cards(browser)


def test_it_leaves_today_when_it_became_an_album_or_three_weeks_old(library, clock, mother, browser, october):
    home.curate(library)
    clock.forward(days=22)
    assert not highlights(browser)
    clock.leap(days=-20)
    assert highlights(browser) == [1]
    browser.post("/curations/1/album", data={"title": ""})
    assert not highlights(browser)


def test_at_new_year_the_month_and_the_year_both_stand_on_today(library, clock, mother, browser, october):
    album = house.album(library, mother, "성탄절")
    for hour in range(14):
        summer.put(library, mother, album, f"2026-12-{24 + hour // 7}T1{hour % 7}:20:00")
    clock.forward(days=45)
    home.curate(library)
    assert [card["title"] for card in browser.get("/api/today").json()["highlights"]] == [
        "2026년",
        "2026년 12월",
    ]


def test_what_rests_for_the_family_is_not_chosen_and_what_rests_for_me_not_shown_to_me(
    library, mother, father, browser, october
):
    sad = house.album(library, mother, "병원")
    for number in range(15):
        summer.put(library, mother, sad, f"2026-10-2{number // 5}T1{number % 5}:20:00", sharpness=0.5)
    browser.post("/memories/rests", data={"kind": "album", "album": str(sad), "whose": "family"})
    browser.post("/memories/rests", data={"kind": "album", "album": str(october), "whose": "me"})
    home.curate(library)
    assert library.database.value("SELECT considered FROM curation") == 15
    assert not highlights(browser)
    with people.client_for(library, father) as his:
        assert his.get("/api/today").json()["highlights"][0]["pictures"] == 12
    told = {
        row["person"]: row["pictures"]
        for row in library.database.connection.execute("SELECT person, pictures FROM letter")
    }
    assert told[mother.id] == "[]" and told[father.id] != "[]"
    assert memories.resting(library, mother, None, date(2026, 11, 23)) == {sad}


def test_what_rested_when_it_came_is_not_chosen_by_a_better_scorer_or_when_somebody_asks_again(
    library, mother, browser, october
):
    sad = house.album(library, mother, "병원")
    for number in range(15):
        summer.put(library, mother, sad, f"2026-10-2{number // 5}T1{number % 5}:20:00", sharpness=0.5)
    browser.post("/memories/rests", data={"kind": "album", "album": str(sad), "whose": "family"})
    home.curate(library)
    library.database.connection.execute("UPDATE curation SET scorer = 'older'")
    curation.score(library, 1)
    assert library.database.value("SELECT scorer FROM curation") != "older"
    browser.post("/curations/1/scoring")
    stories = [pick["story"] for pick in summer.shown(browser, 1)["picks"]]
    assert {story["album"] for story in stories} == {october}


def test_on_a_day_that_rests_nothing_comes_and_for_whom_it_rests_no_letter(
    library, clock, mother, father, browser, october
):
    day = {
        "kind": "dates",
        "begins": "2020-11-23",
        "until": "2020-11-23",
        "yearly": "yes",
        "ends": "2036-01-01",
    }
    browser.post("/memories/rests", data={**day, "whose": "family"})
    home.curate(library)
    assert not cards(browser)
    clock.forward(days=1)
    day |= {"begins": "2020-11-24", "until": "2020-11-24"}
    browser.post("/memories/rests", data={**day, "whose": "me"})
    home.curate(library)
    assert len(cards(browser)) == 1 and not highlights(browser)
    assert library.database.column("SELECT person FROM letter") == [father.id]


def test_each_family_has_its_own(library, mother, browser, october):
    aunt = people.another_family(library)
    home.curate(library)
    with people.client_for(library, aunt) as hers:
        assert not cards(hers) and "큐레이션이" not in hers.get("/").text
        assert hers.get("/curations/1").status_code == 404
