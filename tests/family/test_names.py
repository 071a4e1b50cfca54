"""What I call somebody is how they stand on my pages, in my messages and in my search, and for nobody else."""

import pytest

from backupd import family
from backupd.notify import reading
from backupd.notify.records import Kept
from backupd.search import people as searched
from backupd.search.folding import plain_name
from backupd.search.grams import Pattern
from tests import people
from tests.albums import house
from tests.at_home import album, browser, mother

__all__ = ["album", "browser", "mother"]


@pytest.fixture
def father(library, mother):
    return people.join(library, mother, "김철수")


def letter(to: int, about: int, circle: int) -> Kept:
    return Kept(
        1,
        to,
        "k",
        circle,
        "membership",
        "notify.joined",
        f'{{"person": {about}}}',
        "/",
        "[]",
        None,
        None,
        False,
        "",
    )


def test_my_name_for_somebody_stands_on_my_pages_and_on_nobody_elses(library, mother, father, browser):
    told = house.story(library, father, house.album(library, father, "아빠가 만든 앨범"))
    answer = browser.post(f"/family/members/{father.id}/called", data={"name": "  여보 "})
    assert answer.headers["location"] == f"/family/members/{father.id}"
    shown = browser.get(f"/stories/{told}").text
    assert "여보" in shown and "김철수" not in shown
    assert browser.get(f"/api/family/members/{father.id}").json()["member"] == {
        **browser.get(f"/api/family/members/{father.id}").json()["member"], "name": "여보", "own_name": "김철수"
    }  # fmt: skip
    for page in ("/family", "/", f"/albums/{house.album(library, father, '또 하나', photos=1)}"):
        assert "여보" in browser.get(page).text, page
    browser.post("/family/invitation", data={"person": str(father.id)})
    assert "여보의 다른 기기" in browser.get("/family/invitation").text
    daughter = people.join(library, mother, "지수")
    with people.client_for(library, daughter) as hers:
        assert "김철수" in hers.get(f"/stories/{told}").text
        assert "여보" not in hers.get("/family").text


def test_an_empty_name_is_the_one_they_use_themselves(library, father, browser):
    browser.post(f"/family/members/{father.id}/called", data={"name": "여보"})
    said = browser.post(f"/api/family/members/{father.id}/called", json={"name": " "}).json()
    assert said == {"person": father.id, "name": "김철수", "own_name": "김철수"}
    assert "여보" not in browser.get("/family").text


def test_a_name_that_means_somebody_else_is_refused_with_a_sentence(library, mother, father, browser):
    people.join(library, mother, "할머니")
    answer = browser.post(f"/family/members/{father.id}/called", data={"name": "할 머니"})
    assert answer.status_code == 409 and "벌써 다른 가족" in answer.text
    assert browser.post(f"/family/members/{father.id}/called", data={"name": "가" * 41}).status_code == 422
    assert family.member(library, mother.family, father.id, mother.id).name == "김철수"


def test_oneself_and_people_of_another_family_are_not_there_to_be_named(library, mother, browser):
    aunt = people.another_family(library)
    for person in (mother.id, aunt.id, 4711):
        assert browser.post(f"/family/members/{person}/called", data={"name": "누구"}).status_code == 404
        assert browser.post(f"/api/family/members/{person}/called", json={"name": "누구"}).status_code == 404
    assert library.database.value("SELECT count(*) FROM calling") == 0


def meant(library, viewer, name):
    everybody = searched.everybody(library, viewer)
    return [each.person for each in searched.called(everybody, Pattern(plain_name(name)))]


def test_messages_and_search_know_it_too(library, mother, father):
    family.call(library, mother, father.id, "여보")
    daughter = people.join(library, mother, "지수")
    words = people.renderer().words
    told = reading.read(library, words, "ko", letter(mother.id, father.id, mother.family))
    other = reading.read(library, words, "ko", letter(daughter.id, father.id, mother.family))
    assert "여보" in told.text and "김철수" in other.text
    assert meant(library, mother, "여보") == meant(library, mother, "철수") == [father.id]
    assert meant(library, daughter, "여보") == []
