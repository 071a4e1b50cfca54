"""Many press at the same moment: exactly one holds the turn, always, and exactly one takes it."""

import threading
from collections.abc import Callable

from backupd.core.errors import Refused
from backupd.family import Viewer
from backupd.relays import actions
from backupd.relays.timekeeping import keep_turns
from tests import people
from tests.relays.conftest import House


def at_once(*presses: Callable[[], object]) -> list[object]:
    """All of them begin together; what each came to."""
    gate, came = threading.Barrier(len(presses)), [None] * len(presses)

    def run(number: int, press: Callable[[], object]) -> None:
        gate.wait()
        try:
            came[number] = press()  # type: ignore[call-overload]
        except Refused as refusal:
            came[number] = refusal.status  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def pressing(house: House, who: Viewer, name: str) -> Callable[[], int]:
    content = house.picture(name)
    client = people.client_for(house.library, who)

    def press() -> int:
        sent = client.post(
            f"/add?relay={house.relay}",
            data={"relay": str(house.relay)},
            files=[("files", (name, content, "image/jpeg"))],
        )
        return sent.status_code

    return press


def holders(house: House) -> int:
    sql = "SELECT count(*) FROM relay_turn WHERE relay = ? AND state = 'holding'"
    return house.library.database.value(sql, (house.relay,))


def test_one_person_on_three_devices_takes_one_turn(house: House) -> None:
    devices = [house.mother, *(people.another_device(house.library, house.mother) for _ in range(2))]
    came = at_once(*(pressing(house, who, f"{number}.jpg") for number, who in enumerate(devices)))
    house.library.jobs.drain()
    assert sorted(came) == [303, 409, 409] or sorted(came) == [303, 403, 409], came
    assert house.states == ["done", "holding"] and holders(house) == 1
    assert house.library.database.value("SELECT count(*) FROM story") == 1


def test_adding_passing_and_being_passed_over_at_once_move_it_on_by_one(house: House) -> None:
    turn = house.turn
    came = at_once(
        pressing(house, house.mother, "one.jpg"),
        lambda: actions.pass_on(house.library, people.again(house.library, house.mother), house.relay, turn),
        lambda: actions.skip(house.library, house.mother, house.relay, turn),
        pressing(house, house.father, "two.jpg"),
    )
    house.library.jobs.drain()
    assert holders(house) == 1 and len(house.states) in (2, 3), (came, house.states)
    assert sum(state in ("done", "passed", "skipped") for state in house.states) == len(house.states) - 1


def test_the_clockwork_twice_and_a_late_press_end_a_turn_once(house: House) -> None:
    house.clock.forward(days=1)
    came = at_once(
        lambda: keep_turns(house.library),
        lambda: keep_turns(house.library),
        pressing(house, house.mother, "late.jpg"),
    )
    assert came[:2] == [None, None] and came[2] in (403, 410)
    assert house.states == ["late", "holding"] and house.holder == "아빠"
