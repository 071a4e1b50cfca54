"""At the door, in a browser: setting up, coming in by code and by QR, and what a cookie is worth."""

import re

import pytest
from litestar import Request

from backupd.family import devices, doorway, invitations, setup, store, visitor
from tests.people import another_device, another_family, client_for, found_family, join, key_of, share_device


def come_in(client, code, **said):
    client.post("/join", data={"code": code})
    return client.post("/join/person", data=said)


def viewer_of(library, client):
    return doorway.viewer(library, client.cookies.get(doorway.COOKIE))


def test_the_printed_link_sets_the_box_up_with_two_names(library):
    token = setup.setup_token(library)
    client = client_for(library)
    assert "/setup" in client.get("/welcome").text
    page = client.get(f"/setup?token={token}").text
    assert f'name="token" value="{token}"' in page
    answer = client.post("/setup", data={"family_name": "김씨네", "name": "엄마", "token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert viewer_of(library, client).owner
    assert client.get("/family").status_code == 200
    assert "/setup" not in client_for(library).get("/welcome").text
    assert client_for(library).get("/setup").headers["location"] == "/welcome"


def test_without_the_key_a_stranger_is_asked_for_it_and_refused(library):
    setup.setup_token(library)
    client = client_for(library)
    assert 'name="token"' in client.get("/setup").text
    answer = client.post("/setup", data={"family_name": "도둑네", "name": "도둑", "token": "AAAA"})
    assert answer.status_code == 403
    assert "설정 열쇠가 맞지 않아요" in answer.text
    assert store.empty(library)


def request_at(host="localhost", peer="127.0.0.1", **headers):
    named = [(b"host", host.encode())] + [
        (key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()
    ]
    return Request({"type": "http", "headers": named, "client": (peer, 5), "path": "/setup", "state": {}})


@pytest.mark.parametrize(
    ("host", "peer"), [("localhost:8100", "127.0.0.1"), ("[::1]", "::1"), ("127.0.0.1", "::ffff:127.0.0.1")]
)
def test_sitting_at_the_box_needs_no_key(host, peer):
    assert visitor.at_the_box(request_at(host, peer))


@pytest.mark.parametrize(
    "asked",
    [
        {"host": "backup.local"},
        {"host": "evil.example"},
        {"peer": "192.168.0.9"},
        {"peer": ""},
        {"x_forwarded_for": "127.0.0.1"},
        {"x_forwarded_proto": "https"},
        {"forwarded": "for=127.0.0.1"},
        {"x_real_ip": "127.0.0.1"},
        {"via": "1.1 proxy"},
    ],
)
def test_anything_less_is_not_the_box_itself(asked):
    assert not visitor.at_the_box(request_at(**asked))


def test_somebody_new_comes_in_with_the_code_and_a_name(library):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    client = client_for(library)
    step = client.post("/join", data={"code": f"{code[:3]} {code[3:]}"})
    assert step.headers["location"] == "/join/person"
    assert "김씨네" in client.get("/join/person").text
    answer = client.post("/join/person", data={"name": "지우"})
    assert answer.headers["location"] == "/"
    assert viewer_of(library, client).name == "지우"
    assert store.devices_of(library, viewer_of(library, client).id)[0].name == "아이폰 · 사파리"


def test_whoever_was_on_the_way_somewhere_goes_on_there(library):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    client = client_for(library)
    step = client.post("/join", data={"code": code, "next": "/albums/3?a=1&b=2"})
    assert step.headers["location"] == "/join/person?next=%2Falbums%2F3%3Fa%3D1%26b%3D2"
    assert 'value="/albums/3?a=1&amp;b=2"' in client.get(step.headers["location"]).text
    answer = client.post("/join/person", data={"name": "지우", "next": "/albums/3?a=1&b=2"})
    assert answer.headers["location"] == "/albums/3?a=1&b=2"


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "https://evil.example", "/x\r\nA: b", "", "/welcome", "/api/me"],
)
def test_nobody_is_sent_to_another_host_or_round_in_circles(wanted):
    assert visitor.way_on(wanted) == "/"


def test_opening_the_qr_only_fills_the_boxes_in(library):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    client = client_for(library)
    page = client.get(f"/join?code={code}")
    assert f'value="{code}"' in page.text
    assert not page.headers.get_list("set-cookie")
    assert [one.name for one in store.members(library, mother.family)] == ["엄마"]


def test_a_wrong_code_is_said_at_the_boxes(library):
    found_family(library)
    answer = client_for(library).post("/join", data={"code": "000000"})
    assert answer.status_code == 403
    assert "코드가 맞지 않아요" in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_every_way_to_guess_goes_through_one_limiter(library):
    mother = found_family(library)
    right = invitations.invite(library, mother).code
    wrong = f"{(int(right) + 1) % 10**6:06}"
    client = client_for(library)
    assert client.post("/join", data={"code": wrong}).status_code == 403
    assert client.post("/api/join", json={"code": wrong}).status_code == 403
    assert (
        client.post("/join", data={"code": wrong}, headers={"x-forwarded-for": "9.9.9.9"}).status_code == 403
    )
    closed = client.post("/api/join", json={"code": right})
    assert (closed.status_code, closed.json()["reason"]) == (429, "family.joining_closed")
    shown = client.post("/join", data={"code": right}, headers={"x-forwarded-for": "8.8.8.8"})
    assert (shown.status_code, "60초" in shown.text) == (429, True)
    assert "문을 닫았어요" in client_for(library, mother).get("/family").text


def test_a_device_code_asks_by_name_and_tells_the_other_devices(library):
    mother = found_family(library)
    grandmother = join(library, mother, "할머니")
    code = invitations.invite_device(library, mother, grandmother.id).code
    client = client_for(library)
    client.post("/join", data={"code": code})
    assert "할머니의 기기로 들어갈까요?" in client.get("/join/person").text
    client.post("/join/person", data={})
    assert viewer_of(library, client).id == grandmother.id
    told = client_for(library, grandmother).get("/family").text
    assert "할머니의 새 기기로 들어왔어요" in told
    assert f'action="/devices/{viewer_of(library, client).device}/revocation"' in told


def test_pressing_it_is_not_mine_ends_the_new_device_at_once(library):
    mother = found_family(library)
    stranger = another_device(library, mother)
    thief = client_for(library, stranger)
    assert thief.get("/family").status_code == 200
    client_for(library, mother).post(f"/devices/{stranger.device}/revocation")
    assert thief.get("/family").status_code == 303
    assert thief.get("/api/family").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(library):
    mother = found_family(library)
    client = client_for(library)
    cookies = come_in(client, invitations.invite(library, mother).code, name="지우").headers.get_list(
        "set-cookie"
    )
    device = next(cookie for cookie in cookies if cookie.startswith(doorway.COOKIE))
    assert "HttpOnly" in device
    assert re.search("SameSite=Lax", device, re.IGNORECASE)
    assert f"Max-Age={400 * 86400}" in device
    assert "Path=/" in device


def test_a_cookie_that_somebody_else_chose_is_never_taken_over(library):
    mother = found_family(library)
    client = client_for(library)
    client.cookies.set(doorway.COOKIE, "chosen-by-an-attacker", domain="backup.local")
    cookies = come_in(client, invitations.invite(library, mother).code, name="지우").headers.get_list(
        "set-cookie"
    )
    assert not any("chosen-by-an-attacker" in cookie for cookie in cookies)
    assert doorway.viewer(library, "chosen-by-an-attacker") is None


def test_another_programs_strange_cookie_does_not_shut_anybody_out(library):
    mother = found_family(library)
    client = client_for(library)
    crowd = f'{{"a":1}}; theme="x; y; {doorway.COOKIE}={key_of(library, mother)}; =; k'
    assert client.get("/family", headers={"cookie": crowd}).status_code == 200


def test_the_cookie_is_renewed_while_the_device_is_in_use(library, clock):
    mother = found_family(library)
    client = client_for(library, mother)
    assert not client.get("/family").headers.get_list("set-cookie")
    clock.forward(minutes=11)
    renewed = client.get("/family").headers.get_list("set-cookie")
    assert any(cookie.startswith(doorway.COOKIE) and "400" not in cookie.split(";")[0] for cookie in renewed)
    assert not client.get("/family").headers.get_list("set-cookie")


def test_looking_goes_on_when_nothing_can_be_written(library, clock):
    mother = found_family(library)
    client = client_for(library, mother)
    clock.forward(hours=5)
    library.database.connection.execute(
        "CREATE TRIGGER broken_disk BEFORE UPDATE ON device BEGIN INSERT INTO no_such_table VALUES (1); END"
    )
    assert client.get("/family").status_code == 200


def test_a_shared_tablet_that_lay_still_asks_who_it_is(library, clock):
    mother = found_family(library)
    child = share_device(library, mother, "지우")
    client = client_for(library, child)
    assert client.get("/family").status_code == 200
    clock.forward(minutes=31)
    asked = client.get("/family")
    assert (asked.status_code, asked.headers["location"]) == (303, "/who?next=/family")
    assert "누구세요?" in client.get("/who").text
    assert client.post("/who", data={"person": mother.id, "next": "/family"}).headers["location"] == "/family"
    assert viewer_of(library, client).id == mother.id
    assert client.get("/family").status_code == 200


def test_leaving_this_device_forgets_it(library):
    mother = found_family(library)
    client = client_for(library, mother)
    answer = client.post(f"/devices/{mother.device}/revocation")
    assert answer.headers["location"] == "/welcome"
    assert f"{doorway.COOKIE}=" in answer.headers["set-cookie"]
    assert client.get("/family").status_code == 303


def test_pages_with_people_are_kept_by_no_cache(library):
    mother = found_family(library)
    client = client_for(library, mother)
    for path in ("/family", "/me", "/family/invitation", "/api/family", "/join/person"):
        assert "no-store" in client.get(path).headers["cache-control"]


def test_a_member_of_another_family_looks_like_nobody(library):
    mother, aunt = found_family(library), another_family(library)
    client = client_for(library, aunt)
    for path in (f"/family/members/{mother.id}", f"/devices/{mother.device}", "/family/members/999"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "엄마" not in answer.text
    bodies = [client.get(f"/api/family/members/{one}").json() for one in (mother.id, 999)]
    assert bodies[0] == bodies[1]


def test_devices_of_others_are_shown_to_owners_only(library):
    mother = found_family(library)
    child, grandmother = join(library, mother, "지우"), join(library, mother, "할머니")
    page = client_for(library, child).get(f"/family/members/{grandmother.id}").text
    assert "아이폰" not in page
    assert "아이폰" in client_for(library, mother).get(f"/family/members/{grandmother.id}").text
    devices.rename_device(library, grandmother, grandmother.device, "할머니 폰")
    told = client_for(library, child).get(f"/api/family/members/{grandmother.id}").json()
    assert told["devices"] == []
