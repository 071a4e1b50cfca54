"""The pages of faces and their twins, as a browser without a script uses them."""

import re

import pytest

from backupd.faces import sights
from tests import people


@pytest.fixture
def two(wished, mother, seen):
    for who in (1, 1, 1, 2, 2):
        seen((who, 0.1))
    return wished


def posted(browser, address, **form):
    said = browser.post(address, data=form)
    assert said.status_code == 303, said.text
    return said.headers["location"]


def test_before_it_is_on_it_is_explained_and_only_an_owner_may(box, mother, browser):
    page = browser.get("/faces").text
    assert "이 상자 안에서만 해요" in page and 'value="on"' in page
    with people.client_for(box, people.join(box, mother, "아빠")) as other:
        assert 'value="on"' not in other.get("/faces").text and "가족지기가 켤 수" in other.get("/faces").text
        assert other.post("/faces/wish", data={"to": "on"}).status_code == 403
    assert "/faces" in browser.get("/family").text and "/faces" in browser.get("/box").text
    assert posted(browser, "/faces/wish", to="on") == "/faces"
    assert browser.get("/api/faces").json()["progress"]["on"]
    assert browser.post("/faces/wish", data={"to": "sideways"}).status_code in (400, 422)


def test_somebody_is_named_found_and_put_right_by_plain_forms(two, mother, browser):
    one, other = (each.id for each in sights.somebodies(two, mother))
    assert "누구예요?" in browser.get("/faces").text
    assert (
        posted(browser, f"/faces/people/{one}/name", person=mother.id, name="", born="")
        == f"/faces/people/{one}"
    )
    page = browser.get(f"/faces/people/{one}").text
    assert "엄마" in page and "사진 3장" in page and len(re.findall(r'href="/stories/\d+"', page)) == 3
    ask = posted(browser, f"/faces/people/{other}/name", person="", name="이모", born="1975")
    assert ask == f"/faces/people/{other}"
    faces = re.findall(r'name="face" value="(\d+)"', browser.get(f"/faces/people/{one}/sorting").text)
    assert len(faces) == 3
    done = posted(browser, f"/faces/people/{one}/sorting", face=faces[:1], to=str(other))
    undo = re.search(r'action="(/faces/acts/\d+/undoing)"', browser.get(done).text)[1]
    assert browser.get("/api/faces").json()["named"][1]["stories"] == 3
    posted(browser, undo)
    assert sorted(each["stories"] for each in browser.get("/api/faces").json()["named"]) == [2, 3]


def test_the_same_name_leads_to_the_question_and_the_answer_to_what_can_be_undone(two, mother, browser):
    one, other = (each.id for each in sights.somebodies(two, mother))
    posted(browser, f"/faces/people/{one}/name", name="초코")
    ask = posted(browser, f"/faces/people/{other}/name", name="초코")
    page = browser.get(ask).text
    question = re.search(r'action="(/faces/questions/\d+)"', page)[1]
    assert "초코" in page and "같은 이름을 붙였어요" in page
    done = posted(browser, question, said="yes")
    assert "되돌리기" in browser.get(done).text
    assert [each["stories"] for each in browser.get("/api/faces").json()["named"]] == [5]


def test_merging_is_one_touch(two, mother, browser):
    one, other = (each.id for each in sights.somebodies(two, mother))
    assert f'name="other" value="{other}"' in browser.get(f"/faces/people/{one}").text
    done = posted(browser, f"/faces/people/{one}/merging", other=other)
    assert "사진 5장" in browser.get(done).text and "되돌리기" in browser.get(done).text
    assert browser.get(f"/faces/people/{other}").status_code == 404


def test_a_reader_sees_the_people_and_no_forms(two, mother):
    who = sights.somebodies(two, mother)[0].id
    with people.client_for(two, people.join(two, mother, "할머니", role="reader")) as browser:
        page = browser.get(f"/faces/people/{who}").text
        assert "사진 3장" in page and f"/faces/people/{who}/name" not in page
        assert browser.get(f"/faces/people/{who}/sorting").status_code == 403


def test_bad_input_is_a_sentence(two, mother, browser):
    who = sights.somebodies(two, mother)[0].id
    for form in ({"name": ""}, {"name": "가" * 41}, {"name": "준이", "born": "작년"}):
        said = browser.post(f"/faces/people/{who}/name", data=form)
        assert said.status_code == 422 and "요." in said.text
    for address in ("/faces/people/999999999999999999999", "/faces/people/0", "/faces/0/picture"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"/faces/people/{who}/sorting", data={"to": "new"}).status_code == 422
    assert browser.get(f"/faces/people/{who}?after=nonsense_x").status_code == 200


def test_erasing_asks_once_more_and_takes_everything(two, mother, browser):
    page = browser.get("/faces").text
    assert "되돌릴 수 없어요" in page and 'value="off"' in page
    posted(browser, "/faces/wish", to="off")
    assert "켜기 전에" in browser.get("/faces").text and browser.get("/faces/1/picture").status_code == 404
    assert browser.get("/api/faces").json()["named"] == []
