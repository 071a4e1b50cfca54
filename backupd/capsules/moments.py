"""The moment a capsule opens, from how somebody says it: a day, a time, a zone. Pure."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from backupd.core.errors import Refused

FARTHEST = timedelta(days=366 * 100)


class Moment(msgspec.Struct, frozen=True):
    """wall: local time as it was said, YYYY-MM-DDTHH:MM."""

    instant: datetime
    zone: str
    wall: str


def said(day: str, time: str, zone: str, now: datetime) -> Moment:
    """The moment meant; of an hour that comes twice, when clocks are put back, the first. Raises Refused for what is no
    moment, for one that is over, and for an hour that clocks skip."""
    if zone not in available_timezones():
        raise Refused("capsules.no_such_zone", zone=zone)
    try:
        wall = datetime.fromisoformat(f"{day.strip()}T{time.strip()}").replace(second=0, microsecond=0)
    except ValueError as error:
        raise Refused("capsules.moment_unreadable") from error
    if wall.tzinfo is not None:
        raise Refused("capsules.moment_unreadable")
    instant = _instant(wall, zone)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise Refused("capsules.moment_skipped")
    if instant <= now:
        raise Refused("capsules.moment_over")
    if instant > now + FARTHEST:
        raise Refused("capsules.moment_too_far")
    return Moment(instant, zone, wall.isoformat(timespec="minutes"))


def _instant(wall: datetime, zone: str) -> datetime:
    try:
        return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except OverflowError as error:
        raise Refused("capsules.moment_unreadable") from error
