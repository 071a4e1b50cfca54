"""The trusted clock (PRODUCT.md section 4): what must not happen early asks here and not the wall clock.

The wall clock is believed when the system says that it is synchronised, or when it moved since the last trusted moment
as the boot clock did. A synchronised clock, or one tap of an owner, sets it, backwards too, so that one wild leap cannot
poison it. `highest` is what is believed across a reboot, when nobody counted the time without power.
"""

from datetime import datetime, timedelta

import msgspec

from backupd.core.clock import moment, stamp
from backupd.core.library import Library

SLACK = timedelta(seconds=2)
DRIFT = 0.0005  # the kernel's own bound for an undisciplined clock (adjtimex(2), 500 ppm)


class Anchor(msgspec.Struct, frozen=True):
    """A moment that was trusted and what the boot clock said then; highest: the last one trusted since."""

    instant: str
    boot: str
    since_boot: float
    highest: str


def trusted_now(library: Library) -> datetime | None:
    """The instant, or None while the clock is not to be trusted: then whatever waits for a moment waits on."""
    now = library.clock.now()
    if _synchronised(library):
        return now
    anchor = _anchor(library)
    return now if anchor and _follows(library, anchor, now) else None


def trust(library: Library) -> None:
    """An owner says that the wall clock is right, whatever was believed before."""
    with library.database.writing():
        _set(library, library.clock.now())


def keep_time(library: Library) -> None:
    """Note the trusted moment. A job, every minute: it is what the next boot compares itself with."""
    with library.database.writing() as connection:
        now = trusted_now(library)
        anchor = _anchor(library)
        if now is None:
            return
        if anchor is None or _synchronised(library) or anchor.boot != library.clock.boot():
            _set(library, now)
        else:
            connection.execute("UPDATE trusted_clock SET highest = max(highest, ?)", (stamp(now),))


def _synchronised(library: Library) -> bool:
    return library.settings.clock.source == "system" and library.clock.synchronised()


def _follows(library: Library, anchor: Anchor, now: datetime) -> bool:
    """Within one boot the two clocks went side by side. Over a reboot the wall clock went on from where it stood, and no
    further than this boot is old: whatever it says of the time without power, nobody can vouch for."""
    since_boot = library.clock.since_boot()
    if anchor.boot != library.clock.boot():
        return timedelta(0) <= now - moment(anchor.highest) <= timedelta(seconds=since_boot) + SLACK
    passed = timedelta(seconds=since_boot - anchor.since_boot)
    return abs(now - moment(anchor.instant) - passed) <= SLACK + passed * DRIFT


def _anchor(library: Library) -> Anchor | None:
    return library.database.one(Anchor, "SELECT * FROM trusted_clock")


def _set(library: Library, now: datetime) -> None:
    library.database.connection.execute(
        """INSERT INTO trusted_clock (one, instant, boot, since_boot, highest) VALUES (1, :now, :boot, :since, :now)
           ON CONFLICT (one) DO UPDATE SET instant = :now, boot = :boot, since_boot = :since, highest = :now""",
        {"now": stamp(now), "boot": library.clock.boot(), "since": library.clock.since_boot()},
    )
