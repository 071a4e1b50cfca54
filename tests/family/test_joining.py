"""Coming in, sharing a device, being in two families, leaving and being removed."""

import pytest

from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from backupd.family import devices, doorway, invitations, joining, names, setup, store
from backupd.family.records import Entrant, SetupKey
from tests.people import again, another_family, dump, found_family, join, key_of, share_device


def test_the_printed_token_founds_the_first_family_once(library):
    token = setup.setup_token(library)
    let_in = setup.found(library, SetupKey(token), "김씨네", Entrant("엄마", "ko", "폰"))
    assert [(one.name, one.role) for one in store.members(library, let_in.family)] == [("엄마", "owner")]
    with pytest.raises(Conflict):
        setup.found(library, SetupKey(token), "박씨네", Entrant("도둑"))
    assert setup.setup_token(library) is None
    assert library.database.value("SELECT count(*) FROM setup_token") == 0


def test_the_token_has_128_bits_and_only_its_hash_is_kept(library):
    token = setup.setup_token(library)
    letters = token.replace("-", "")
    assert len(letters) * 5 >= 128
    kept = library.database.value("SELECT token_hash FROM setup_token")
    assert letters.encode() not in kept
    assert len(kept) == 32


def test_a_second_start_prints_a_new_token_and_the_old_one_is_dead(library):
    old, new = setup.setup_token(library), setup.setup_token(library)
    assert not setup.entitled(library, SetupKey(old))
    assert setup.entitled(library, SetupKey(new.lower().replace("-", " ")))


@pytest.mark.parametrize("token", [None, "", "AAAA", "-"])
def test_without_the_token_nobody_sets_the_box_up_from_elsewhere(library, token):
    setup.setup_token(library)
    with pytest.raises(Forbidden):
        setup.found(library, SetupKey(token), "김씨네", Entrant("엄마"))
    assert store.empty(library)


def test_a_set_up_that_is_refused_leaves_the_token_alive(library):
    token = setup.setup_token(library)
    with pytest.raises(Refused, match="name_needed"):
        setup.found(library, SetupKey(token), "김씨네", Entrant("   "))
    setup.found(library, SetupKey(token), "김씨네", Entrant("엄마"))


def test_the_device_token_is_kept_only_as_its_hash(library):
    let_in = setup.found(library, SetupKey(at_the_box=True), "김씨네", Entrant("엄마", "ko", "폰"))
    dumped = "\n".join(dump(library))
    assert let_in.token not in dumped
    assert let_in.token.encode().hex() not in dumped


def test_each_newcomer_gets_a_colour_of_their_own(library):
    mother = found_family(library)
    for number in range(7):
        join(library, mother, f"손님 {number}")
    colours = [one.colour for one in store.members(library, mother.family)]
    assert sorted(colours) == list(range(1, 9))


def test_the_same_name_twice_in_a_family_is_refused_because_it_is_mostly_the_same_person(library):
    mother = found_family(library)
    join(library, mother, "Kim Jisu")
    with pytest.raises(Conflict, match="name_taken"):
        join(library, mother, "kim  jisu")


def test_names_are_tidied_and_cannot_hide_anything():
    assert names.tidy("  할\u200b머니\n ") == "할머니"
    assert names.tidy("\u1112\u1161\u11ab") == "한"
    assert names.tidy("\u202eevil\u202c") == "evil"
    assert names.tidy("👩\u200d👧 엄마") == "👩\u200d👧 엄마"
    with pytest.raises(Refused, match="too_long"):
        names.tidy("가" * 41)


def test_a_shared_tablet_holds_several_people_and_asks_which(library):
    mother = found_family(library)
    child = share_device(library, mother, "지우")
    assert child.device == mother.device
    assert child.company == 2
    devices.choose(library, child, mother.id)
    assert again(library, mother).id == mother.id
    with pytest.raises(Absent):
        devices.choose(library, mother, join(library, mother, "아빠").id)


def test_joining_changes_the_token_so_that_a_planted_cookie_is_worth_nothing(library):
    mother = found_family(library)
    planted = key_of(library, mother)
    share_device(library, mother, "지우")
    assert doorway.viewer(library, planted) is None


def test_whoever_shares_a_tablet_stays_when_another_leaves_it(library):
    mother = found_family(library)
    child = share_device(library, mother, "지우")
    assert devices.revoke(library, child, child.device)
    assert again(library, mother).id == mother.id


def test_one_person_in_two_families_switches_between_them(library):
    mother, aunt = found_family(library), another_family(library)
    code = invitations.invite(library, mother).code
    joining.enter(library, joining.knock(library, code, "::1"), Entrant(asking=aunt, myself=True))
    both = again(library, aunt)
    assert (both.id, both.family, both.families) == (aunt.id, mother.family, 2)
    devices.switch(library, both, aunt.family)
    assert again(library, aunt).family == aunt.family


def test_nobody_switches_to_a_family_they_are_not_in(library):
    mother, aunt = found_family(library), another_family(library)
    with pytest.raises(Absent):
        devices.switch(library, mother, aunt.family)


def test_joining_a_family_again_changes_no_role(library):
    mother = found_family(library)
    code = invitations.invite(library, mother, "reader").code
    joining.enter(library, joining.knock(library, code, "::1"), Entrant(asking=mother, myself=True))
    assert again(library, mother).role == "owner"
