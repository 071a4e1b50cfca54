"""Leaving, being removed, roles, other families, visits."""

import pytest

from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from backupd.family import actions, devices, doorway, invitations, joining, register, store
from backupd.family.records import Entrant
from tests.people import again, another_device, another_family, dump, found_family, join, share_device


def test_who_is_removed_is_out_at_once_with_every_device_and_code(library):
    mother = found_family(library)
    child = join(library, mother, "지우")
    tablet = another_device(library, child)
    code = invitations.invite(library, child).code
    ticket = joining.knock(library, code, "10.0.0.1")
    actions.remove(library, mother, child.id)
    assert again(library, child) is None
    assert again(library, tablet) is None
    with pytest.raises(Refused, match="ticket_over"):
        joining.enter(library, ticket, Entrant("친구"))
    with pytest.raises(Forbidden):
        joining.knock(library, code, "10.0.0.1")


def test_who_is_removed_from_one_family_falls_to_another_of_theirs(library):
    mother, aunt = found_family(library), another_family(library)
    code = invitations.invite(library, mother).code
    joining.enter(library, joining.knock(library, code, "::1"), Entrant(asking=aunt, myself=True))
    actions.remove(library, mother, aunt.id)
    assert again(library, aunt).family == aunt.family


def test_who_is_removed_leaves_the_tablet_to_the_others_on_it(library):
    mother = found_family(library)
    child = join(library, mother, "지우")
    friend = share_device(library, child, "친구")
    actions.remove(library, mother, friend.id)
    assert again(library, child).id == child.id
    assert again(library, child).company == 1


def test_only_owners_remove_and_change_roles(library):
    mother = found_family(library)
    child, grandmother = join(library, mother, "지우"), join(library, mother, "할머니", "reader")
    for viewer in (child, grandmother):
        with pytest.raises(Forbidden):
            actions.remove(library, viewer, mother.id)
        with pytest.raises(Forbidden):
            actions.change_role(library, viewer, viewer.id, "owner")
    actions.change_role(library, mother, grandmother.id, "member")
    assert again(library, grandmother).contributes


def test_an_owner_touches_nobody_of_another_family(library):
    mother, aunt = found_family(library), another_family(library)
    for attempt in (
        lambda: actions.remove(library, mother, aunt.id),
        lambda: actions.change_role(library, mother, aunt.id, "reader"),
        lambda: devices.revoke(library, mother, aunt.device, aunt.id),
        lambda: devices.revoke(library, mother, aunt.device),
        lambda: devices.rename_device(library, mother, aunt.device, "x"),
    ):
        with pytest.raises(Absent):
            attempt()


def test_who_becomes_a_reader_invites_nobody_with_an_earlier_code(library):
    mother = found_family(library)
    child = join(library, mother, "지우")
    code = invitations.invite(library, child).code
    actions.change_role(library, mother, child.id, "reader")
    with pytest.raises(Forbidden):
        joining.knock(library, code, "10.0.0.1")


def test_the_last_owner_names_another_before_leaving(library):
    mother = found_family(library)
    child = join(library, mother, "지우")
    with pytest.raises(Conflict, match="name_another_owner"):
        actions.leave(library, mother)
    with pytest.raises(Conflict, match="last_owner"):
        actions.change_role(library, mother, mother.id, "member")
    actions.leave(library, mother, child.id)
    assert again(library, mother) is None
    assert again(library, child).owner


def test_who_left_comes_back_under_a_new_code_as_themselves(library):
    mother, aunt = found_family(library), another_family(library)
    for _ in range(2):
        code = invitations.invite(library, mother).code
        joining.enter(library, joining.knock(library, code, "::1"), Entrant(asking=aunt, myself=True))
        both = again(library, aunt)
        assert both.family == mother.family
        actions.leave(library, both)
    assert store.role(library, mother.family, aunt.id) is None


def test_an_owner_founds_another_family_and_is_in_both(library):
    mother = found_family(library)
    actions.found_another(library, mother, "외가")
    assert again(library, mother).family_name == "외가"
    assert [one.name for one in store.circles(library, mother.id)] == ["김씨네", "외가"]
    with pytest.raises(Forbidden):
        actions.found_another(library, join(library, mother, "지우"), "비밀")


def test_an_owner_revokes_a_members_device_but_a_member_only_their_own(library):
    mother = found_family(library)
    child, grandmother = join(library, mother, "지우"), join(library, mother, "할머니")
    with pytest.raises(Forbidden):
        devices.revoke(library, child, grandmother.device, grandmother.id)
    assert not devices.revoke(library, mother, grandmother.device, grandmother.id)
    assert again(library, grandmother) is None
    assert devices.revoke(library, child, child.device)


def test_visits_are_noted_for_each_family_apart(library, clock):
    mother = found_family(library)
    clock.forward(days=1)
    doorway.note_visit(library, again(library, mother))
    clock.forward(minutes=20)
    doorway.note_visit(library, again(library, mother))
    assert again(library, mother).last_visit.startswith("2026-11-23T03:00")
    clock.forward(days=1)
    doorway.note_visit(library, again(library, mother))
    assert again(library, mother).last_visit.startswith("2026-11-24T03:20")
    assert store.member(library, mother.family, mother.id).last_visit.startswith("2026-11-25")


def test_an_import_finds_or_makes_the_family_and_the_person(library):
    family, person = actions.person_named(library, "김씨네", "아빠")
    assert actions.person_named(library, " 김씨네", "아빠 ") == (family, person)
    _, other = actions.person_named(library, "김씨네", "지우")
    roles = {one.id: one.role for one in store.members(library, family)}
    assert roles == {person: "owner", other: "member"}


def test_the_doorway_is_one_query_without_a_scan(library):
    plan = library.database.connection.execute(f"EXPLAIN QUERY PLAN {doorway._WHO}", (b"",)).fetchall()
    assert not [row["detail"] for row in plan if row["detail"].startswith("SCAN")], [
        dict(row) for row in plan
    ]


def test_a_face_is_shown_only_to_those_who_share_a_family(library):
    mother, aunt = found_family(library), another_family(library)
    child = join(library, mother, "지우")
    actions.new_face(library, mother, 7)
    assert store.faced_by(library, child.id, mother.id) == 7
    assert store.faced_by(library, aunt.id, mother.id) is None
    actions.remove(library, mother, child.id)
    assert store.faced_by(library, child.id, mother.id) is None


def test_nothing_is_kept_of_a_ticket_but_its_hash(library):
    mother = found_family(library)
    ticket = joining.knock(library, invitations.invite(library, mother).code, "::1")
    assert ticket not in "\n".join(dump(library))
    assert register.COLOURS == 8
