"""The clock of a box that may boot in 1970 or weeks off (PRODUCT.md section 4, SURVIVE.md 13)."""

import msgspec
import pytest

from backupd.core.clock import Clock
from backupd.core.library import Library
from backupd.core.settings import ClockSource
from backupd.core.trusted import keep_time, trust, trusted_now
from tests.conftest import SetClock


@pytest.fixture
def alone(library: Library, clock: SetClock) -> Library:
    """A box that was told the time once and has had no internet since."""
    keep_time(library)
    clock.is_synchronised = False
    return library


def test_a_synchronised_clock_is_believed(library: Library, clock: SetClock) -> None:
    assert trusted_now(library) == clock.now()


def test_a_box_that_was_never_told_the_time_does_not_know_it(library: Library, clock: SetClock) -> None:
    clock.is_synchronised = False
    keep_time(library)
    assert trusted_now(library) is None


def test_time_goes_on_as_the_boot_clock_does(alone: Library, clock: SetClock) -> None:
    clock.forward(days=40)
    assert trusted_now(alone) == clock.now()


@pytest.mark.parametrize("leap", [{"days": 4000}, {"seconds": 30}, {"seconds": -30}, {"days": -20000}])
def test_a_leap_within_one_boot_is_not_believed_until_it_is_taken_back(
    alone: Library, clock: SetClock, leap: dict
) -> None:
    clock.forward(hours=1)
    clock.leap(**leap)
    keep_time(alone)
    assert trusted_now(alone) is None
    clock.leap(**{unit: -amount for unit, amount in leap.items()})
    clock.forward(hours=1)
    assert trusted_now(alone) == clock.now()


def test_many_small_steps_do_not_add_up_to_a_leap(alone: Library, clock: SetClock) -> None:
    for _ in range(60):
        clock.forward(minutes=1)
        clock.leap(seconds=1)
        keep_time(alone)
    assert trusted_now(alone) is None


def test_after_a_reboot_a_clock_that_went_on_from_where_it_stood_is_believed(
    alone: Library, clock: SetClock
) -> None:
    clock.reboot("boot-two")
    clock.forward(seconds=20)
    assert trusted_now(alone) == clock.now()
    keep_time(alone)
    clock.forward(days=3)
    assert trusted_now(alone) == clock.now()


@pytest.mark.parametrize("off", [{"days": 3}, {"days": 5000}, {"days": -20000}, {"minutes": -5}])
def test_after_a_reboot_time_that_nobody_counted_is_not_believed(
    alone: Library, clock: SetClock, off: dict
) -> None:
    clock.reboot("boot-two")
    clock.leap(**off)
    clock.forward(seconds=20)
    keep_time(alone)
    assert trusted_now(alone) is None


def test_one_wild_leap_that_was_believed_poisons_nothing(alone: Library, clock: SetClock) -> None:
    clock.is_synchronised = True
    clock.leap(days=5000)
    keep_time(alone)
    clock.leap(days=-5000)
    keep_time(alone)
    clock.is_synchronised = False
    clock.forward(minutes=2)
    assert trusted_now(alone) == clock.now()


def test_one_tap_sets_it_backwards_too(alone: Library, clock: SetClock) -> None:
    clock.leap(days=-100)
    assert trusted_now(alone) is None
    trust(alone)
    clock.forward(minutes=1)
    assert trusted_now(alone) == clock.now()


def test_a_box_whose_owner_is_asked_believes_no_system(alone: Library, clock: SetClock) -> None:
    alone.settings = msgspec.structs.replace(alone.settings, clock=ClockSource("owner"))
    clock.is_synchronised = True
    clock.leap(days=5)
    keep_time(alone)
    assert trusted_now(alone) is None
    trust(alone)
    assert trusted_now(alone) == clock.now()


def test_this_machine_can_say_whether_it_is_synchronised() -> None:
    assert Clock().synchronised() in (True, False)
