"""What the gate hides has no face: in no group, count, question, picture or page, and no answer takes another way for it."""

import re

import pytest

from backupd.albums import sealing, trash
from backupd.core.errors import Absent
from backupd.faces import actions, placing, sights
from tests import people
from tests.albums import house
from tests.search.test_nothing_hidden import HASH, OWN, Overheard

ADDRESSES = (
    "/faces", "/api/faces", "/faces/people/1", "/api/faces/people/1", "/faces/people/1/sorting",
    "/api/faces/people/1/sorting", "/faces/people/2", "/api/faces/people/2", "/faces/people/3", "/api/faces/people/3",
    "/faces?ask=1", "/faces?ask=2",
)  # fmt: skip


@pytest.fixture
def two(wished, mother, seen):
    for who in (1, 1, 2, 2):
        seen((who, 0.1))
    return wished


def answers(library, viewer):
    """Every answer with the statements it took."""
    heard, told = library.database, []
    with people.client_for(library, viewer) as browser:
        browser.get("/faces")
        for address in ADDRESSES:
            heard.ran.clear()
            said = browser.get(address)
            ran = [HASH.sub("", sql) for sql in heard.ran if not OWN.search(sql)]
            told.append((address, said.status_code, said.text, ran))
        told += [browser.get(f"/faces/{face}/picture").status_code for face in range(1, 5)]
    return told


def test_no_page_is_another_because_of_what_is_sealed_thrown_away_or_another_family_s(two, mother, seen):
    daughter = people.join(two, mother, "지우")
    two.database.close()
    two.database = Overheard(two.database.path)
    before = answers(two, daughter)
    hidden = house.album(two, mother, "비밀")
    for who in (1, 2, 3, 3):
        seen((who, 0.12), into=hidden)
    seen((1, 0.12), into=hidden, taken="2001-05-05T10:00:00")
    trash.trash_album(two, mother, hidden)
    sealed = sealing.sealed_album(two, mother.family, mother.id, "비밀", "")
    for who in (1, 2, 4, 4):
        seen((who, 0.12), into=sealed)
    aunt = people.another_family(two)
    seen((1, 0.12), into=house.album(two, aunt, "외가"), by=aunt)
    for one, other in zip(before, answers(two, daughter), strict=True):
        assert one == other, one


def test_a_face_in_the_trash_speaks_for_nobody_and_comes_back_with_its_picture(two, mother, seen):
    who = sights.somebodies(two, mother)[0].id
    kept = [each.id for each in sights.sorting(two, mother, who).faces]
    story = sights.shown(two, mother, who).stories[0].id
    trash.trash_stories(two, mother, [story])
    assert sights.somebody(two, mother, who).stories == 1
    left = [each.id for each in sights.sorting(two, mother, who).faces]
    gone = next(each for each in kept if each not in left)
    with pytest.raises(Absent):
        actions.move(two, mother, who, [gone], "nobody")
    with people.client_for(two, mother) as browser:
        assert browser.get(f"/faces/{gone}/picture").status_code == 404
        assert browser.get(f"/faces/{left[0]}/picture").status_code == 200
    trash.restore_story(two, mother, story)
    assert sights.somebody(two, mother, who).stories == 2


def test_what_is_sealed_is_compared_with_nothing(wished, mother, seen):
    sealed = sealing.sealed_album(wished, mother.family, mother.id, "비밀", "")
    for _ in range(3):
        seen((1, 0.1), into=sealed)
    seen((1, 0.1))
    assert sights.somebodies(wished, mother) == []
    sealing.reveal(wished, sealed)
    placing.place_new(wished, mother.family)
    assert [each.stories for each in sights.somebodies(wished, mother)] == [4]


def test_a_question_about_a_hidden_face_is_not_asked(two, mother, seen):
    story = seen((1, 0.1), taken="2001-05-05T10:00:00")
    asked = sights.gallery(two, mother).question
    trash.trash_stories(two, mother, [story])
    assert sights.gallery(two, mother).question is None
    with pytest.raises(Absent):
        actions.answer(two, mother, asked.id, "yes")


def test_a_name_whose_photos_are_all_hidden_is_neither_shown_nor_hinted_at(two, mother):
    one, other = (each.id for each in sights.somebodies(two, mother))
    actions.name(two, mother, one, "", mother.id, "")
    for story in sights.shown(two, mother, one).stories:
        trash.trash_stories(two, mother, [story.id])
    assert actions.name(two, mother, other, "", mother.id, "") is None
    assert [each.name for each in sights.somebodies(two, mother)] == ["엄마"]


def test_others_learn_nothing(two, mother):
    who = sights.somebodies(two, mother)[0].id
    for stranger in (people.another_family(two), people.light_frame(two, mother), None):
        with people.client_for(two, stranger) as browser:
            for address in (*ADDRESSES, "/faces/1/picture", f"/faces/people/{who}"):
                said = browser.get(address)
                assert said.status_code in (303, 401, 404) or "/faces/1/" not in said.text, address
                assert not re.search(r"/faces/people/\d", said.text) or said.status_code == 404
            assert browser.get("/faces/1/picture").status_code != 200
    aunt = people.another_family(two, "시댁", "고모")
    with people.client_for(two, aunt) as browser:
        for address, body in (
            (f"/api/faces/people/{who}/name", {"name": "내 것"}), (f"/api/faces/people/{who}/merging", {"other": 2}),
            (f"/api/faces/people/{who}/sorting", {"face": [1]}), ("/api/faces/questions/1", {"said": "yes"}),
            ("/api/faces/acts/1/undoing", {}),
        ):  # fmt: skip
            assert browser.post(address, json=body).status_code == 404, address


@pytest.mark.parametrize(
    "sql",
    [
        sights.ALL,
        sights.THESE,
        sights.OF_SOMEBODY,
        sights.FACES_OF,
        sights.SEES,
        sights.QUESTIONS,
        sights.NAMED,
    ],
)
def test_every_read_goes_by_an_index(two, sql):
    named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
    plan = [row["detail"] for row in two.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)]
    walked = [step for step in plan if step.startswith("SCAN") and not re.search("VIRTUAL TABLE|seen", step)]
    assert not walked, plan
