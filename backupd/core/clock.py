"""The one clock. Wall time for events, boot time for everything that must not follow a wrong or leaping clock."""

import ctypes
import time
from datetime import UTC, datetime
from pathlib import Path

TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised


class Clock:
    """Wall and boot time of this machine. Tests pass one of their own with the same four methods."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)

    def since_boot(self) -> float:
        """Seconds since the machine booted, sleep included; the same in every process of this boot."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    def boot(self) -> str:
        """An identifier that changes with every boot, so that two `since_boot` values can be compared or not."""
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()

    def synchronised(self) -> bool:
        """Whether the kernel is told the time by others, whoever does it (timesyncd, chrony, ntpd). Setting the clock by
        hand ends it."""
        nothing_to_change = ctypes.create_string_buffer(
            512
        )  # a struct timex with modes = 0; it has about 200 bytes
        return ctypes.CDLL(None).adjtimex(nothing_to_change) not in (-1, TIME_ERROR)


def stamp(moment: datetime) -> str:
    """An instant as it is stored: ISO 8601 in UTC with milliseconds and a Z, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(stamped: str) -> datetime:
    """The instant that `stamp` wrote."""
    return datetime.fromisoformat(stamped)
