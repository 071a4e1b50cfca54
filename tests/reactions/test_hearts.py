"""A touch on a heart: one of each person, seen by the family, by nobody else, taken back as easily."""

import re

import pytest

from backupd import family, reactions
from backupd.albums import trash
from backupd.core.errors import Absent
from backupd.family import actions
from backupd.reactions import store
from backupd.reactions.records import KINDS
from tests import people
from tests.albums import house


def test_a_heart_is_given_once_seen_by_the_family_and_taken_back(library, mother, story, browser):
    for _ in range(2):
        assert browser.post(f"/stories/{story}/reactions").headers["location"] == f"/stories/{story}"
    father = people.join(library, mother, "아빠", role="reader")
    with people.client_for(library, father) as his:
        page = his.get(f"/stories/{story}").text
        assert re.search(r'aria-pressed="false".*<span class="number">1</span>', page)
        his.post(f"/stories/{story}/reactions", data={"kind": "heart"})
    assert reactions.of_story(library, mother, story).people == {"heart": 2}
    browser.post(f"/stories/{story}/reactions/removal")
    said = reactions.of_story(library, mother, story)
    assert said.people == {"heart": 1} and said.mine is None


def test_another_reaction_takes_the_place_of_the_one_before(library, mother, story, browser):
    browser.post(f"/api/stories/{story}/reactions", json={})
    said = browser.post(f"/api/stories/{story}/reactions", json={"kind": "laugh"}).json()
    assert said["people"] == {"laugh": 1} and said["mine"] == "laugh"
    assert browser.get(f"/api/stories/{story}/reactions").json() == said
    told = library.database.column("SELECT kind FROM happening WHERE story = ? ORDER BY id", (story,))
    assert told.count("reacted") == 2


def test_each_of_the_six_is_one_touch_and_stands_with_the_names_i_use(library, mother, story, browser):
    father = people.join(library, mother, "김철수", role="reader")
    family.call(library, mother, father.id, "여보")
    with people.client_for(library, father) as his:
        for kind in KINDS:
            his.post(f"/stories/{story}/reactions", data={"kind": kind})
            page = browser.get(f"/stories/{story}").text
            pressed = [
                said
                for said, on in re.findall(r'id="mood-([a-z]+)" aria-pressed="(true|false)"', page)
                if on == "true"
            ]
            assert (pressed, browser.get(f"/api/stories/{story}/reactions").json()["people"]) == (
                [],
                {kind: 1},
            )
            assert "여보" in page and "김철수" not in page
            assert f'id="mood-{kind}" aria-pressed="true"' in his.get(f"/stories/{story}").text
    assert [(one.name, one.kind) for one in reactions.of_story(library, mother, story).by] == [
        ("여보", "thanks")
    ]


def test_what_is_no_reaction_is_refused_and_nothing_is_lost(library, mother, story, browser):
    browser.post(f"/stories/{story}/reactions")
    assert browser.post(f"/stories/{story}/reactions", data={"kind": "anger"}).status_code == 422
    assert browser.post(f"/api/stories/{story}/reactions", json={"kind": 7}).status_code == 422
    assert reactions.of_story(library, mother, story).people == {"heart": 1}


def test_with_a_script_only_the_heart_is_sent_again(story, browser):
    answer = browser.post(f"/stories/{story}/reactions", headers={"HX-Request": "true"})
    assert "<html" not in answer.text and 'aria-pressed="true"' in answer.text
    assert f"/stories/{story}/reactions/removal" in answer.text


def test_another_family_can_neither_see_nor_give_one(library, mother, story):
    reactions.react(library, mother, story)
    aunt = people.another_family(library)
    with people.client_for(library, aunt) as hers:
        for number in (story, 4711):
            assert hers.post(f"/stories/{number}/reactions").status_code == 404
            assert hers.post(f"/api/stories/{number}/reactions/removal", json={}).status_code == 404
            assert hers.get(f"/api/stories/{number}/reactions").status_code == 404
    with pytest.raises(Absent):
        reactions.of_story(library, aunt, story)


def test_hearts_go_with_their_story_into_the_trash_and_come_back_with_it(library, mother, story):
    reactions.react(library, mother, story)
    trash.trash_stories(library, mother, [story])
    with pytest.raises(Absent):
        reactions.of_story(library, mother, story)
    assert reactions.mine(library, mother, [story]) == set()
    trash.restore_story(library, mother, story)
    assert reactions.of_story(library, mother, story).mine == "heart"


def test_the_heart_of_somebody_who_left_stays(library, mother, story):
    father = people.join(library, mother, "아빠")
    reactions.react(library, father, story)
    actions.remove(library, mother, father.id)
    assert reactions.of_story(library, mother, story).people == {"heart": 1}


@pytest.mark.parametrize("sql", [store.SAID, store.BY, store.HEARTED, store.SEEN])
def test_reading_them_walks_through_no_table(library, mother, album, sql):
    house.album(library, mother, photos=3)
    named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
    plan = [row["detail"] for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)]
    assert not [step for step in plan if re.match(r"SCAN (?!json_each|value)", step)], plan
