"""Errors as a page, a fragment or JSON: always a sentence in the reader's language."""

import pytest

from tests.people import client_for, found_family


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ko-KR,ko;q=0.9", "여기에는 아무것도 없어요"), ("en", "There is nothing here")],
)
def test_a_stranger_reads_it_in_the_browsers_language(library, language, sentence):
    answer = client_for(library, **{"accept-language": language}).get("/albumz")
    assert answer.status_code == 404
    assert sentence in answer.text


def test_somebody_we_know_reads_it_in_their_own_language_and_frame(library):
    mother = found_family(library, language="en")
    answer = client_for(library, mother, **{"accept-language": "ko"}).get("/albumz")
    assert "There is nothing here" in answer.text
    assert 'href="/family"' in answer.text


def test_the_api_answers_in_problem_json(library):
    found_family(library)
    answer = client_for(library, **{"accept-language": "en"}).get("/api/nothing")
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == 404
    assert answer.json()["reason"] == "problems.absent"


def test_the_api_says_who_must_join_first(library):
    answer = client_for(library).get("/api/family")
    assert (answer.status_code, answer.json()["reason"]) == (401, "problems.join_first")


def test_a_page_leads_a_stranger_to_the_door_and_back_afterwards(library):
    answer = client_for(library).get("/family/invitation")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/welcome?next=/family/invitation"


def test_htmx_is_told_to_take_the_whole_page_to_the_door(library):
    answer = client_for(library, **{"hx-request": "true"}).get("/family")
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/welcome?next=/family")


def test_who_wants_to_save_a_photo_is_not_given_the_door_under_its_name(library):
    answer = client_for(library, **{"accept-language": "en"}).get("/media/1/original?download")
    assert answer.status_code == 401
    assert 'href="/welcome?next=/media/1/original"' in answer.text


def test_htmx_gets_the_sentence_alone(library):
    mother = found_family(library)
    answer = client_for(library, mother, **{"hx-request": "true"}).get("/family/members/99")
    assert answer.status_code == 404
    assert "<html" not in answer.text
    assert "notice" in answer.text


@pytest.mark.parametrize("body", ["", "family=", "family=abc", "family=1&family=2", "\x00=\xff"])
def test_a_form_that_makes_no_sense_is_a_sentence_not_a_crash(library, body):
    mother = found_family(library)
    client = client_for(library, mother, **{"content-type": "application/x-www-form-urlencoded"})
    answer = client.post("/family/switch", content=body.encode("latin-1"))
    assert answer.status_code in (303, 404, 422)


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b"null", b'{"family": "x"}', b"\xff"])
def test_json_that_makes_no_sense_is_a_sentence_not_a_crash(library, content):
    mother = found_family(library)
    client = client_for(library, mother, **{"content-type": "application/json"})
    answer = client.post("/api/family/switch", content=content)
    assert answer.status_code in (400, 422)
    assert answer.json()["title"]


def test_what_we_did_not_expect_is_a_sentence_without_innards(library):
    mother = found_family(library)
    client = client_for(library, mother)
    library.database.connection.execute("ALTER TABLE family_code RENAME TO gone")
    answer = client.get("/family/invitation")
    assert answer.status_code == 500
    assert "BackUP에 문제가 생겼어요" in answer.text
    assert "family_code" not in answer.text


def test_when_the_records_cannot_be_read_at_all_it_is_still_a_sentence(library):
    mother = found_family(library)
    client = client_for(library, mother)
    library.database.connection.execute("ALTER TABLE membership RENAME TO gone")
    answer = client.get("/family")
    assert answer.status_code == 500
    assert "사진은 모두 그대로 있어요" in answer.text
    assert "content-security-policy" in answer.headers
    assert client.get("/api/family").json()["reason"] == "problems.unexpected"
