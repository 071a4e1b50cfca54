"""What a cookie is worth, what a shared tablet asks, what others may see of a device."""

import re

from backupd.family import devices, doorway, invitations
from tests.people import another_family, client_for, found_family, join, key_of, share_device


def come_in(client, code, **said):
    client.post("/join", data={"code": code})
    return client.post("/join/person", data=said)


def viewer_of(library, client):
    return doorway.viewer(library, client.cookies.get(doorway.COOKIE))


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


def test_whoever_invites_sees_who_came_in(library):
    mother = found_family(library)
    client = client_for(library, mother)
    client.post("/family/invitation", data={"role": "member"})
    join(library, mother, "지우")
    assert "지우가 방금 들어왔어요" in client.get("/family/invitation").text
    client.post("/family/invitation", data={"role": "member"})
    assert client.get("/family/invitation/arrivals").status_code == 200
    assert [one["name"] for one in client.get("/api/family/invitation/arrivals").json()] == ["지우"]


def test_the_page_stops_asking_when_the_code_is_over(library, clock):
    mother = found_family(library)
    client = client_for(library, mother)
    client.post("/family/invitation", data={"role": "member"})
    clock.forward(seconds=61)
    assert client.get("/family/invitation/arrivals").status_code == 286


def test_the_invitation_shows_six_digits_a_ring_and_a_qr_that_phones_reach(library):
    mother = found_family(library)
    client = client_for(library, mother)
    made = client.post("/api/family/invitation", json={"role": "reader"}).json()
    page = client.get("/family/invitation").text
    assert " ".join(made["code"]) in page
    assert f'data-seconds="{made["seconds_left"]}"' in page
    assert "data:image/svg+xml" in page
    assert "보기만 할 수 있어요" in page


def test_somebody_in_two_families_sees_which_one_and_switches(library):
    mother = found_family(library)
    client = client_for(library, mother)
    assert 'href="/families"' not in client.get("/family/name").text
    client.post("/families", data={"name": "외가"})
    page = client.get("/family/name").text
    assert 'href="/families"' in page
    assert "외가" in page
    client.post("/family/switch", data={"family": mother.family})
    assert viewer_of(library, client).family == mother.family


def test_every_page_of_family_is_there_in_both_languages(library):
    mother = found_family(library)
    child = join(library, mother, "지우", language="en")
    paths = [
        "/family",
        "/family/invitation",
        "/family/leaving",
        "/family/name",
        "/families",
        "/who",
        "/me",
        f"/family/members/{mother.id}",
        f"/family/members/{child.id}",
        f"/family/members/{child.id}/removal",
    ]
    for viewer, language in ((mother, "ko"), (child, "en")):
        client = client_for(library, viewer)
        for path in [*paths, f"/devices/{viewer.device}"]:
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert f'<html lang="{language}"' in answer.text
            assert answer.text.count("<h1") == 1, path


def test_somebody_is_added_to_a_tablet_and_the_page_says_that_it_is_shared(library):
    mother = found_family(library)
    client = client_for(library, mother)
    assert 'href="/who"' in client.get("/family").text
    assert 'href="/join"' in client.get("/who").text
    client.post("/join", data={"code": invitations.invite(library, mother).code})
    assert "엄마가 이미 있어요" in client.get("/join/person").text
    client.post("/join/person", data={"name": "지우"})
    both = viewer_of(library, client)
    assert (both.name, both.device, both.company) == ("지우", mother.device, 2)
