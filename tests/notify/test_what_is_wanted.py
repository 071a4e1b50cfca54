"""When and what people want to hear: nights, digests, many at once, kinds that are off, what is gone by now."""

from backupd.albums import trash
from backupd.family import actions
from backupd.notify import store
from tests import people
from tests.albums import house
from tests.notify import homes
from tests.notify.homes import parcels


def test_night_is_left_alone_even_by_what_is_urgent(library, mother, mailbox, write, letterbox, later):
    homes.all_at_once(library, mother, quiet_from="11:00", quiet_until="13:00")
    write("a", kind="capsule", urgent=True)
    later()
    assert letterbox.received == []
    later(hours=1)
    assert len(letterbox.received) == 1


def test_what_waited_for_a_service_or_for_the_power_is_left_for_the_morning_too(
    library, mother, mailbox, write, letterbox, later
):
    homes.all_at_once(library, mother, quiet_from="13:00", quiet_until="15:00")
    letterbox.refusing = ["451 busy"]
    write("a")
    later()
    later(hours=1, minutes=30)
    assert letterbox.received == []
    later(hours=2)
    assert len(letterbox.received) == 1


def test_a_digest_tells_many_things_once(library, mother, mailbox, write, letterbox, later):
    homes.wants(library, mother, "comment", "digest")
    for key in "abc":
        write(key)
    write("now", urgent=True)
    later()
    assert len(letterbox.received) == 1
    later(hours=8)
    digest = letterbox.received[1]
    assert digest["subject"] == "우리 가족 소식 3가지"
    assert all(f"한마디 {key}" in digest.get_body(("html",)).get_content() for key in "abc")


def test_many_at_once_are_told_together(library, mailbox, write, letterbox, later):
    for key in range(25):
        write(str(key))
    for _ in range(15):
        later(minutes=1)
    assert len(letterbox.received) == 11
    assert letterbox.received[-1]["subject"] == "우리 가족 소식 15가지"


def test_what_somebody_does_not_want_is_not_sent(library, mother, mailbox, write, letterbox, later):
    homes.wants(library, mother, "comment", "off")
    write("a")
    later()
    assert letterbox.received == [] and parcels(library) == []


def test_what_is_in_the_trash_by_now_is_not_told(library, mother, mailbox, write, letterbox, later):
    album = house.album(library, mother, photos=1)
    write("a", about=("album", album))
    trash.trash_album(library, mother, album)
    later()
    assert letterbox.received == [] and parcels(library)[0]["state"] == "ended"


def test_whoever_was_removed_gets_nothing_that_waited(library, mother, father, write, later, letterbox):
    homes.all_at_once(library, father)
    homes.mailbox(library, father, letterbox)
    letterbox.refusing = ["421 later"]
    write("a", who=father)
    later()
    actions.remove(library, mother, father.id)
    later(hours=1)
    assert letterbox.received == [] and store.channels_of(library, father.id) == []


def test_another_family_is_told_nothing_of_this_one(library, mother, mailbox, write, letterbox, later):
    aunt = people.another_family(library)
    album = house.album(library, aunt, photos=1)
    write("a", about=("album", album))
    later()
    assert letterbox.received == []
