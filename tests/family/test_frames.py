"""A TV or tablet becomes a frame of the family: by a code of its own, with a name, of nobody, until somebody ends it."""

import pytest
from sqlite_utils import Database

from backupd import family
from backupd.core.errors import Absent, Forbidden, Refused
from backupd.family import actions, devices, doorway, frame_store, frames, invitations, joining, store
from backupd.family.records import FRAMES, Entrant
from tests.people import (
    again,
    another_family,
    client_for,
    found_family,
    join,
    light_frame,
    share_device,
)

HOME = "192.168.0.7"


@pytest.fixture
def mother(library):
    return found_family(library)


def lookers(library, viewer):
    return library.database.column("SELECT family FROM looker WHERE viewer = ?", (viewer.id,))


def test_a_frame_is_nobody_and_belongs_to_the_family(library, mother):
    frame = light_frame(library, mother)
    assert (frame.role, frame.name, frame.family, frame.id) == (
        "frame", "거실 액자", mother.family, FRAMES - frame.device,
    )  # fmt: skip
    assert not frame.somebody and not frame.contributes and not frame.owner and not frame.guest
    assert [one.name for one in store.members(library, mother.family)] == ["엄마"]
    assert lookers(library, frame) == [mother.family]
    kept = frame_store.frames(library, mother)
    assert [(one.name, one.let_in_by_name) for one in kept] == [("거실 액자", "엄마")]


def test_its_code_works_once_and_only_as_long_as_others(library, mother, clock):
    code = invitations.invite_frame(library, mother).code
    tickets = [joining.knock(library, code, HOME) for _ in range(2)]
    joining.enter(library, tickets[0], Entrant("거실 액자"))
    with pytest.raises(Refused, match="ticket_over"):
        joining.enter(library, tickets[1], Entrant("안방 액자"))
    with pytest.raises(Forbidden, match="code_wrong"):
        joining.knock(library, code, HOME)
    late = invitations.invite_frame(library, mother).code
    clock.forward(seconds=61)
    with pytest.raises(Forbidden, match="code_wrong"):
        joining.knock(library, late, HOME)


def test_a_code_for_a_frame_and_one_for_people_live_side_by_side(library, mother):
    for_people, for_a_frame = (
        invitations.invite(library, mother).code,
        invitations.invite_frame(library, mother),
    )
    assert for_a_frame.frame and store.invitation(library, mother).code == for_a_frame.code
    assert not joining.doorstep(library, joining.knock(library, for_people, HOME), None).frame
    assert joining.doorstep(library, joining.knock(library, for_a_frame.code, HOME), None).frame
    newer = invitations.invite_frame(library, mother).code
    with pytest.raises(Forbidden, match="code_wrong"):
        joining.knock(library, for_a_frame.code, HOME)
    assert joining.knock(library, newer, HOME)


def test_readers_make_no_frame_and_a_frame_makes_no_code(library, mother):
    reader, frame = join(library, mother, "아이", role="reader"), light_frame(library, mother)
    for who in (reader, frame):
        with pytest.raises(Forbidden):
            invitations.invite_frame(library, who)


def test_it_must_be_called_something(library, mother):
    ticket = joining.knock(library, invitations.invite_frame(library, mother).code, HOME)
    with pytest.raises(Refused, match="name_needed"):
        joining.enter(library, ticket, Entrant("  "))
    assert joining.enter(library, ticket, Entrant("현관 태블릿")).person is None


def test_what_becomes_a_frame_is_no_longer_the_device_of_anybody(library, mother):
    child = share_device(library, mother, "지우")
    tablet = again(library, mother)
    assert tablet.company == 2
    told = joining.doorstep(
        library, joining.knock(library, invitations.invite_frame(library, child).code, HOME), child
    )
    assert (told.holder, told.myself) == ("지우", None)
    frame = light_frame(library, child, asking=child)
    assert frame.device != child.device and again(library, child) is None
    assert not store.devices_of(library, mother.id) and not store.devices_of(library, child.id)


def test_a_frame_can_become_the_device_of_a_person_and_is_a_frame_no_more(library, mother):
    frame = light_frame(library, mother)
    ticket = joining.knock(library, invitations.invite(library, mother).code, HOME)
    assert joining.doorstep(library, ticket, frame).myself is None
    let_in = joining.enter(library, ticket, Entrant("지우", "ko", "태블릿", frame, myself=True))
    came = doorway.viewer(library, let_in.token)
    assert (came.name, came.role) == ("지우", "member") and came.device != frame.device
    assert not frame_store.frames(library, mother) and not lookers(library, frame)


def test_an_owner_or_whoever_let_it_in_names_and_ends_it_and_nobody_else(library, mother):
    father, child = join(library, mother, "아빠"), join(library, mother, "지우")
    frame = light_frame(library, father)
    for verb in (lambda who: frames.rename_frame(library, who, frame.device, "내 것"),
                 lambda who: frames.end_frame(library, who, frame.device)):  # fmt: skip
        with pytest.raises(Forbidden, match="owners_only"):
            verb(child)
        with pytest.raises(Absent):
            verb(another_family(library))
    frames.rename_frame(library, father, frame.device, "안방 액자")
    assert frame_store.frame(library, child, frame.device).name == "안방 액자"
    frames.end_frame(library, mother, frame.device)
    assert again(library, frame) is None and not lookers(library, frame)
    with pytest.raises(Absent):
        frame_store.frame(library, mother, frame.device)


def test_the_verbs_of_peoples_devices_do_not_reach_frames(library, mother):
    frame = light_frame(library, mother)
    for person in (None, mother.id):
        with pytest.raises(Absent):
            devices.revoke(library, mother, frame.device, person)
    with pytest.raises(Absent):
        devices.rename_device(library, mother, frame.device, "내 것")
    with pytest.raises(Absent):
        frames.end_frame(library, mother, mother.device)


def test_when_whoever_let_it_in_leaves_it_stays_and_an_owner_can_still_end_it(library, mother):
    father = join(library, mother, "아빠")
    frame = light_frame(library, father)
    actions.leave(library, father)
    assert again(library, frame).family == mother.family
    frames.end_frame(library, mother, frame.device)
    assert again(library, frame) is None


def test_whom_an_owner_removes_takes_their_frames_along(library, mother):
    father = join(library, mother, "아빠")
    theirs, ours = light_frame(library, father), light_frame(library, mother, "안방 액자")
    living = joining.knock(library, invitations.invite_frame(library, father).code, HOME)
    with client_for(library, mother) as browser:
        assert "거실 액자" in browser.get(f"/family/members/{father.id}/removal").text
    with client_for(library, father) as browser:
        assert "거실 액자" in browser.get("/family/leaving").text
    actions.remove(library, mother, father.id)
    assert again(library, theirs) is None and again(library, ours)
    with pytest.raises(Refused, match="ticket_over"):
        joining.enter(library, living, Entrant("창고 액자"))


def test_a_visit_is_written_down_and_its_cookie_lives_400_days_from_it(library, mother, clock):
    frame = light_frame(library, mother)
    with client_for(library, frame) as tv:
        assert "set-cookie" not in tv.get("/frame").headers
        clock.forward(minutes=11)
        told = tv.get("/frame").headers["set-cookie"]
    assert f"Max-Age={400 * 86400}" in told and "HttpOnly" in told
    assert frame_store.frame(library, mother, frame.device).last_visit > frame.last_visit


def test_the_ledger_says_who_let_it_in_and_who_ended_it(library, mother):
    frame = light_frame(library, mother)
    frames.end_frame(library, mother, frame.device)
    sql = "SELECT kind, person FROM happening WHERE device = ? ORDER BY id"
    told = [tuple(row) for row in library.database.connection.execute(sql, (frame.device,))]
    assert told == [("frame_joined", mother.id), ("frame_ended", mother.id)]


def test_the_family_sees_its_frames_and_ends_one_from_its_page(library, mother):
    frame, reader = light_frame(library, mother), join(library, mother, "아이", role="reader")
    address = f"/family/frames/{frame.device}"
    with client_for(library, mother) as browser:
        assert f'href="{address}"' in browser.get("/family").text
        page = browser.get(address).text
        assert "거실 액자" in page and "이 액자 내보내기" in page and "들인 사람이 가족에서 나가도" in page
        assert browser.post(f"{address}/name", data={"name": " "}).status_code == 422
        assert browser.post(f"{address}/name", data={"name": "안방 액자"}).headers["location"] == "/family"
        assert browser.get("/api/family").json()["frames"][0]["name"] == "안방 액자"
    with client_for(library, reader) as browser:
        assert "이 액자 내보내기" not in browser.get(address).text
        assert browser.post(f"{address}/revocation").status_code == 403
        assert browser.post(f"{address}/name", data={"name": "내 것"}).status_code == 403
    with client_for(library, mother) as browser:
        assert browser.post(f"{address}/revocation").headers["location"] == "/family"
        assert browser.get(address).status_code == 404
    assert again(library, frame) is None


def test_the_page_of_the_code_says_where_to_type_it_and_that_the_frame_came(library, mother):
    with client_for(library, mother) as browser:
        assert browser.post("/family/invitation", data={"frame": "yes"}).status_code == 303
        page = browser.get("/family/invitation").text
        assert "TV나 태블릿을 액자로" in page and "http://" in page
        code = store.invitation(library, mother).code
        joining.enter(library, joining.knock(library, code, HOME), Entrant("거실 액자"))
        assert "거실 액자가 방금 들어왔어요" in browser.get("/family/invitation/arrivals").text
        made = browser.post("/api/family/invitation", json={"frame": True}).json()
        assert made["frame"] is True


def test_a_box_of_an_earlier_version_keeps_its_devices():
    """Whose a device is stands in a column that could not be empty before."""
    box = Database(memory=True)
    box.execute("PRAGMA foreign_keys = ON")
    for step in family.schema._migrations:
        if step.name == "frames":
            box.execute("INSERT INTO person (id, name, colour, created) VALUES (3, '엄마', 1, '')")
            box.execute(
                "INSERT INTO family (id, name, time_zone, created) VALUES (7, '김씨네', 'Asia/Seoul', '')"
            )
            box.execute(
                """INSERT INTO device (id, token_hash, name, person, family, created, last_visit)
                   VALUES (5, x'01', '엄마 폰', 3, 7, '', '')"""
            )
            box.execute("INSERT INTO device_person VALUES (5, 3)")
        step.fn(box)
    assert list(box.query("SELECT id, name, person, family, let_in_by FROM device")) == [
        {"id": 5, "name": "엄마 폰", "person": 3, "family": 7, "let_in_by": None}
    ]
    assert not list(box.query("PRAGMA foreign_key_check"))
    box.execute(
        "INSERT INTO device (id, token_hash, name, family, created, last_visit) VALUES (6, x'02', 'TV', 7, '', '')"
    )
    assert list(box.query("SELECT viewer, family FROM looker")) == [{"viewer": FRAMES - 6, "family": 7}]
