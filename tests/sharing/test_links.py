"""Somebody of the family makes a link, takes it back, and sees how often it was opened."""

import pytest

from backupd.core.errors import Absent, Forbidden, Refused, TooMany
from backupd.family import PassWish, actions, end_overdue, end_pass, knock, passes_in_force, passes_of
from tests import people
from tests.sharing.outside import Outsider, link_to

ADDRESS = "203.0.113.9"


def test_a_link_is_made_on_the_albums_page_and_shown_once(library, mother, album):
    with people.client_for(library, mother) as browser:
        page = browser.get(f"/albums/{album}")
        assert f"/albums/{album}/sharing" in page.text
        answer = browser.post(f"/albums/{album}/sharing", data={"kind": "look", "days": "7"})
        assert answer.status_code == 200 and answer.headers["x-robots-tag"].startswith("noindex")
        token = answer.text.split("/p/")[1].split('"')[0]
        assert len(token) == 22  # 128 bits in base64
        assert token not in browser.get(f"/albums/{album}/sharing").text
    with Outsider(library) as guest:
        assert "제주 여름휴가" in guest.come(token).text
    row = library.database.connection.execute("SELECT * FROM pass").fetchone()
    assert token not in str(dict(row)) and token.encode() not in row["token_hash"]


def test_the_same_in_json(library, mother, album):
    with people.client_for(library, mother, accept="application/json") as program:
        made = program.post(f"/api/albums/{album}/sharing", json={"kind": "add", "days": 1}).json()
        assert made["address"].startswith("http://") and made["link"]["kind"] == "add"
        listed = program.get(f"/api/albums/{album}/sharing").json()["links"]
        assert [each["id"] for each in listed] == [made["link"]["id"]]
        assert "token" not in str(listed)
        assert program.post(f"/api/passes/{made['link']['id']}/ending").status_code == 204
        assert program.get(f"/api/albums/{album}/sharing").json()["links"] == []
        assert program.post(f"/api/albums/{album}/sharing", json={"days": 400}).status_code == 422


def test_looks_are_counted_and_a_visit_after_an_hour_is_another(library, mother, album, clock):
    made = link_to(library, mother, album)
    with Outsider(library) as guest:
        guest.come(made.token)
        guest.get(guest.root)
        clock.forward(minutes=20)
        guest.get(guest.root)
        assert passes_of(library, mother, album)[0].looks == 1
        clock.forward(hours=2)
        guest.get(guest.root)
    found = passes_of(library, mother, album)[0]
    assert found.looks == 2 and found.last_used is not None
    with people.client_for(library, mother) as browser:
        assert "2번 열어 봤어요" in browser.get(f"/albums/{album}/sharing").text


def test_a_link_that_was_taken_back_is_gone_at_once_for_who_is_in_already(library, mother, album):
    made = link_to(library, mother, album)
    with Outsider(library) as guest, people.client_for(library, mother) as browser:
        assert guest.come(made.token).status_code == 200
        answer = browser.post(f"/passes/{made.link.id}/ending")
        assert answer.headers["location"] == f"/albums/{album}/sharing"
        for address in (guest.root, f"/p/{made.token}"):
            gone = guest.get(address)
            assert gone.status_code == 404 and "이제 열리지 않아요" in gone.text
            assert "제주" not in gone.text and "<nav" not in gone.text
    assert library.database.value("SELECT count(*) FROM looker WHERE viewer < 0") == 0


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_ends_by_itself(library, mother, album, clock, days):
    made = link_to(library, mother, album, days=days)
    with Outsider(library) as guest:
        guest.come(made.token)
        clock.forward(days=days, seconds=-1)
        assert guest.get(guest.root).status_code == 200
        clock.forward(seconds=2)
        assert guest.get(guest.root).status_code == 404
        assert guest.get(f"/p/{made.token}").status_code == 404


def test_a_clock_put_back_opens_nothing_that_was_over(library, mother, album, clock):
    over, young = link_to(library, mother, album, days=1), link_to(library, mother, album, days=30)
    clock.forward(days=2)
    end_overdue(library)
    clock.forward(days=-2, seconds=1)
    with pytest.raises(Absent):
        knock(library, over.token, ADDRESS)
    clock.forward(days=-365 * 50)
    with pytest.raises(Absent):
        knock(library, young.token, ADDRESS)


def test_unknown_ended_and_overdue_links_look_alike(library, mother, album, clock):
    ended, overdue = link_to(library, mother, album), link_to(library, mother, album, days=1)
    end_pass(library, mother, ended.link.id)
    clock.forward(days=1, seconds=1)
    with Outsider(library) as guest:
        pages = [guest.get(f"/p/{token}") for token in (ended.token, overdue.token, "A" * 22)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1


def test_a_password_is_asked_for_and_checked(library, mother, album):
    made = link_to(library, mother, album, password="제주바다")
    with Outsider(library) as guest:
        asked = guest.come(made.token)
        assert (
            asked.status_code == 200 and 'type="password"' in asked.text and "제주 여름휴가" not in asked.text
        )
        wrong = guest.come(made.token, password="서울바다")
        assert wrong.status_code == 403 and "맞지 않아요" in wrong.text and 'type="password"' in wrong.text
        assert "제주 여름휴가" in guest.come(made.token, password="제주바다").text
    kept = library.database.connection.execute("SELECT password_hash, salt FROM pass").fetchone()
    assert len(kept["password_hash"]) == 32 and len(kept["salt"]) == 16


def test_a_password_that_is_too_short_is_refused_beside_its_field(library, mother, album):
    with people.client_for(library, mother) as browser:
        answer = browser.post(
            f"/albums/{album}/sharing", data={"kind": "look", "days": "30", "password": "abc"}
        )
    assert answer.status_code == 422 and "4글자부터" in answer.text and 'value="30" checked' in answer.text
    assert passes_in_force(library, mother) == []


def test_wrong_links_and_wrong_passwords_close_the_door_for_that_address(library, mother, album, clock):
    made = link_to(library, mother, album, password="제주바다")
    for _ in range(5):
        with pytest.raises(Absent):
            knock(library, "A" * 22, ADDRESS)
        with pytest.raises(Forbidden):
            knock(library, made.token, ADDRESS, "falsch")
    with pytest.raises(TooMany) as closed:
        knock(library, made.token, ADDRESS, "제주바다")
    assert closed.value.status == 429
    knock(library, made.token, "203.0.113.10", "제주바다")
    clock.forward(seconds=61)
    knock(library, made.token, ADDRESS, "제주바다")


def test_many_addresses_close_the_door_for_the_whole_box_but_not_for_family_codes(library, mother, album):
    for number in range(30):
        with pytest.raises(Absent):
            knock(library, "A" * 22, f"203.0.113.{number}")
    with Outsider(library) as guest:
        answer = guest.get(f"/p/{link_to(library, mother, album).token}")
        assert answer.status_code == 429 and "초 뒤에" in answer.text
    assert people.join(library, mother, "이모").name == "이모"


def test_a_password_guessed_at_a_hundred_times_ends_its_link(library, mother, album, clock):
    made = link_to(library, mother, album, password="제주바다")
    for number in range(100):
        with pytest.raises(Forbidden):
            knock(library, made.token, f"203.0.113.{number}", "falsch")
        clock.forward(seconds=61)
    with pytest.raises(Absent):
        knock(library, made.token, ADDRESS, "제주바다")


def test_links_end_when_their_maker_is_removed_leaves_or_only_reads(library, mother, album):
    makers = [people.join(library, mother, name) for name in ("아빠", "이모", "삼촌")]
    links = [link_to(library, maker, album) for maker in makers]
    actions.remove(library, mother, makers[0].id)
    actions.leave(library, makers[1])
    actions.change_role(library, mother, makers[2].id, "reader")
    for made in links:
        with pytest.raises(Absent):
            knock(library, made.token, ADDRESS)
    actions.change_role(library, mother, makers[2].id, "member")
    with pytest.raises(Absent):
        knock(library, links[2].token, ADDRESS)


def test_members_end_their_own_links_and_owners_all(library, mother, album):
    father, aunt = people.join(library, mother, "아빠"), people.join(library, mother, "이모")
    his, hers = link_to(library, father, album), link_to(library, aunt, album)
    assert [each.id for each in passes_of(library, father, album)] == [his.link.id]
    assert len(passes_of(library, mother, album)) == 2
    with pytest.raises(Absent):
        end_pass(library, father, hers.link.id)
    end_pass(library, mother, hers.link.id)
    end_pass(library, father, his.link.id)
    assert passes_in_force(library, mother) == []


def test_readers_share_nothing_and_other_families_not_this_album(library, mother, album):
    grandma = people.join(library, mother, "할머니", role="reader")
    with pytest.raises(Forbidden):
        link_to(library, grandma, album)
    with people.client_for(library, grandma) as browser:
        assert browser.get(f"/albums/{album}/sharing").status_code == 403
        assert f"/albums/{album}/sharing" not in browser.get(f"/albums/{album}").text
    aunt = people.another_family(library)
    made = link_to(library, mother, album)
    with people.client_for(library, aunt) as browser:
        for number in (album, 98765):
            assert browser.get(f"/albums/{number}/sharing").status_code == 404
            assert browser.post(f"/albums/{number}/sharing", data={"kind": "look"}).status_code == 404
        for number in (made.link.id, 98765):
            assert browser.post(f"/passes/{number}/ending").status_code == 404


def test_owners_see_every_link_in_force_at_home(library, mother, album):
    father = people.join(library, mother, "아빠")
    link_to(library, father, album)
    with people.client_for(library, mother) as browser:
        page = browser.get("/box").text
        assert "열려 있는 공유 링크" in page and "제주 여름휴가" in page and "아빠가 만들었어요" in page
    with people.client_for(library, father) as browser:
        assert "열려 있는 공유 링크" not in browser.get("/box").text


def test_what_was_asked_in_vain_is_a_sentence(library, mother, album):
    with pytest.raises(Refused):
        link_to(library, mother, album, password="x" * 201)
    assert PassWish().days == 7
