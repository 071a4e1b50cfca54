"""When somebody is left alone and when digests come. Pure: wall times in, wall times out."""

from datetime import datetime, time, timedelta

from backupd.notify.records import Hours


def quiet_until(now: datetime, hours: Hours) -> datetime | None:
    """The end of the quiet hours that `now` lies in, in the same zone; None outside them."""
    begins, ends = _time(hours.quiet_from), _time(hours.quiet_until)
    if begins == ends:
        return None
    clock = now.timetz().replace(tzinfo=None)
    inside = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    return _next(now, ends) if inside else None


def heard(now: datetime, hours: Hours) -> datetime:
    """From when on a message may ring."""
    return quiet_until(now, hours) or now


def next_digest(now: datetime, hours: Hours) -> datetime:
    """The next digest, out of the quiet hours."""
    return heard(_next(now, _time(hours.digest_at)), hours)


def _next(now: datetime, at: time) -> datetime:
    """The next time the clock shows `at`, later than now. Where summer time skips it, the hour after."""
    today = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0, fold=0)
    return today if today > now else today + timedelta(days=1)


def _time(written: str) -> time:
    return time.fromisoformat(written)
