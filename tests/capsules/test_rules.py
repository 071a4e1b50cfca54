"""Who may change what: the moment, one's own part, the whole; and what becomes of it when people leave."""

from datetime import UTC, datetime

import pytest

from backupd.capsules import actions, filling, looking, opening, store, tidying
from backupd.capsules.moments import said
from backupd.capsules.records import NewCapsule, NewMoment
from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from backupd.family import Viewer
from backupd.family import actions as families
from tests import people
from tests.capsules.conftest import House
from tests.conftest import SetClock

LATER = NewMoment("2028-01-01", "10:00")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def leave(house: House, who: Viewer) -> None:
    with house.library.database.writing() as connection:
        connection.execute("UPDATE membership SET until = '2027-01-01' WHERE person = ?", (who.id,))


def come_back(house: House, who: Viewer) -> None:
    with house.library.database.writing() as connection:
        connection.execute(
            "UPDATE membership SET until = NULL, since = '2027-02-01T00:00:00.000Z' WHERE person = ?",
            (who.id,),
        )


def opens(house: House) -> str:
    return house.library.database.value("SELECT opens FROM capsule WHERE id = ?", (house.capsule,))


def test_the_moment_is_kept_as_instant_zone_and_words(house: House) -> None:
    row = house.library.database.connection.execute("SELECT opens, zone, wall FROM capsule").fetchone()
    assert tuple(row) == ("2027-05-05T00:00:00.000Z", "Asia/Seoul", "2027-05-05T09:00")


def test_only_its_maker_moves_it_only_while_alone_and_the_history_tells(house: House) -> None:
    with pytest.raises(Forbidden):
        actions.move(house.library, house.father, house.capsule, LATER)
    actions.move(house.library, house.mother, house.capsule, LATER)
    house.put_in(house.mother, "나만.jpg")
    actions.move(house.library, house.mother, house.capsule, NewMoment("2028-02-02", "10:00"))
    house.put_in(house.father, "나도.jpg")
    with pytest.raises(Conflict):
        actions.move(house.library, house.mother, house.capsule, LATER)
    changes = looking.seen(house.library, house.daughter, house.capsule).changes
    assert [one.kind for one in changes] == ["made", "moment", "moment"]
    assert changes[1].before[:16] == "2027-05-05T09:00" and changes[1].after[:16] == "2028-01-01T10:00"


def test_once_its_maker_has_left_nobody_changes_or_deletes_it_and_it_opens(
    house: House, clock: SetClock
) -> None:
    library, number = house.library, house.capsule
    with library.database.writing() as connection:
        connection.execute("UPDATE membership SET role = 'owner' WHERE person = ?", (house.father.id,))
    father = people.again(library, house.father)
    leave(house, house.mother)
    with pytest.raises(Forbidden):
        actions.move(library, father, number, LATER)
    with pytest.raises(Forbidden):
        actions.put_away(library, father, number)
    come_back(house, house.mother)
    with pytest.raises(Forbidden):
        actions.move(library, people.again(library, house.mother) or house.mother, number, LATER)
    clock.forward(days=200)
    opening.open_due(library)
    library.jobs.drain()
    assert store.capsule(library, father, number).state == "open"


def test_what_somebody_put_in_stays_when_they_leave_and_cannot_be_taken_out(
    house: House, clock: SetClock
) -> None:
    thing = house.put_in(house.father, "남긴것.jpg")
    leave(house, house.father)
    with pytest.raises(Absent):
        filling.withdraw(house.library, house.father, house.capsule, thing)
    come_back(house, house.father)
    with pytest.raises(Conflict):
        filling.withdraw(house.library, house.father, house.capsule, thing)
    clock.forward(days=200)
    opening.open_due(house.library)
    house.library.jobs.drain()
    assert house.library.database.value("SELECT contributor FROM story") == house.father.id


def test_ones_own_is_taken_out_put_back_and_gone_after_thirty_nights(house: House, clock: SetClock) -> None:
    library, number = house.library, house.capsule
    thing = house.put_in(house.father, "뺄것.jpg")
    with pytest.raises(Absent):
        filling.withdraw(library, house.mother, number, thing)
    filling.withdraw(library, house.father, number, thing)
    assert not store.takers(library, house.daughter, number) and len(house.sealed_files) == 1
    filling.put_back(library, house.father, number, thing)
    assert len(store.takers(library, house.daughter, number)) == 1
    filling.withdraw(library, house.father, number, thing)
    for _ in range(31):
        clock.forward(days=1)
        tidying.tidy_capsules(library)
    assert not house.sealed_files and not store.things(library, house.father, number)


def test_one_that_others_have_filled_is_deleted_by_nobody(house: House) -> None:
    house.put_in(house.father, "나도.jpg")
    with pytest.raises(Conflict):
        actions.put_away(house.library, house.mother, house.capsule)


def test_a_deleted_one_comes_back_and_opens_late_if_its_moment_passed(house: House, clock: SetClock) -> None:
    library, number = house.library, house.capsule
    house.put_in(house.mother, "나만.jpg")
    with pytest.raises(Forbidden):
        actions.put_away(library, house.father, number)
    actions.put_away(library, house.mother, number)
    for who in (house.mother, house.father):
        with pytest.raises(Absent):
            store.capsule(library, who, number)
    clock.forward(days=200)
    opening.open_due(library)
    with pytest.raises(Absent):
        actions.restore(library, house.father, number)
    actions.restore(library, house.mother, number)
    opening.open_due(library)
    library.jobs.drain()
    assert store.capsule(library, house.father, number).state == "open"


def test_a_deleted_one_is_gone_after_thirty_nights(house: House, clock: SetClock) -> None:
    house.put_in(house.mother, "나만.jpg")
    actions.put_away(house.library, house.mother, house.capsule)
    for _ in range(31):
        clock.forward(days=1)
        tidying.tidy_capsules(house.library)
    assert not house.sealed_files and not store.trashed(house.library, house.mother)


def test_who_may_put_something_in(house: House) -> None:
    filling.must_take(house.library, house.father, house.capsule)
    with pytest.raises(Forbidden):
        filling.must_take(house.library, house.daughter, house.capsule)
    with pytest.raises(Absent):
        filling.must_take(house.library, house.grandmother, house.capsule)
    reader = people.join(house.library, house.mother, "이모할머니", role="reader")
    with pytest.raises(Forbidden):
        filling.must_take(house.library, reader, house.capsule)
    with pytest.raises(Absent):
        filling.must_take(house.library, people.another_family(house.library), house.capsule)


def test_once_the_moment_has_come_nothing_is_put_in_taken_out_or_moved(house: House, clock: SetClock) -> None:
    library, number = house.library, house.capsule
    thing = house.put_in(house.mother, "나만.jpg")
    with library.database.writing() as connection:
        connection.execute("UPDATE capsule SET state = 'opening'")
    for late in (
        lambda: filling.must_take(library, house.father, number),
        lambda: filling.withdraw(library, house.mother, number, thing),
        lambda: actions.move(library, house.mother, number, LATER),
        lambda: actions.put_away(library, house.mother, number),
        lambda: actions.look(library, house.mother, number),
    ):
        with pytest.raises(Conflict):
            late()


def test_readers_make_none_and_nobody_hides_one_from_themselves(house: House) -> None:
    reader = people.join(house.library, house.mother, "이모할머니", role="reader")
    with pytest.raises(Forbidden):
        actions.make(house.library, reader, NewCapsule("안녕", day="2030-01-01"))
    with pytest.raises(Refused):
        actions.make(
            house.library, house.father, NewCapsule("안녕", day="2030-01-01", hidden=[house.father.id])
        )


def test_a_removed_person_is_gone_from_it_at_once(house: House) -> None:
    families.remove(house.library, house.mother, house.father.id)
    with pytest.raises(Absent):
        store.capsule(house.library, house.father, house.capsule)


@pytest.mark.parametrize(
    ("day", "time", "zone", "instant"),
    [
        ("2027-03-14", "01:59", "America/New_York", "2027-03-14T06:59:00+00:00"),
        ("2027-03-14", "03:00", "America/New_York", "2027-03-14T07:00:00+00:00"),
        ("2027-11-07", "01:30", "America/New_York", "2027-11-07T05:30:00+00:00"),
        ("2027-05-05", "09:00", "Asia/Seoul", "2027-05-05T00:00:00+00:00"),
    ],
)
def test_moments_around_the_change_of_clocks(day: str, time: str, zone: str, instant: str) -> None:
    assert said(day, time, zone, NOW).instant.isoformat() == instant


@pytest.mark.parametrize(
    ("day", "time", "zone", "why"),
    [
        ("2027-03-14", "02:30", "America/New_York", "moment_skipped"),
        ("2026-11-22", "09:00", "Asia/Seoul", "moment_over"),
        ("2027-02-30", "09:00", "Asia/Seoul", "moment_unreadable"),
        ("", "", "Asia/Seoul", "moment_unreadable"),
        ("9999-12-31", "23:59", "Asia/Seoul", "moment_too_far"),
        ("2027-05-05", "09:00", "Mars/Olympus", "no_such_zone"),
        ("2027-05-05", "09:00+09:00", "Asia/Seoul", "moment_unreadable"),
    ],
)
def test_what_is_no_moment_is_said_plainly(day: str, time: str, zone: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        said(day, time, zone, NOW)
    assert refused.value.key == f"capsules.{why}"


def test_another_zone_for_the_family_moves_no_moment(house: House) -> None:
    before = opens(house)
    with house.library.database.writing() as connection:
        connection.execute("UPDATE family SET time_zone = 'America/New_York'")
    mother = people.again(house.library, house.mother)
    assert opens(house) == before
    with people.client_for(house.library, mother) as phone:
        assert "Asia/Seoul 시간" in phone.get(f"/capsules/{house.capsule}").text
