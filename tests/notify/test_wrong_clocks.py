"""While nobody vouches for the clock: what is to come at once comes, digests wait for their hour, nothing is given up."""

import pytest

from backupd.core.trusted import keep_time
from backupd.notify import Letter, post, silent_channels, store
from tests.notify import homes

DAYS = 4000


@pytest.fixture
def write(library, mother):
    def letter(key):
        with library.database.writing():
            words = {"person": mother.id, "comment": key}
            post(library, [Letter("comment", key, mother.id, mother.family, "notify.commented", words)])

    return letter


@pytest.fixture
def unsure(library, clock):
    """The box was told the time once, and then its clock leaps."""

    def leap(**span: float) -> None:
        keep_time(library)
        clock.is_synchronised = False
        clock.leap(**span)

    return leap


@pytest.fixture
def mailbox(library, mother, letterbox):
    homes.all_at_once(library, mother)
    return homes.mailbox(library, mother, letterbox)


@pytest.mark.parametrize("days", [DAYS, -DAYS])
def test_a_digest_waits_until_the_hour_is_known(
    library, clock, mother, mailbox, write, letterbox, later, unsure, days
):
    homes.wants(library, mother, "comment", "digest")
    write("a")
    later()
    unsure(days=days)
    write("b")
    for _ in range(30):
        later(hours=1)
    assert letterbox.received == []
    clock.leap(days=-days)
    clock.is_synchronised = True
    later(days=1)
    later(days=1)
    told = "".join(mail.as_string() for mail in letterbox.received)
    assert letterbox.received and len(letterbox.received) <= 2 and told


@pytest.mark.parametrize("days", [DAYS, -DAYS])
def test_what_is_to_come_at_once_comes_whatever_the_clock_says(
    mailbox, write, letterbox, later, unsure, days
):
    unsure(days=days)
    write("a")
    later()
    assert len(letterbox.received) == 1


def test_a_leap_of_years_gives_up_nothing_and_calls_no_channel_silent(
    library, clock, mother, mailbox, write, letterbox, later, unsure
):
    letterbox.refusing = ["451 busy"] * 8
    write("a")
    for _ in range(8):
        later(hours=2)
    assert store.channel(library, mailbox).failing
    unsure(days=DAYS)
    letterbox.refusing = ["451 busy"]
    later(minutes=1)
    assert not silent_channels(library, mother)
    assert library.database.column("SELECT DISTINCT state FROM parcel") == ["waiting"]
    later(hours=7)
    assert len(letterbox.received) == 1
