"""At the door, in a browser: setting up, coming in by code and by QR, and what a cookie is worth."""

import pytest
from litestar import Request

from backupd.family import doorway, invitations, setup, store, visitor
from tests.people import another_device, client_for, found_family, join


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
