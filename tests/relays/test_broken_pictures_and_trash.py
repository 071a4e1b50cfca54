"""A picture that could not be opened and is tried again, or whose person leaves meanwhile; a strip in the trash."""

from backupd.albums import trash
from backupd.intake import journey, store
from backupd.notify import store as nstore
from backupd.notify.composing import renderer
from backupd.notify.reading import read
from backupd.relays import actions
from backupd.relays.timekeeping import keep_turns
from tests import people


def could_not_be_opened(house):
    """엄마's good photo, over which the darkroom died: refused, as the journey refuses."""
    lib = house.library
    files = [("files", ("half.jpg", house.picture("half.jpg"), "image/jpeg"))]
    with people.client_for(lib, house.mother) as phone:
        phone.post(f"/add?relay={house.relay}", data={"relay": str(house.relay)}, files=files)
    number = lib.database.value("SELECT id FROM arrival")
    arrival = store.arrival(lib, number)
    journey.refuse(lib, arrival, store.batch(lib, arrival.batch), "media.broken")
    lib.jobs.drain()
    assert house.states == ["nothing", "holding"] and house.holder == "아빠"
    return number


def try_again(house, number):
    with people.client_for(house.library, house.mother) as phone:
        answer = phone.post(f"/refusals/{number}/trial")
    house.library.jobs.drain()
    return answer.status_code


def test_a_file_looked_at_again_is_no_second_turn(house):
    refused = could_not_be_opened(house)
    house.take(house.father, "two.jpg")
    house.take(house.mother, "three.jpg")
    assert house.holder == "지우"
    assert try_again(house, refused) == 409
    given = house.library.database.value(
        "SELECT count(*) FROM story WHERE contributor = ?", (house.mother.id,)
    )
    assert given == 1


def test_a_file_looked_at_again_while_the_turn_is_back_leaves_the_turn(house):
    refused = could_not_be_opened(house)
    house.take(house.father, "two.jpg")
    assert house.holder == "엄마"
    assert try_again(house, refused) == 409
    assert house.states == ["nothing", "done", "holding"]


def test_a_file_looked_at_again_in_time_takes_the_turn_it_was_sent_for(house):
    refused = could_not_be_opened(house)
    assert try_again(house, refused) == 303
    assert house.states == ["done", "holding"] and house.holder == "아빠"


def test_near_after_trash(house):
    album = house.seen().relay.album
    house.later(hours=21)
    assert house.letters(house.mother) == ["turn", "near"]
    trash.trash_album(house.library, house.mother, album)
    house.later(days=2)
    trash.restore_album(house.library, house.mother, album)
    house.later(minutes=1)
    assert house.seen().left.days == 1
    house.later(hours=21)
    assert house.letters(house.mother) == ["turn", "near", "near"]


def test_nominee_lost(house):
    lib = house.library
    house.begin(people=[house.mother.id, house.father.id, house.daughter.id, house.grandmother.id])
    broken = house.picture("half.jpg")[:900]
    files = [("files", ("half.jpg", broken + b"\0" * 400, "image/jpeg"))]
    with people.client_for(lib, house.mother) as phone:
        assert (
            phone.post(f"/add?relay={house.relay}", data={"relay": str(house.relay)}, files=files).status_code
            == 303
        )
    assert house.holder == "아빠"
    actions.nominate(lib, house.father, house.relay, house.turn, house.grandmother.id)
    lib.jobs.drain()
    assert house.states == ["nothing", "holding"]
    house.take(house.father, "two.jpg")
    assert house.holder == "엄마"
    house.take(house.mother, "one.jpg")
    assert house.holder == "할머니"


def ended(library):
    """What the letters say of its end; None for one that says nothing any more."""
    kept = [each for each in nstore.unrouted(library, 100) if each.words == "relays.told_ended"]
    return [read(library, renderer(library).words, "ko", each) for each in kept]


def test_ended_in_trash(house):
    library, album = house.library, house.seen().relay.album
    house.take(house.mother, "1.jpg")
    house.take(house.father, "2.jpg")
    files = [("files", ("3.jpg", house.picture("3.jpg"), "image/jpeg"))]
    with people.client_for(library, house.daughter) as phone:
        phone.post(f"/add?relay={house.relay}", data={"relay": str(house.relay)}, files=files)
    trash.trash_album(library, house.mother, album)
    library.jobs.drain()
    keep_turns(library)
    told = ended(library)
    trash.restore_album(library, house.mother, album)
    keep_turns(library)
    told = told or ended(library)
    assert house.seen().relay.state == "ended" and len(house.seen().frames) == 3
    assert told and None not in told


def test_left_while_a_broken_picture_is_looked_at(house):
    lib = house.library
    broken = house.picture("half.jpg")[:900] + b"\0" * 400
    files = [("files", ("half.jpg", broken, "image/jpeg"))]
    with people.client_for(lib, house.mother) as phone:
        phone.post(f"/add?relay={house.relay}", data={"relay": str(house.relay)}, files=files)
    actions.leave(lib, house.mother, house.relay)
    lib.jobs.drain()
    assert "nothing" not in house.letters(house.mother), "no turn comes back"


def test_ended_early_while_a_broken_picture_is_looked_at(house):
    lib = house.library
    broken = house.picture("half.jpg")[:900] + b"\0" * 400
    files = [("files", ("half.jpg", broken, "image/jpeg"))]
    with people.client_for(lib, house.mother) as phone:
        phone.post(f"/add?relay={house.relay}", data={"relay": str(house.relay)}, files=files)
    actions.end_early(lib, house.mother, house.relay)
    lib.jobs.drain()
    assert house.seen().relay.state == "ended"
    assert "nothing" not in house.letters(house.mother), "no turn comes back"
