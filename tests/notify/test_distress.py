"""Nothing can be written down any more, and people are told all the same: once a day, and not at night."""

import pytest

from backupd.core.errors import DiskFull, Offline
from backupd.notify import Distress
from backupd.notify.outbox import outbox
from tests import people
from tests.notify import homes

READ_ONLY = Offline("problems.read_only")


@pytest.fixture
def frozen(library, mother, letterbox):
    """The database can be read and not be written."""
    homes.all_at_once(library, mother)
    homes.mailbox(library, mother, letterbox)
    library.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(Offline), library.database.writing() as connection:
        connection.execute("DELETE FROM trouble")
    return library


def test_the_warning_leaves_although_nothing_can_be_noted(frozen, letterbox):
    with pytest.raises(Offline):
        outbox(frozen)
    Distress(frozen).tell_all(READ_ONLY)
    (mail,) = letterbox.received
    assert "읽기" in mail["subject"] or "보기" in mail["subject"]
    assert "/box" in mail.get_body(("plain",)).get_content()


def test_it_is_said_once_a_day(frozen, letterbox, clock):
    distress = Distress(frozen)
    for _ in range(3):
        distress.tell_all(READ_ONLY)
        clock.forward(minutes=1)
    assert len(letterbox.received) == 1
    clock.forward(days=1)
    distress.tell_all(DiskFull("problems.disk_full"))
    assert (
        len(letterbox.received) == 2 and letterbox.received[0]["subject"] != letterbox.received[1]["subject"]
    )


def test_a_service_that_is_gone_keeps_it_from_nobody(library, mother, father, letterbox):
    homes.all_at_once(library, father)
    with type(letterbox)() as gone:
        homes.mailbox(library, mother, gone)
    homes.mailbox(library, father, letterbox, "dad@example.org")
    Distress(library).tell_all(READ_ONLY)
    assert [mail["to"] for mail in letterbox.received] == ["dad@example.org"]


def test_whoever_sleeps_or_wants_no_word_of_the_box_is_left_alone(library, mother, father, letterbox, clock):
    homes.all_at_once(library, mother, quiet_from="11:00", quiet_until="13:00")
    homes.mailbox(library, mother, letterbox)
    homes.all_at_once(library, father)
    homes.wants(library, father, "box", "off")
    homes.mailbox(library, father, letterbox, "dad@example.org")
    distress = Distress(library)
    distress.tell_all(READ_ONLY)
    assert letterbox.received == []
    clock.forward(hours=2)
    distress.tell_all(READ_ONLY)
    assert [mail["to"] for mail in letterbox.received] == ["mum@example.org"]


def test_whoever_left_hears_nothing(library, mother, father, letterbox):
    homes.all_at_once(library, father)
    homes.mailbox(library, father, letterbox, "dad@example.org")
    assert people.again(library, father)
    library.database.connection.execute(
        "UPDATE membership SET until = '2026-11-01' WHERE person = ?", (father.id,)
    )
    Distress(library).tell_all(READ_ONLY)
    assert letterbox.received == []
