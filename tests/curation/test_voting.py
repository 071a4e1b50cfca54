"""A blind vote: nobody sees what others want until it is over."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from backupd.albums import trash
from tests import people
from tests.curation import summer


@pytest.fixture
def number(library, mother, browser, album):
    made = summer.proposed(library, mother, album)
    assert browser.post(f"/curations/{made}/voting", data={"state": "open"}).status_code == 303
    return made


def shown(client, number):
    return client.get(f"/api/curations/{number}").json()


def test_nobody_sees_what_others_want_until_it_is_closed(library, mother, father, browser, number):
    first, second, third = [pick["story"]["id"] for pick in shown(browser, number)["picks"]][:3]
    child = people.join(library, mother, "아이", role="reader")
    browser.post(f"/curations/{number}/vote", data={"story": [first, second]})
    with people.client_for(library, father) as his, people.client_for(library, child) as theirs:
        his.post(f"/curations/{number}/vote", data={"story": first})
        assert theirs.post(f"/curations/{number}/vote", data={"story": [first, third]}).status_code == 303
        seen = shown(his, number)
        assert [pick["votes"] for pick in seen["picks"]] == [None] * 12
        assert [pick["story"]["id"] for pick in seen["picks"] if pick["mine"]] == [first]
        assert [one["name"] for one in seen["voters"]] == ["엄마", "아빠", "아이"]
        page = his.get(f"/curations/{number}").text
        assert "3명이 투표했어요" in page and "pick-votes" not in page and "투표했어요</li>" not in page
        assert his.get(f"/curations/{number}/vote").text.count(" checked") == 1
        browser.post(f"/curations/{number}/voting", data={"state": "closed"})
        votes = {pick["story"]["id"]: pick["votes"] for pick in shown(his, number)["picks"]}
        assert (votes[first], votes[second], votes[third]) == (3, 1, 1)
        assert "3명이 투표했어요</li>" in his.get(f"/curations/{number}").text
        late = theirs.post(f"/curations/{number}/vote", data={"story": second})
        assert late.status_code == 409 and "투표가 이미 끝났어요" in late.text


def test_a_vote_stands_on_today_until_one_has_a_part_in_it(library, mother, father, browser, number):
    def asked(client):
        return [card["id"] for card in client.get("/api/today").json()["highlights"]]

    with people.client_for(library, father) as his:
        assert "가족 투표 중" in his.get("/").text
        assert asked(browser) == asked(his) == [number]
        his.post(f"/curations/{number}/vote", data={})
        assert asked(his) == [] and asked(browser) == [number]
        browser.post(f"/curations/{number}/voting", data={"state": "closed"})
        assert asked(browser) == []


def test_three_vote_at_once_and_every_vote_counts(library, mother, father, browser, number):
    child = people.join(library, mother, "아이", role="reader")
    wanted = [pick["story"]["id"] for pick in shown(browser, number)["picks"]][:3]

    def cast(client):
        return client.post(f"/curations/{number}/vote", data={"story": wanted}).status_code

    with (
        people.client_for(library, father) as his,
        people.client_for(library, child) as theirs,
        ThreadPoolExecutor(3) as crowd,
    ):
        assert list(crowd.map(cast, (browser, his, theirs))) == [303] * 3
    browser.post(f"/curations/{number}/voting", data={"state": "closed"})
    assert [pick["votes"] for pick in shown(browser, number)["picks"]][:4] == [3, 3, 3, 0]


def test_while_the_family_votes_nothing_is_chosen_anew(library, mother, browser, number):
    refused = browser.post(f"/curations/{number}/scoring")
    assert refused.status_code == 409 and "투표를 먼저" in refused.text
    assert "/scoring" not in browser.get(f"/curations/{number}").text


def test_on_nothing_no_vote_is_opened(library, mother, browser, album):
    made = summer.proposed(library, mother, album)
    trash.trash_album(library, mother, album)
    assert browser.post(f"/curations/{made}/voting", data={"state": "open"}).status_code == 409
    assert shown(browser, made)["card"]["vote"] == "none"


def test_a_vote_can_be_thought_over_and_only_the_last_one_counts(library, mother, browser, number):
    first, second = [pick["story"]["id"] for pick in shown(browser, number)["picks"]][:2]
    browser.post(f"/curations/{number}/vote", data={"story": [first, second]})
    browser.post(f"/curations/{number}/vote", data={"story": second})
    browser.post(f"/curations/{number}/voting", data={"state": "closed"})
    votes = {pick["story"]["id"]: pick["votes"] for pick in shown(browser, number)["picks"]}
    assert (votes[first], votes[second]) == (0, 1)


def test_only_what_got_votes_stays_when_the_family_wants_that(library, mother, browser, number):
    first = shown(browser, number)["picks"][0]["story"]["id"]
    assert browser.post(f"/curations/{number}/winners").status_code == 409
    browser.post(f"/curations/{number}/vote", data={"story": first})
    browser.post(f"/curations/{number}/voting", data={"state": "closed"})
    browser.post(f"/curations/{number}/winners")
    assert [pick["story"]["id"] for pick in shown(browser, number)["picks"]] == [first]


def test_a_vote_in_which_nobody_wanted_any_keeps_all(library, mother, browser, number):
    browser.post(f"/curations/{number}/vote", data={})
    browser.post(f"/curations/{number}/voting", data={"state": "closed"})
    refused = browser.post(f"/curations/{number}/winners")
    assert refused.status_code == 409 and "표를 받은 사진이 없어요" in refused.text
    assert len(shown(browser, number)["picks"]) == 12


def test_a_vote_that_opens_again_begins_anew(library, mother, browser, number):
    first = shown(browser, number)["picks"][0]["story"]["id"]
    browser.post(f"/curations/{number}/vote", data={"story": first})
    browser.post(f"/curations/{number}/voting", data={"state": "closed"})
    browser.post(f"/curations/{number}/voting", data={"state": "open"})
    assert shown(browser, number)["voters"] == []


def test_a_vote_for_what_was_taken_out_counts_for_nothing(library, mother, browser, number):
    first, second = [pick["story"]["id"] for pick in shown(browser, number)["picks"]][:2]
    browser.post(f"/curations/{number}/drops", data={"story": first})
    assert browser.post(f"/curations/{number}/vote", data={"story": [first, second]}).status_code == 303
    assert library.database.column("SELECT story FROM curation_vote") == [second]
