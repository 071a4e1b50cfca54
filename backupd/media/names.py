"""The moment a file's name tells: phones, KakaoTalk, WhatsApp, Dropbox, screenshots, scanned albums.

Samples of every pattern stand in tests/media/test_names.py. Times in names are wall times of the phone, except
Pixel's (UTC) and the milliseconds since 1970 that messengers write.
"""

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import PurePath

from backupd.media.dates import decade, epoch_moment, first_believable, from_utc, moment
from backupd.media.records import Media, Moment

SOURCE, NOWHERE = "name", Moment().source

DAY = r"(?<!\d)(?P<year>(?:18|19|20)\d{2})(?P<between>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=between)(?P<day>0[1-9]|[12]\d|3[01])"
HALF = r"(?P<half>오전|오후|AM|PM|am|pm)?"
TIME = r"(?P<hour>[01]\d|2[0-3]|\d(?=\D))[-_.:h ]?(?P<minute>[0-5]\d)[-_.:m ]?(?P<second>[0-5]\d)"

MOMENT = re.compile(
    DAY
    + r"(?:[-_. T]+|\s+at\s+|,\s*)?\(?"
    + HALF
    + r"\s?"
    + TIME
    + r"(?P<after>\d{0,6})(?!\d)\s?(?P<tail>AM|PM|am|pm)?"
)
DAY_ONLY = re.compile(DAY + r"(?!\d)")
KOREAN_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})년(?:\s?(?P<month>\d{1,2})월(?:\s?(?P<day>\d{1,2})일)?)?"
)
KOREAN_DECADE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d)0년대")
PIXEL = re.compile(r"^(?:PXL|MVIMG_PXL)_(?P<day>\d{8})_(?P<time>\d{6})\d{0,3}")
MILLISECONDS = re.compile(
    r"(?:^|(?<=FB_IMG_)|(?<=mmexport)|(?<=IMG_)|(?<=VID_)|(?<=[Pp]hoto-)|(?<=image-))(?P<ms>1[0-9]{12})(?=$|[-_. (~])"
)


def moment_in_name(name: str, family_zone: str) -> Moment | None:
    """What `name` says about when, None if nothing. `family_zone` places names that only know UTC."""
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    return (
        _pixel(stem, family_zone)
        or _milliseconds(stem, family_zone)
        or _full(stem)
        or _day(stem)
        or _korean(stem)
    )


def moment_as(known: Media, name: str, family_zone: str, now: datetime) -> Moment:
    """When `known` was taken, for somebody who brought it as `name`. Where the file itself does not say, only their own
    name for it counts: what the same bytes were called by others, perhaps another family, is not for them."""
    if known.taken_source not in (SOURCE, NOWHERE):
        return Moment(known.taken, known.offset, known.precision, known.taken_source or NOWHERE)
    return first_believable([moment_in_name(name, family_zone)], now)


def _pixel(stem: str, family_zone: str) -> Moment | None:
    found = PIXEL.match(stem)
    if not found:
        return None
    try:
        instant = datetime.strptime(found["day"] + found["time"], "%Y%m%d%H%M%S")
    except ValueError:
        return None
    return from_utc(instant.replace(tzinfo=UTC), family_zone, SOURCE)


def _milliseconds(stem: str, family_zone: str) -> Moment | None:
    found = MILLISECONDS.search(stem)
    return epoch_moment(int(found["ms"]) / 1000, family_zone, SOURCE) if found else None


def _full(stem: str) -> Moment | None:
    found = MOMENT.search(stem)
    if not found:
        return None
    hour = _hour(int(found["hour"]), found["half"] or found["tail"])
    parts = [int(found["year"]), int(found["month"]), int(found["day"]), hour]
    return moment([*parts, int(found["minute"]), int(found["second"])], None, SOURCE)


def _hour(hour: int, half: str | None) -> int:
    """Twelve-hour clocks: 오전 12시 is midnight, 오후 12시 is noon."""
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half.lower() in {"pm", "오후"} else 0)


def _day(stem: str) -> Moment | None:
    found = DAY_ONLY.search(stem)
    return moment([int(found[part]) for part in ("year", "month", "day")], None, SOURCE) if found else None


def _korean(stem: str) -> Moment | None:
    tens = KOREAN_DECADE.search(stem)
    if tens:
        return decade(int(tens["year"]) * 10, SOURCE)
    found = KOREAN_DAY.search(stem)
    if not found:
        return None
    return moment([int(part) if part else None for part in found.group("year", "month", "day")], None, SOURCE)
