"""A heart by one touch on a message, without a login, and only that."""

import pytest

from backupd import reactions
from backupd.family import actions, invitations, joining
from backupd.family.records import Entrant
from backupd.notify import hearts
from tests import people
from tests.albums import house


@pytest.fixture
def story(library, mother):
    return house.story(library, mother, house.album(library, mother))


@pytest.fixture
def link(library, father, story):
    return hearts.heart_path(library, father, story)


@pytest.fixture
def anybody(library):
    with people.client_for(library) as client:
        client.headers.pop("origin")
        yield client


def test_a_preview_of_the_link_gives_no_heart_and_shows_no_picture(library, mother, story, link, anybody):
    page = anybody.get(link)
    assert page.status_code == 200 and "하트 보내기" in page.text
    assert "<img" not in page.text and "제주" not in page.text and page.headers["x-robots-tag"] == "noindex"
    assert page.text.count("<button") == 1
    assert reactions.of_story(library, mother, story).people == {}


def test_one_touch_gives_a_heart_and_another_none_more(library, mother, story, link, anybody):
    for _ in range(2):
        answer = anybody.post(link)
        assert answer.status_code == 303 and "보냈어요" in anybody.get(answer.headers["location"]).text
    assert reactions.of_story(library, mother, story).people == {"heart": 1}


def test_what_somebody_said_before_stays(library, father, mother, story, link, anybody):
    reactions.react(library, father, story, "wow")
    anybody.post(link)
    assert reactions.of_story(library, mother, story).people == {"wow": 1}


def test_the_link_dies_after_thirty_days(link, anybody, clock):
    clock.forward(days=29)
    assert anybody.get(link).status_code == 200
    clock.forward(days=3)
    assert anybody.get(link).status_code == anybody.post(link).status_code == 404


def test_the_link_dies_with_the_membership_and_does_not_come_back(
    library, mother, father, link, anybody, clock
):
    actions.remove(library, mother, father.id)
    assert anybody.post(link).status_code == 404
    clock.forward(hours=1)
    code = invitations.invite(library, mother).code
    joining.enter(library, joining.knock(library, code, "192.168.0.9"), Entrant("아빠", "ko", "폰"))
    assert anybody.post(link).status_code == 404


def test_nobody_makes_a_link_of_their_own(link, anybody, library, mother, story):
    for wrong in (link[:-2] + "AA", "/heart/x", "/heart/" + "A" * 60, link.replace("/heart/", "/heart/A")):
        assert anybody.post(wrong).status_code == 404
    assert reactions.of_story(library, mother, story).people == {}
