"""Whose face has a name is found by it."""

import pytest

from backupd import family
from backupd.albums import trash
from backupd.faces import actions, sights, switching
from backupd.search import store
from backupd.search.suggesting import suggestions
from tests import people


@pytest.fixture
def gran(wished, mother):
    return people.join(wished, mother, "김순자", role="reader")


@pytest.fixture
def known(wished, mother, gran, seen):
    """할머니 on two pictures, the dog 초코 on two others; their stories."""
    stories = [seen((1, 0.1)) for _ in range(2)], [seen((2, 0.1)) for _ in range(2)]
    hers, its = (sights.somebodies(wished, mother)[place].id for place in (0, 1))
    actions.name(wished, mother, hers, "", gran.id, "")
    actions.name(wished, mother, its, "초코", None, "")
    family.call(wished, mother, gran.id, "할머니")
    return stories


def found(library, viewer, words):
    return {each.story.id for each in store.find(library, viewer, words).stories}


def test_by_the_name_one_calls_them_by_or_their_own(wished, mother, gran, known):
    hers, its = map(set, known)
    assert [
        found(wished, mother, words)
        for words in ("할머니", "할머니 나온 사진", "할머니가 나온", "김순자", "photos of 할머니")
    ] == [hers] * 5
    assert found(wished, mother, "초코") == its and found(wished, mother, "초코랑 나온 사진") == its
    assert found(wished, gran, "할머니") == set()  # she does not call herself so
    assert found(wished, mother, "할머니 초코") == set()


def test_it_is_understood_as_a_face_and_leads_to_all_their_photos(wished, mother, known):
    asked = store.find(wished, mother, "할머니 나온 사진")
    assert [(chip.kind, chip.value) for chip in asked.chips] == [("face", "할머니")]
    assert [(each.name, each.stories) for each in asked.faces] == [("할머니", 2)]
    bare = store.find(wished, mother, "초코")
    assert [(chip.kind, chip.without) for chip in bare.chips] == [("face", "")]
    assert "초코" in [each.words for each in suggestions(wished, mother, "초")]
    with people.client_for(wished, mother) as browser:
        page = browser.get("/search?q=초코").text
        assert "사진 속 초코" in page and f"/faces/people/{bare.faces[0].id}" in page


def test_it_follows_what_people_put_right(wished, mother, known):
    hers = sights.somebodies(wished, mother)[0].id
    face = sights.sorting(wished, mother, hers).faces[0]
    actions.move(wished, mother, hers, [face.id], "nobody")
    assert face.story not in found(wished, mother, "할머니") and len(found(wished, mother, "할머니")) == 1


def test_nothing_is_found_of_what_is_hidden_or_erased(wished, mother, known):
    trash.trash_stories(wished, mother, known[1])
    asked = store.find(wished, mother, "초코")
    assert (asked.stories, asked.faces, asked.chips) == ([], [], [])
    assert "초코" not in [each.words for each in suggestions(wished, mother, "초")]
    switching.switch(wished, mother, "off")
    assert found(wished, mother, "할머니") == set() and store.find(wished, mother, "할머니 나온").faces == []
    marks = wished.database.column("SELECT marks FROM search_document")
    assert not [each for each in marks if "\ue005" in each]


def test_who_gave_is_still_who_gave(wished, mother, gran, known, seen):
    father = people.join(wished, mother, "아빠")
    story = seen((5, 0.1), by=father)
    assert found(wished, mother, "아빠가 올린 사진") == {story}
