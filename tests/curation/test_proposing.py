"""Somebody asks for highlights, and changes them."""

import re
from threading import Event, Thread

import pytest

from backupd import albums, curation, reactions
from backupd.curation import actions, proposing
from tests import people
from tests.albums import house
from tests.curation import summer
from tests.curation.summer import picked, shown


def test_an_album_is_proposed_from_with_a_reason_for_each(library, mother, browser, album):
    loved = summer.put(library, mother, album, "2019-08-06T14:50:00", words="바람이 좋았지")
    reactions.react(library, mother, loved, "heart")
    answer = browser.post("/curations", data={"source": "albums", "album": str(album), "amount": "12"})
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "제주 여름휴가" in page and "사진 31장 가운데 12장을 골랐어요" in page
    assert "반응이 1개 있어요" in page and "이야기가 적혀 있어요" in page
    assert page.count('class="pick-reasons"') == 12
    told = shown(browser, 1)["picks"]
    assert all(pick["reasons"] for pick in told)
    assert {"why": "reactions", "count": 1} in next(
        pick["why"] for pick in told if pick["story"]["id"] == loved
    )


def test_english_readers_read_the_reasons_in_english(library, mother, album):
    number = summer.proposed(library, mother, album)
    cousin = people.join(library, mother, "Jane", language="en")
    with people.client_for(library, cousin) as theirs:
        assert "12 out of 30 photos" in theirs.get(f"/curations/{number}").text


@pytest.mark.parametrize(
    ("wish", "amount"),
    [
        ({"source": "month", "month": "2019-08"}, 30),
        ({"source": "year", "year": "2019"}, 30),
        ({"source": "person"}, 33),
        ({"source": "category"}, 30),
    ],
)
def test_a_month_a_year_a_person_a_category(library, mother, father, browser, album, wish, amount):
    other = house.album(library, father, "설날")
    for hour in (9, 10, 11):
        summer.put(library, father, other, f"2020-01-25T{hour:02}:00:00", words="엄마랑")
    browser.get("/albums/new")
    category = albums.family_categories(library, mother)[0].id
    library.database.connection.execute("UPDATE album SET category = ? WHERE id = ?", (category, album))
    wish = wish | {"person": {"person": str(mother.id)}, "category": {"category": str(category)}}.get(
        wish["source"], {}
    )
    there = browser.post("/curations", data=wish).headers["location"]
    assert browser.get(f"/api{there}").json()["considered"] == amount
    assert browser.get(there).status_code == 200


def test_runner_up_out_in_and_another_order(library, mother, browser, album):
    number = summer.proposed(library, mother, album)
    before = picked(browser, number)
    browser.post(f"/curations/{number}/swaps", data={"story": before[0]})
    swapped = picked(browser, number)
    assert swapped[0] not in before and swapped[1:] == before[1:]
    browser.post(f"/curations/{number}/drops", data={"story": before[1]})
    assert before[1] not in picked(browser, number)
    page = browser.get(f"/curations/{number}/picks").text
    assert re.search(rf'name="story" value="{before[1]}"', page), "what was left out can come back"
    browser.post(f"/curations/{number}/picks", data={"story": before[1]})
    now = picked(browser, number)
    assert set(now) == set(swapped) and now.index(before[1]) < now.index(before[2]), (
        "it stands where its time is"
    )
    browser.post(f"/curations/{number}/order", data={"story": now[3], "step": "earlier"})
    assert picked(browser, number)[2:4] == [now[3], now[2]]


def test_swapping_on_and_on_meets_others_and_ends_with_a_sentence(library, mother, browser, album):
    small = house.album(library, mother, "셋")
    for hour in (9, 10, 11, 12):
        summer.put(library, mother, small, f"2020-01-25T{hour:02}:00:00")
    number = summer.proposed(library, mother, small, amount=3)
    first = picked(browser, number)[0]
    answer = browser.post(f"/curations/{number}/swaps", data={"story": first})
    assert answer.status_code == 303 and picked(browser, number)[0] != first
    alone = summer.proposed(library, mother, small, amount=12)
    stuck = browser.post(f"/curations/{alone}/swaps", data={"story": picked(browser, alone)[0]})
    assert stuck.status_code == 409 and "대신 넣을 사진이 없어요" in stuck.text


def test_choosing_again_keeps_what_people_chose(library, mother, browser, album):
    number = summer.proposed(library, mother, album)
    before = picked(browser, number)
    added = next(each for each in range(1, 31) if each not in before)
    browser.post(f"/curations/{number}/picks", data={"story": added})
    browser.post(f"/curations/{number}/drops", data={"story": before[5]})
    browser.post(f"/curations/{number}/scoring")
    now = picked(browser, number)
    assert added in now and before[5] not in now and len(now) == 12


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"source": "albums"}, 422, "앨범을 하나 이상"),
        ({"source": "albums", "album": "987654"}, 404, ""),
        ({"source": "albums", "album": "x"}, 404, ""),
        ({"source": "category"}, 422, "분류를 골라"),
        ({"source": "category", "category": "987654"}, 404, ""),
        ({"source": "person"}, 422, "누구의 사진"),
        ({"source": "person", "person": "987654"}, 404, ""),
        ({"source": "month", "month": "8월"}, 422, "2026-10처럼"),
        ({"source": "month", "month": "2019-13"}, 422, "2026-10처럼"),
        ({"source": "year", "year": "1801"}, 422, "3장은 있어야"),
        ({"source": "albums", "album": "1", "amount": "100000"}, 422, "사이로 골라"),
        ({"source": "moon"}, 422, ""),
    ],
)
def test_what_cannot_be_chosen_from_is_said(library, mother, browser, album, form, status, words):
    answer = browser.post("/curations", data=form)
    assert answer.status_code == status and words in answer.text, answer.text
    assert browser.get("/api/curations").json()["cards"] == []


def test_bad_input_changes_nothing(library, mother, browser, album):
    number = summer.proposed(library, mother, album)
    before = picked(browser, number)
    for verb, form, status in (
        ("picks", {}, 422), ("picks", {"story": "987654"}, 404), ("drops", {"story": "987654"}, 404),
        ("swaps", {}, 404), ("order", {"story": before[0], "step": "up"}, 422),
        ("album", {"title": "가" * 121}, 422), ("winners", {}, 409), ("vote", {"story": before[0]}, 409),
    ):  # fmt: skip
        assert browser.post(f"/curations/{number}/{verb}", data=form).status_code == status, verb
    assert picked(browser, number) == before
    assert browser.post("/curations/987654/removal").status_code == 404


def test_more_than_a_book_holds_is_refused(library, mother, browser):
    long = house.album(library, mother, "긴 앨범", photos=70)
    number = summer.proposed(library, mother, long, amount=60)
    more = [each for each in range(1, 71) if each not in picked(browser, number)]
    refused = browser.post(f"/curations/{number}/picks", data={"story": more[:2]})
    assert refused.status_code == 422 and "60장까지" in refused.text


def test_a_better_scorer_scores_anew_what_nobody_touched(library, mother, browser, album):
    first, second, third = (summer.proposed(library, mother, album) for _ in range(3))
    browser.post(f"/curations/{second}/drops", data={"story": picked(browser, second)[0]})
    library.database.connection.execute("UPDATE curation SET scorer = 'older' WHERE id < ?", (third,))
    assert curation.to_score(library) == [first]
    library.database.connection.execute(
        "UPDATE mark SET value = 9 WHERE kind = 'sharpness' AND media % 3 = 0"
    )
    before = picked(browser, second)
    for each in (first, second):
        curation.score(library, each)
    assert picked(browser, second) == before and curation.to_score(library) == []
    assert library.database.value("SELECT scorer FROM curation WHERE id = ?", (first,)) == proposing.edition()


def test_what_somebody_does_while_its_pictures_are_chosen_stays_done(library, mother, browser, album):
    """The swap lands between what the scorer read and what it writes: it waits for the writer's lock meanwhile."""
    number, reading = summer.proposed(library, mother, album), Event()
    before = picked(browser, number)
    library.database.connection.execute("UPDATE curation SET scorer = 'older'")

    def score():
        library.database.connection.set_trace_callback(lambda sql: "visible_tops" in sql and reading.set())
        curation.score(library, number)

    scorer = Thread(target=score)
    with library.database.writing():
        scorer.start()
        assert reading.wait(30)
        wanted = actions.swap(library, mother, number, before[3])
    scorer.join()
    assert picked(browser, number) == [*before[:3], wanted, *before[4:]]


def test_any_picture_of_the_album_can_be_added_sheet_by_sheet(library, mother, browser, album):
    for number in range(110):
        summer.put(library, mother, album, f"2019-08-{10 + number // 20}T{number % 20:02}:40:00")
    number, met, sheet = summer.proposed(library, mother, album), [], 1
    while sheet:
        shelf = browser.get(f"/api/curations/{number}/picks?sheet={sheet}").json()
        assert all(pick["reasons"] for pick in shelf["picks"])
        met, sheet = met + [pick["story"]["id"] for pick in shelf["picks"]], shelf["more"]
    assert len(met) == len(set(met)) == 140 - 12 and not set(met) & set(picked(browser, number))
    further = browser.post(f"/curations/{number}/picks", data={"story": met[100], "more": "3"})
    assert further.headers["location"] == f"/curations/{number}/picks?sheet=3"
    assert met[100] in picked(browser, number)
    assert browser.post(f"/curations/{number}/picks", data={"more": "2"}).status_code == 303, "nothing ticked"


def test_pictures_that_were_not_measured_yet_are_met_again_for_two_days(library, clock, mother, browser):
    plain = house.album(library, mother, "새 앨범", photos=20)
    number = summer.proposed(library, mother, plain)
    assert "20장은 아직 살펴보는 중이에요" in browser.get(f"/curations/{number}").text
    assert curation.to_score(library) == [number]
    browser.post(f"/curations/{number}/order", data={"story": picked(browser, number)[0], "step": "later"})
    assert "살펴보는 중" not in browser.get(f"/curations/{number}").text, (
        "nothing will be chosen in its place"
    )
    other = summer.proposed(library, mother, plain)
    clock.forward(days=3)
    assert curation.to_score(library) == []
    assert "살펴보는 중" not in browser.get(f"/curations/{other}").text


def test_of_very_many_the_choice_is_made_in_the_background(library, mother, browser):
    large = house.album(library, mother, "아주 큰 앨범")
    number = house.photo(library, "2019-08-05T10:00:00")
    with library.database.writing() as connection:
        for each in range(proposing.AT_ONCE + 1):
            media = connection.execute(
                """INSERT INTO media (sha256, size, path, name, arrived, state, kind, width, height, taken, precision,
                                      rendered)
                   SELECT ?, 1, ?, 'a.jpg', arrived, 'ready', 'photo', 4000, 3000, ?, 'exact', 1 FROM media WHERE id = ?""",
                (f"many{each}".encode(), f"many/{each}.jpg", f"2019-08-05T10:{each % 60:02}:00", number),
            ).lastrowid
            story = connection.execute(
                """INSERT INTO story (album, contributor, taken, precision, added)
                   VALUES (?, ?, ?, 'exact', '')""", (large, mother.id, f"2019-08-05T10:{each % 60:02}:00")
            ).lastrowid  # fmt: skip
            connection.execute(
                "INSERT INTO story_media (story, position, media) VALUES (?, 0, ?)", (story, media)
            )
    asked = browser.post("/api/curations", json={"source": "albums", "albums": [large], "amount": 12}).json()
    assert asked["card"]["waiting"] and not asked["picks"]
    there = f"/curations/{asked['card']['id']}"
    assert "조금 더 고르고 있어요" in browser.get(there).text
    early = browser.post(f"{there}/album", data={"title": ""})
    assert early.status_code == 409 and "조금 더 고르고 있어요" in early.text
    assert 'hx-trigger="every' in browser.get(there, headers={"HX-Request": "true"}).text
    library.jobs.drain()
    assert len(picked(browser, asked["card"]["id"])) == 12
    assert "다 골랐어요" in browser.get(there, headers={"HX-Request": "true"}).text
    browser.post(f"{there}/scoring")
    assert summer.shown(browser, asked["card"]["id"])["card"]["waiting"], (
        "again, too, is the background's work"
    )
