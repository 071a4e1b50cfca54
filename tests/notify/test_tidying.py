"""Messages that are long over go; that they were told stays known."""

import pytest

from backupd.notify import Letter, post, tidy_messages
from tests.notify import homes


@pytest.fixture
def told(library, mother, letterbox, later):
    homes.all_at_once(library, mother)
    homes.mailbox(library, mother, letterbox)

    def tell() -> None:
        with library.database.writing():
            words = {"person": mother.id, "comment": "비밀 이야기"}
            post(library, [Letter("comment", "a", mother.id, mother.family, "notify.commented", words)])
        later()

    tell()
    return tell


def count(library, table: str) -> int:
    return library.database.value(f"SELECT count(*) FROM {table}")


def test_after_a_season_what_was_said_is_gone_and_is_never_said_again(library, clock, told, letterbox):
    clock.forward(days=89)
    tidy_messages(library)
    assert (count(library, "parcel"), count(library, "delivery")) == (1, 1)
    clock.forward(days=2)
    for _ in range(2):
        tidy_messages(library)
    assert (count(library, "parcel"), count(library, "delivery"), count(library, "letter")) == (0, 0, 1)
    assert "비밀" not in str(
        [tuple(row) for row in library.database.connection.execute("SELECT * FROM letter")]
    )
    told()
    assert len(letterbox.received) == 1


def test_what_still_waits_stays(library, clock, told, letterbox):
    library.database.connection.execute("UPDATE parcel SET state = 'waiting', finished = NULL")
    clock.forward(days=400)
    tidy_messages(library)
    assert count(library, "parcel") == 1 and library.database.value("SELECT filled FROM letter") != "{}"


def test_while_nobody_vouches_for_the_clock_nothing_goes(library, clock, told):
    clock.is_synchronised = False
    clock.leap(days=4000)
    tidy_messages(library)
    assert count(library, "parcel") == 1
