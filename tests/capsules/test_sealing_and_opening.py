"""A capsule is filled, stays shut, and opens for everybody at its moment."""

import json

import pyrage

from backupd.capsules import actions, letters, opening, store
from backupd.core.clock import moment
from backupd.core.library import Library
from backupd.core.trusted import keep_time
from tests import people
from tests.capsules.conftest import House
from tests.conftest import SetClock


def come(house: House, clock: SetClock) -> None:
    """The moment comes, and the worker does what it does."""
    clock.forward(days=400)
    opening.open_due(house.library)
    house.library.jobs.drain()


def state(house: House) -> str:
    return house.library.database.value("SELECT state FROM capsule WHERE id = ?", (house.capsule,))


def album_of(house: House) -> int:
    return store.capsule(house.library, house.mother, house.capsule).album


def test_what_is_put_in_lies_encrypted_and_nowhere_else(house: House) -> None:
    house.put_in(house.father, "생신.jpg", "사랑해요")
    library = house.library
    assert len(house.sealed_files) == 1
    assert house.sealed_files[0].read_bytes().startswith(b"age-encryption.org/v1")
    assert not [place for place in library.files.kept() if not place.startswith(".")]
    assert [path for path in library.files.incoming.rglob("*") if path.is_file()] == []
    for table in ("media", "arrival", "album", "story"):
        assert library.database.value(f"SELECT count(*) FROM {table}") == 0, table


def test_the_identity_is_of_no_use_without_the_key_file(house: House) -> None:
    kept = house.library.database.value("SELECT identity FROM capsule")
    assert b"AGE-SECRET-KEY" not in kept
    identity = house.library.secrets.unseal(kept, actions.IDENTITY.format(number=house.capsule))
    assert pyrage.x25519.Identity.from_str(identity.decode())


def test_it_opens_at_its_moment_for_the_whole_family_and_becomes_an_album(
    house: House, clock: SetClock
) -> None:
    house.put_in(house.father, "생신.jpg", "사랑해요")
    house.put_in(house.mother, "케이크.jpg")
    come(house, clock)
    assert state(house) == "open" and not house.sealed_files
    with people.client_for(house.library, house.grandmother, accept="application/json") as phone:
        seen = phone.get(f"/api/capsules/{house.capsule}").json()
        assert seen["capsule"]["album"] and len(seen["takers"]) == 2
        shown = phone.get(f"/api/albums/{seen['capsule']['album']}").json()
        assert len(shown["stories"]) == 2 and shown["album"]["title"] == "할머니 칠순"
        assert {one["description"] for one in shown["stories"]} == {"사랑해요", ""}
        assert phone.post(f"/api/capsules/{house.capsule}/look").status_code == 200
        looks = phone.get(f"/api/capsules/{house.capsule}").json()["looks"]
        assert [one["name"] for one in looks] == ["할머니"]


def test_not_a_second_early_and_not_a_minute_late(house: House, clock: SetClock) -> None:
    house.put_in(house.father, "생신.jpg")
    left = moment("2027-05-05T00:00:00.000Z") - clock.now()
    clock.forward(seconds=left.total_seconds() - 1)
    opening.open_due(house.library)
    house.library.jobs.drain()
    assert state(house) == "sealed" and len(house.sealed_files) == 1
    clock.forward(seconds=1)
    opening.open_due(house.library)
    house.library.jobs.drain()
    assert state(house) == "open"


def test_the_ceremony_comes_once_and_then_the_album(house: House, clock: SetClock) -> None:
    house.put_in(house.father, "생신.jpg")
    come(house, clock)
    with people.client_for(house.library, house.daughter) as phone:
        page = phone.get(f"/capsules/{house.capsule}").text
        assert "드디어 열렸어요!" in page and "열어 보기" in page
        gone = phone.post(f"/capsules/{house.capsule}/look")
        assert gone.headers["location"] == f"/albums/{album_of(house)}"
        again = phone.get(f"/capsules/{house.capsule}").text
        assert "드디어 열렸어요!" not in again and "열어 본 사람" in again
        assert phone.get(gone.headers["location"]).status_code == 200


def test_everybody_gets_a_letter_and_whoever_must_not_know_gets_only_the_last(
    house: House, clock: SetClock
) -> None:
    clock.forward(days=160)
    for _ in range(4):
        clock.forward(days=1)
        letters.count_down(house.library)
    come(house, clock)
    rows = house.library.database.connection.execute(
        "SELECT person, words, urgent, filled FROM letter"
    ).fetchall()
    told = {person.name: [] for person in (house.mother, house.father, house.daughter, house.grandmother)}
    names = {
        person.id: person.name for person in (house.mother, house.father, house.daughter, house.grandmother)
    }
    for row in rows:
        told[names[row["person"]]].append(row["words"].removeprefix("capsules.told_"))
    assert told["엄마"] == ["week", "day", "opened"] or told["엄마"] == ["week", "opened"]
    assert told["할머니"] == ["opened"]
    assert told["아빠"][0] == "made" and told["아빠"][-1] == "opened"
    assert json.loads(rows[0]["filled"])["title"] == "할머니 칠순"
    assert {row["urgent"] for row in rows if row["words"].endswith("opened")} == {1}


def test_while_the_clock_is_not_to_be_trusted_nothing_opens(house: House, clock: SetClock) -> None:
    house.put_in(house.father, "생신.jpg")
    keep_time(house.library)
    clock.is_synchronised = False
    clock.leap(days=5000)
    opening.open_due(house.library)
    assert state(house) == "sealed"
    with people.client_for(house.library, house.father) as phone:
        assert "확실하지 않아서" in phone.get(f"/capsules/{house.capsule}").text
    clock.leap(days=-5000)
    opening.open_due(house.library)
    assert state(house) == "sealed"
    come(house, clock)
    assert state(house) == "open"


def test_twins_join_and_both_who_brought_them_are_remembered(house: House, clock: SetClock) -> None:
    same = (house.folder / "같은.jpg",)
    house.put_in(house.father, "같은.jpg")
    content = same[0].read_bytes()
    house.put_in(house.mother, "엄마것.jpg", content=content)
    assert len(house.sealed_files) == 2
    come(house, clock)
    library = house.library
    assert library.database.value("SELECT count(*) FROM media") == 1
    stories = library.database.column("SELECT DISTINCT story FROM capsule_thing")
    assert len(stories) == 1 and len(store.takers(library, house.daughter, house.capsule)) == 2


def test_the_same_from_the_same_person_is_put_in_once(house: House) -> None:
    house.put_in(house.father, "같은.jpg")
    content = (house.folder / "같은.jpg").read_bytes()
    house.put_in(house.father, "같은.jpg", content=content)
    assert len(house.sealed_files) == 1
    assert [path for path in house.library.files.incoming.rglob("*") if path.is_file()] == []


def test_a_file_damaged_on_the_disk_stops_no_other(house: House, clock: SetClock) -> None:
    house.put_in(house.father, "하나.jpg")
    damaged = house.sealed_files[0]
    damaged.write_bytes(damaged.read_bytes()[:-40])
    house.put_in(house.mother, "둘째것.jpg")
    come(house, clock)
    assert state(house) == "open" and house.sealed_files == [damaged]
    with people.client_for(house.library, house.daughter) as phone:
        assert "하나.jpg" in phone.get(f"/capsules/{house.capsule}").text


def test_a_file_that_is_not_the_one_put_in_is_left_where_it_is(house: House, clock: SetClock) -> None:
    """Sealed for the same capsule, and whole, and another one: its hash tells."""
    house.put_in(house.father, "하나.jpg")
    first = house.sealed_files[0]
    house.put_in(house.father, "둘째것.jpg")
    second = next(path for path in house.sealed_files if path != first)
    first.write_bytes(second.read_bytes())
    come(house, clock)
    assert state(house) == "open" and house.sealed_files == [first]
    assert house.library.database.value("SELECT count(*) FROM story") == 1


def test_a_full_disk_makes_it_wait_and_says_so(house: House, clock: SetClock) -> None:
    house.put_in(house.father, "하나.jpg")
    house.library.files.reserve = 1 << 60
    come(house, clock)
    assert state(house) == "opening" and len(house.sealed_files) == 1
    with people.client_for(house.library, house.father) as phone:
        page = phone.get(f"/capsules/{house.capsule}").text
        assert "넣은 것은 모두 안전해요" in page
    house.library.files.reserve = 0
    for number in opening.opening_now(house.library):
        opening.open_capsule(house.library, number)
    assert state(house) == "open"


def test_what_is_no_picture_is_said_to_its_sender_alone(house: House) -> None:
    house.put_in(house.father, "메모.jpg", content=b"just words, no picture at all" * 20)
    assert not house.sealed_files
    with (
        people.client_for(house.library, house.father) as phone,
        people.client_for(house.library, house.mother) as other,
    ):
        assert "메모.jpg" in phone.get(f"/capsules/{house.capsule}/things").text
        assert "메모.jpg" not in other.get(f"/capsules/{house.capsule}/things").text


def test_an_empty_one_opens_too(house: House, clock: SetClock) -> None:
    come(house, clock)
    assert state(house) == "open" and album_of(house)


def test_opening_again_after_it_is_open_changes_nothing(
    house: House, clock: SetClock, library: Library
) -> None:
    house.put_in(house.father, "하나.jpg")
    come(house, clock)
    before = library.database.value("SELECT count(*) FROM story")
    opening.open_capsule(library, house.capsule)
    assert library.database.value("SELECT count(*) FROM story") == before
    assert library.database.value("SELECT count(*) FROM letter WHERE words = 'capsules.told_opened'") == 4
