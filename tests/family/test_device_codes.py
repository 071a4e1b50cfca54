"""A code for one more device of somebody: who may make it, that it works once, and who is told."""

import pytest

from backupd.core.errors import Absent, Forbidden, Refused
from backupd.family import devices, invitations, joining
from backupd.family.records import Entrant
from tests.people import again, another_device, another_family, found_family, join

HOME = "192.168.0.7"


def type_in(library, code, name="지우", **more):
    ticket = joining.knock(library, code, HOME)
    return joining.enter(library, ticket, Entrant(name, "ko", "폰", **more))


def test_a_device_code_works_once(library):
    mother = found_family(library)
    code = invitations.invite_device(library, mother, mother.id).code
    tickets = [joining.knock(library, code, HOME) for _ in range(2)]
    joining.enter(library, tickets[0], Entrant())
    with pytest.raises(Refused, match="ticket_over"):
        joining.enter(library, tickets[1], Entrant())
    with pytest.raises(Forbidden, match="code_wrong"):
        joining.knock(library, code, HOME)


def test_a_member_makes_no_device_code_for_somebody_else_but_an_owner_does(library):
    mother = found_family(library)
    child, grandmother = join(library, mother, "지우"), join(library, mother, "할머니")
    with pytest.raises(Forbidden):
        invitations.invite_device(library, child, grandmother.id)
    with pytest.raises(Forbidden):
        invitations.invite_device(library, child, mother.id)
    assert invitations.invite_device(library, mother, grandmother.id).person_name == "할머니"


def test_an_owner_makes_no_device_code_for_somebody_who_is_in_a_family_they_do_not_own(library):
    mother, aunt = found_family(library), another_family(library)
    code = invitations.invite(library, mother).code
    type_in(library, code, asking=aunt, myself=True)
    with pytest.raises(Forbidden, match="other_family"):
        invitations.invite_device(library, mother, aunt.id)


def test_no_device_code_is_made_for_somebody_of_another_family(library):
    mother, aunt = found_family(library), another_family(library)
    with pytest.raises(Absent):
        invitations.invite_device(library, mother, aunt.id)


def test_every_device_of_the_person_is_told_until_it_was_seen_there(library):
    mother = found_family(library)
    tablet = another_device(library, mother)
    phone = again(library, mother)
    assert (phone.arrived, phone.arrived_name) == (tablet.device, "아이폰 · Safari")
    assert again(library, tablet).arrived is None
    devices.note_arrival_seen(library, phone, tablet.device)
    assert again(library, mother).arrived is None


def test_an_unwelcome_device_is_thrown_out_from_the_notice(library):
    mother = found_family(library)
    stranger = another_device(library, mother)
    phone = again(library, mother)
    devices.revoke(library, phone, phone.arrived)
    assert again(library, stranger) is None
    assert again(library, mother).arrived is None


def test_the_box_itself_makes_a_code_for_somebody_who_lost_every_device(library):
    mother = found_family(library)
    invitation = invitations.invite_at_the_box(library, person="엄마")
    let_in = type_in(library, invitation.code, "")
    assert let_in.person == mother.id


@pytest.mark.parametrize(
    ("family", "person", "reason"),
    [("박씨네", None, "no_such_family"), ("김씨네", "삼촌", "nobody_named"), (None, None, "which_family")],
)
def test_the_box_says_whom_it_does_not_know(library, family, person, reason):
    found_family(library)
    another_family(library)
    with pytest.raises(Refused, match=reason):
        invitations.invite_at_the_box(library, family, person)
