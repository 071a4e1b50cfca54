"""Family codes: who may make which, how long they live, how often one may guess."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backupd import schedule
from backupd.core.errors import Forbidden, Refused, TooMany
from backupd.core.library import Library
from backupd.family import codes, invitations, joining, setup, store
from backupd.family.records import Entrant, SetupKey
from tests.people import another_device, another_family, found_family, join

HOME = "192.168.0.7"


def type_in(library, code, name="지우", address=HOME, **more):
    ticket = joining.knock(library, code, address)
    return joining.enter(library, ticket, Entrant(name, "ko", "폰", **more))


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def guess(library, code, times, address=HOME):
    for _ in range(times):
        with pytest.raises(Forbidden, match="code_wrong"):
            joining.knock(library, code, address)


def test_everyone_who_types_the_code_within_the_minute_comes_in(library, clock):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    type_in(library, code, "지우")
    clock.forward(seconds=59)
    type_in(library, code, "하준")
    assert [one.name for one in store.members(library, mother.family)] == ["엄마", "지우", "하준"]


def test_after_a_minute_the_code_is_dead(library, clock):
    code = invitations.invite(library, found_family(library)).code
    clock.forward(seconds=60)
    guess(library, code, 1)


def test_a_leaping_wall_clock_neither_kills_nor_keeps_a_code(library, clock):
    code = invitations.invite(library, found_family(library)).code
    clock._now = clock._now.replace(year=1970)
    type_in(library, code)
    clock._since_boot += 61
    guess(library, code, 1)


def test_a_code_from_before_the_box_was_switched_off_is_dead(library, clock):
    code = invitations.invite(library, found_family(library)).code
    clock.boot_id = "boot-two"
    guess(library, code, 1)


def test_somebody_slow_may_write_their_name_after_the_minute_but_not_all_day(library, clock):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    slow, slower = joining.knock(library, code, HOME), joining.knock(library, code, HOME)
    clock.forward(minutes=9)
    joining.enter(library, slow, Entrant("할머니", "ko", "태블릿"))
    clock.forward(minutes=2)
    with pytest.raises(Refused, match="ticket_over"):
        joining.enter(library, slower, Entrant("할아버지", "ko", "태블릿"))


def test_a_ticket_lets_one_person_in_once(library):
    code = invitations.invite(library, found_family(library)).code
    ticket = joining.knock(library, code, HOME)
    joining.enter(library, ticket, Entrant("지우"))
    with pytest.raises(Refused, match="ticket_over"):
        joining.enter(library, ticket, Entrant("하준"))


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{a}-{b}", "{a} {b}"])
def test_a_code_may_be_typed_or_pasted_as_people_do(library, typed):
    code = invitations.invite(library, found_family(library)).code
    assert joining.knock(library, typed.format(code, a=code[:3], b=code[3:]), HOME)


def test_wide_digits_of_a_korean_keyboard_are_digits():
    assert codes.read("１２３４５６") == "123456"


def test_what_is_no_code_is_said_so_and_not_counted_as_a_guess(library):
    mother = found_family(library)
    for typed in ("", "12345", "1234567", "할머니") * 3:
        with pytest.raises(Refused, match="six_digits"):
            joining.knock(library, typed, HOME)
    type_in(library, invitations.invite(library, mother).code)


def test_three_wrong_codes_from_one_address_close_the_door_there_for_a_minute(library, clock):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    guess(library, wrong(code), 3)
    with pytest.raises(TooMany) as told:
        joining.knock(library, code, HOME)
    assert told.value.values["count"] == 60
    type_in(library, code, address="192.168.0.8")
    clock.forward(seconds=61)
    type_in(library, invitations.invite(library, mother).code, "하준")


def test_ten_wrong_codes_from_anywhere_close_the_whole_box_for_a_minute(library, clock):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    for address in range(10):
        guess(library, wrong(code), 1, f"10.0.0.{address}")
    with pytest.raises(TooMany):
        joining.knock(library, code, "10.0.0.99")
    clock.forward(seconds=61)
    type_in(library, invitations.invite(library, mother).code, address="10.0.0.99")


def test_guesses_that_are_a_minute_old_are_forgiven(library, clock):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    for _ in range(5):
        guess(library, wrong(code), 2)
        clock.forward(seconds=61)
    type_in(library, invitations.invite(library, mother).code)


def test_every_family_sees_that_the_door_was_closed(library):
    mother, aunt = found_family(library), another_family(library)
    code = invitations.invite(library, mother).code
    guess(library, wrong(code), 3)
    for viewer in (mother, aunt):
        assert store.closed_lately(library, viewer, "2026-11-22")


def test_starting_again_does_not_forgive_guesses(library, clock, tmp_path):
    mother = found_family(library)
    code = invitations.invite(library, mother).code
    guess(library, wrong(code), 3)
    library.database.close()
    reopened = Library(library.settings, clock).open(schedule.TABLE)
    with pytest.raises(TooMany):
        joining.knock(reopened, code, HOME)
    reopened.close()


def test_live_codes_of_different_families_differ():
    taken = {f"{code:06}" for code in range(10**6) if code != 271828}
    assert codes.draw(taken) == "271828"


def test_a_new_code_of_the_same_maker_ends_the_one_before(library):
    mother = found_family(library)
    first = invitations.invite(library, mother).code
    invitations.invite(library, mother)
    guess(library, first, 1)


def test_two_people_may_invite_at_the_same_time(library):
    mother = found_family(library)
    father = join(library, mother, "아빠")
    hers, his = invitations.invite(library, mother).code, invitations.invite(library, father).code
    type_in(library, hers, "지우")
    type_in(library, his, "하준")


def test_somebody_who_only_looks_invites_nobody_but_may_use_a_second_device(library):
    mother = found_family(library)
    grandmother = join(library, mother, "할머니", "reader")
    with pytest.raises(Forbidden):
        invitations.invite(library, grandmother)
    assert another_device(library, grandmother).id == grandmother.id


def test_new_people_become_what_their_host_chose(library):
    mother = found_family(library)
    assert join(library, mother, "할머니", "reader").role == "reader"
    assert join(library, mother, "지우").role == "member"


def at_once(times, attempt):
    """`attempt` from as many threads at the same instant; what each returned or raised."""
    ready = threading.Barrier(times)

    def run(number):
        ready.wait()
        try:
            return attempt(number)
        except Refused as refusal:
            return refusal.key

    with ThreadPoolExecutor(times) as crowd:
        return list(crowd.map(run, range(times)))


def test_thirty_guesses_at_the_same_instant_are_still_counted(library):
    code = invitations.invite(library, found_family(library)).code
    said = at_once(30, lambda number: joining.knock(library, wrong(code), f"10.0.1.{number}"))
    assert said.count("family.code_wrong") == 10
    assert said.count("family.joining_closed") == 20


def test_two_who_hold_the_same_device_code_cannot_both_come_in(library):
    mother = found_family(library)
    code = invitations.invite_device(library, mother, mother.id).code
    tickets = [joining.knock(library, code, HOME) for _ in range(4)]
    said = at_once(4, lambda number: joining.enter(library, tickets[number], Entrant()))
    assert said.count("family.ticket_over") == 3
    assert len(store.devices_of(library, mother.id)) == 2


def test_two_who_set_the_box_up_at_the_same_instant_found_one_family(library):
    key = SetupKey(at_the_box=True)
    said = at_once(4, lambda number: setup.found(library, key, f"가족 {number}", Entrant("엄마")))
    assert said.count("family.already_set_up") == 3
    assert len(store.families(library)) == 1
